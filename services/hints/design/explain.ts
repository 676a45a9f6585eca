/** Why a design failed, in words: a model may put together what was seen, and say nothing that was not. */
import type { DesignParagraph, DesignPoint } from '@quint/proto/gen/quint/hints/v1/design.ts'
import { sentences } from '../answers/text.ts'
import { type Answer, answerOf, type DesignDeps, objectsIn } from './asking.ts'
import { harmless } from './assess.ts'
import { listOf, materialOf, prompts } from './prompt.ts'
import { broughtIn, spoils } from './spoiler.ts'
import type { Design } from './subject.ts'

export interface Explaining {
  readonly userId: string
  readonly signal: AbortSignal
  readonly design: Design
  readonly seen: readonly DesignPoint[]
}

const mostParagraphs = 5
const longest = 900

export async function explain(
  deps: DesignDeps,
  { userId, signal, design, seen }: Explaining,
): Promise<Answer & { readonly paragraphs: DesignParagraph[] }> {
  const byRules = seen.map(({ text }, at) => ({ text, restsOn: [at] }))
  if (seen.length === 0) return { text: '', answering: { source: 'offline', model: '', inputTokens: 0, outputTokens: 0 }, paragraphs: [] }
  const answer = await answerOf(deps, {
    userId,
    signal,
    system: prompts.explain,
    material: (boundary) => materialOf(design, boundary, [`Observations:\n${listOf(seen, boundary)}`]),
    maxOutputTokens: 1400,
  })
  // What was seen has been told to the learner: it may be spoken of.
  const known = { ...design, findings: [...design.findings, ...seen] }
  const brought = broughtIn(known, '')
  const isHarmless = harmless({ ...design, task: `${design.task}\n${seen.map(({ text }) => text).join('\n')}` })
  const paragraphs = objectsIn(answer.text)
    .flatMap((one) => paragraphIn(one, seen) ?? [])
    .filter(({ text }) => sentences(text).every((sentence) => spoils(sentence.text, brought) === undefined && isHarmless(sentence.text)))
    .slice(0, mostParagraphs)
  if (paragraphs.length > 0) return { ...answer, paragraphs }
  return { ...answer, answering: { ...answer.answering, source: 'offline', model: '' }, paragraphs: byRules }
}

/** It rests on what was seen, and every figure in it stands there. */
function paragraphIn({ text, restsOn }: Readonly<Record<string, unknown>>, seen: readonly DesignPoint[]): DesignParagraph | undefined {
  if (typeof text !== 'string' || text.trim().length < 20 || text.length > longest || !Array.isArray(restsOn)) return undefined
  const points = [...new Set((restsOn as readonly unknown[]).filter((at): at is number => typeof at === 'number' && seen[at] !== undefined))]
  if (points.length === 0) return undefined
  const figures = new Set(points.flatMap((at) => figuresIn(`${seen[at]?.place} ${seen[at]?.text}`)))
  return figuresIn(text).every((figure) => figures.has(figure)) ? { text: text.trim().toWellFormed(), restsOn: points } : undefined
}

const words: Readonly<Record<string, string>> = {
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  half: '50',
}

function figuresIn(text: string): readonly string[] {
  const found = text.toLowerCase().match(/\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|half)\b/g) ?? []
  return found.map((figure) => (words[figure] ?? figure).replaceAll(',', '').replace(/\.0+$/, ''))
}
