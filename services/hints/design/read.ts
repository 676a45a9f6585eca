/** Edits that a model reads out of a design's text; whoever holds the design weighs them. */
import { fenced } from '../prompt.ts'
import { type Answer, answerOf, type DesignDeps, objectsIn } from './asking.ts'
import { materialOf, prompts } from './prompt.ts'
import type { Design } from './subject.ts'

export interface Reading {
  readonly userId: string
  readonly signal: AbortSignal
  readonly design: Design
  readonly complaints: readonly string[]
}

const mostComplaints = 32

export async function readEdits(
  deps: DesignDeps,
  { userId, signal, design, complaints }: Reading,
): Promise<Answer & { readonly edits: readonly string[] }> {
  const answer = await answerOf(deps, {
    userId,
    signal,
    system: prompts.read,
    material: (boundary) =>
      materialOf(
        design,
        boundary,
        complaints.slice(0, mostComplaints).map((one) => `Refused: ${fenced(one, boundary, 600)}`),
      ),
    maxOutputTokens: 3000,
  })
  const edits = objectsIn(answer.text).filter(({ kind }) => typeof kind === 'string')
  return { ...answer, edits: edits.map((edit) => JSON.stringify(edit)) }
}
