/** A design as a model may know of it, out of the contract's message: bounded, and with the words that are its learner's. */
import type { DesignPoint, DesignSubject } from '@quint/proto/gen/quint/hints/v1/design.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { decide, type HintPlan } from '../policy/plan.ts'

export interface Design {
  readonly title: string
  readonly task: string
  readonly text: string
  readonly blueprint: string
  readonly places: readonly string[]
  readonly findings: readonly DesignPoint[]
}

const mostText = 50_000
const mostBlueprint = 256 * 1024
const mostPlaces = 400
const mostFindings = 200
const heard = 80
const heardOf = 3000

export function designOf(message: DesignSubject | undefined): Design {
  if (message === undefined) throw new Failure('invalid', 'There is no design.')
  const { problemTitle: title, task, text, blueprint, places, findings } = message
  if (text.length > mostText || blueprint.length > mostBlueprint || task.length > mostText || title.length > 500)
    throw new Failure('invalid', 'The design is too long.')
  if (places.length > mostPlaces || findings.length > mostFindings) throw new Failure('invalid', 'The design has too many parts.')
  return { title, task, text, blueprint, places, findings }
}

/** What may be said of solving: only what the learner brought, in words or in the drawing. Designs have no algorithm to name. */
export function planFor({ title, task, text, blueprint }: Design, question = ''): HintPlan {
  const answers = [...inPieces(text), ...inPieces(blueprint.replace(/[^A-Za-z0-9-]+/g, ' ')), ...inPieces(question)].slice(-heard)
  return decide({
    problem: { title, statement: task, examples: [], tags: [], url: '', slug: '' },
    answers: answers.map((piece, promptIndex) => ({ promptIndex, text: piece })),
    findings: [],
    tier: 2,
  })
}

function inPieces(text: string): string[] {
  return Array.from({ length: Math.ceil(Math.min(text.length, mostText) / heardOf) }, (_, at) => text.slice(at * heardOf, (at + 1) * heardOf))
}
