/** One answer of a model about a design: paid from the learner's budget, given up in time, and nothing at all rather than half of it. */
import { randomBytes } from 'node:crypto'
import type { InterviewerDeps } from '../interviewer/converse.ts'
import { paid } from '../interviewer/paid.ts'
import { type Answering, modelText } from '../model-text.ts'

export type DesignDeps = Pick<InterviewerDeps, 'models' | 'budget' | 'stopping' | 'coach' | 'log' | 'used'>

export interface Question {
  readonly userId: string
  readonly signal: AbortSignal
  readonly system: string
  /** @param boundary random: closes what strangers wrote in a way that they cannot. */
  readonly material: (boundary: string) => string
  readonly maxOutputTokens: number
}

export interface Answer {
  /** Empty without a model, over the budget, or when none could answer. */
  readonly text: string
  readonly answering: Answering
}

/** A learner waits no longer for a model: what rules say is there at once. */
const patienceMs = 40_000
const charactersPerToken = 4

export async function answerOf(deps: DesignDeps, question: Question): Promise<Answer> {
  const { log, models } = deps
  const answering: Answering = { source: 'offline', model: '', inputTokens: 0, outputTokens: 0 }
  if (!models.configured) return { text: '', answering }
  const boundary = newBoundary()
  const material = question.material(boundary)
  const reserved = reservedFor(question, material)
  const taken = await deps.budget.take(question.userId, reserved)
  if (!taken.ok) {
    log.info('a learner is over the budget for models', { limit: taken.limit })
    return { text: '', answering }
  }
  const { system, maxOutputTokens, userId } = question
  const signal = AbortSignal.any([question.signal, deps.stopping, AbortSignal.timeout(patienceMs)])
  let text = ''
  let whole = true
  try {
    const request = { system, messages: [{ role: 'user' as const, text: material }], maxOutputTokens, temperature: 0.2, user: userId }
    for await (const chunk of modelText(models.stream(request, signal), answering)) text += chunk
  } catch {
    whole = false
    log.warn('a model did not answer about a design to its end')
  }
  await paid(deps, { taken, answering, reserved, heard: text })
  if (whole) return { text, answering }
  return { text: '', answering: { ...answering, source: 'offline', model: '' } }
}

export function newBoundary(): string {
  return `-----${randomBytes(12).toString('hex')}-----`
}

export function reservedFor({ system, maxOutputTokens }: Pick<Question, 'system' | 'maxOutputTokens'>, material: string): number {
  return Math.ceil((system.length + material.length) / charactersPerToken) + maxOutputTokens
}

/** The objects in an answer, one on each line or in one list, whatever stands around them. */
export function objectsIn(text: string): readonly Readonly<Record<string, unknown>>[] {
  const whole = parsed(text.replace(/^\s*```(?:json)?|```\s*$/g, ''))
  if (whole !== undefined) return records(whole)
  return text.split('\n').flatMap((line) => records(parsed(line.trim().replace(/,$/, ''))))
}

const mostObjects = 64

function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const list = Array.isArray(value)
    ? (value as readonly unknown[])
    : isRecord(value) && Array.isArray(value.edits)
      ? (value.edits as readonly unknown[])
      : [value]
  return list.filter(isRecord).slice(0, mostObjects)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
