/** Lets a model say fixed findings in better words, and takes each wording only when it says the same: a model judges nothing. */
import { randomBytes } from 'node:crypto'
import type { Models } from '@quint/llm/resilient.ts'
import type { Log } from '@quint/runtime/log.ts'
import { words } from '../answers/text.ts'
import { createGuard } from '../guard/guard.ts'
import { type Answering, modelText } from '../model-text.ts'
import type { HintPlan } from '../policy/plan.ts'
import type { Claim } from './claim.ts'
import type { Interview } from './interview.ts'
import { praises } from './manners.ts'
import { phrasePrompt } from './prompt.ts'
import { questionCount } from './question.ts'

export interface Phrasing {
  readonly models: Models
  readonly log: Log
  readonly userId: string
  readonly interview: Interview
  readonly plan: HintPlan
  readonly signal: AbortSignal
}

export interface Phrased {
  /** In the order given. */
  readonly claims: readonly Claim[]
  readonly answering: Answering
}

const patienceMs = 12_000

/** Never throws for what a model does: what it does not word well stays as it was. */
export async function phrased(claims: readonly Claim[], phrasing: Phrasing): Promise<Phrased> {
  const answering: Answering = { source: 'offline', model: '', inputTokens: 0, outputTokens: 0 }
  const texts = await wordings(claims, phrasing, answering)
  let changed = 0
  const result = claims.map((claim, id) => {
    const text = texts.get(id)?.trim()
    if (text === undefined || text === claim.text || !saysTheSame(text, claim.text) || !isAllowed(text, phrasing.plan)) return claim
    changed += 1
    return { ...claim, text }
  })
  if (changed === 0) return { claims, answering: { ...answering, source: 'offline', model: '' } }
  return { claims: result, answering: changed === claims.length ? answering : { ...answering, source: 'mixed' } }
}

async function wordings(claims: readonly Claim[], phrasing: Phrasing, answering: Answering): Promise<ReadonlyMap<number, string>> {
  const { models, interview, userId, log } = phrasing
  const texts = claims.map(({ text }) => text)
  const prompt = phrasePrompt(texts, phrasing, `-----${randomBytes(12).toString('hex')}-----`)
  const request = { ...prompt, maxOutputTokens: 200 + Math.ceil(texts.join('').length / 2), temperature: 0.3, user: userId }
  const found = new Map<number, string>()
  let text = ''
  try {
    const signal = AbortSignal.any([phrasing.signal, AbortSignal.timeout(patienceMs)])
    for await (const chunk of modelText(models.stream(request, signal), answering)) text += chunk
  } catch {
    // What has come until then may serve.
    log.warn('a model did not word the feedback to its end', { interviewId: interview.interviewId })
  }
  for (const line of text.split('\n')) {
    const read = wordingIn(line)
    if (read !== undefined) found.set(read.id, read.text)
  }
  return found
}

function wordingIn(line: string): { readonly id: number; readonly text: string } | undefined {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null) return undefined
    const { id, text } = value as Readonly<Record<string, unknown>>
    return typeof id === 'number' && typeof text === 'string' ? { id, text } : undefined
  } catch {
    return undefined
  }
}

/** The same figures, the same quotations, about the same length, no praise that was not there, no question that was not there, nothing denied that was not. */
export function saysTheSame(text: string, original: string): boolean {
  return (
    words(text).length <= Math.max(12, words(original).length * 1.6) &&
    words(text).length >= Math.max(2, words(original).length * 0.5) &&
    sameItems(quotationsIn(text), quotationsIn(original)) &&
    sameItems(figuresIn(text), figuresIn(original)) &&
    praises(text) <= praises(original) &&
    questionCount(text) === questionCount(original) &&
    denies(text) === denies(original)
  )
}

function denies(text: string): boolean {
  return /\b(?:not|no|never|none|nothing|without|n['’]t|cannot|fail\w*)\b|n['’]t\b/i.test(text.replace(/“[^”]*”/gu, ''))
}

function quotationsIn(text: string): string[] {
  return Array.from(text.matchAll(/“([^”]*)”/gu), (match) => match[1] ?? '')
}

function figuresIn(text: string): string[] {
  return text.replace(/“[^”]*”/gu, '').match(/\d+(?:\.\d+)?|\bn\^?\d?\b|\blog\b/gu) ?? []
}

function sameItems(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join('\0') === others.toSorted().join('\0')
}

/** Growth that was measured may be spoken of here: it is the learner's own code. */
function isAllowed(text: string, { allowance }: HintPlan): boolean {
  const guard = createGuard({ ...allowance, said: `${allowance.said}\n${quotationsIn(text).join('\n').toLowerCase()}` })
  return guard.push(text).stop === undefined && guard.end().stop === undefined
}
