/** What a record that could not be applied carries with it, as headers: where it came from, how often and when it failed, when it is due. */
import { Failure } from '@quint/runtime/failure.ts'
import type { BusRecord, Delivery } from './bus.ts'
import { deadLetterTopic, parkedTopic, replayTopic, retryTopic } from './topics.ts'

export interface Origin {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

const names = {
  topic: 'quint-original-topic',
  partition: 'quint-original-partition',
  offset: 'quint-original-offset',
  group: 'quint-group',
  error: 'quint-error',
  attempts: 'quint-attempts',
  firstFailedAt: 'quint-first-failed-at',
  lastFailedAt: 'quint-last-failed-at',
  dueAt: 'quint-due-at',
  replays: 'quint-replays',
  replayId: 'quint-replay-id',
} as const

/** Replays of one message before it is parked. */
const mostReplays = 3

export interface Setback {
  readonly origin: Origin
  readonly group: string
  /** A Failure's code, an error's own code such as a SQLSTATE, or its name: never its message. */
  readonly error: string
  /** In all: before and after it was put off or replayed. */
  readonly attempts: number
  /** RFC 3339, UTC; empty when it never failed and only waited for an earlier one. */
  readonly firstFailedAt: string
  readonly lastFailedAt: string
  readonly replays: number
}

/** @returns the place on its own topic, also for a record that was put off or replayed. */
export function originOf(delivery: Delivery): Origin {
  const { headers } = delivery
  const topic = headers[names.topic]
  if (topic === undefined) return { topic: delivery.topic, partition: delivery.partition, offset: delivery.offset }
  return { topic, partition: Number(headers[names.partition]), offset: Number(headers[names.offset]) }
}

export function setbackOf(delivery: Delivery): Setback {
  const { headers } = delivery
  return {
    origin: originOf(delivery),
    group: headers[names.group] ?? '',
    error: headers[names.error] ?? '',
    attempts: Number(headers[names.attempts] ?? 0),
    firstFailedAt: headers[names.firstFailedAt] ?? '',
    lastFailedAt: headers[names.lastFailedAt] ?? '',
    replays: Number(headers[names.replays] ?? 0),
  }
}

/** @returns ms since the epoch before which a record must not be tried again. */
export function dueAtOf(record: BusRecord): number {
  return Number(record.headers[names.dueAt] ?? 0)
}

/** @param attempts those of this time, all of which failed. */
export function failed(before: Setback, failure: { readonly error: unknown; readonly attempts: number; readonly at: Date }): Setback {
  const at = failure.at.toISOString()
  return {
    ...before,
    error: codeOf(failure.error),
    attempts: before.attempts + failure.attempts,
    firstFailedAt: before.firstFailedAt || at,
    lastFailedAt: at,
  }
}

export function toRetry(delivery: Delivery, setback: Setback, { step, dueAt }: { readonly step: number; readonly dueAt: number }): BusRecord {
  return withHeaders(delivery, retryTopic(setback.group, step), { ...headersOf(setback), [names.dueAt]: String(dueAt) })
}

export function toDeadLetter(delivery: Delivery, setback: Setback): BusRecord {
  const topic = setback.replays >= mostReplays ? parkedTopic(setback.group) : deadLetterTopic(setback.group)
  return withHeaders(delivery, topic, headersOf(setback))
}

/** @param replayId marks every effect of this replay in logs and headers. */
export function toReplay(letter: Delivery, replayId: string): BusRecord {
  const setback = setbackOf(letter)
  return withHeaders(letter, replayTopic(setback.group), { ...headersOf({ ...setback, replays: setback.replays + 1 }), [names.replayId]: replayId })
}

function withHeaders(delivery: Delivery, topic: string, headers: Readonly<Record<string, string>>): BusRecord {
  const { [names.dueAt]: _due, ...kept } = delivery.headers
  return { topic, key: delivery.key, value: delivery.value, headers: { ...kept, ...headers } }
}

function headersOf(setback: Setback): Record<string, string> {
  return {
    [names.topic]: setback.origin.topic,
    [names.partition]: String(setback.origin.partition),
    [names.offset]: String(setback.origin.offset),
    [names.group]: setback.group,
    [names.error]: setback.error,
    [names.attempts]: String(setback.attempts),
    [names.firstFailedAt]: setback.firstFailedAt,
    [names.lastFailedAt]: setback.lastFailedAt,
    [names.replays]: String(setback.replays),
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Failure) return error.code
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

/** True when no later attempt can end otherwise: the message itself is what is wrong (SQLSTATE class 22 are data exceptions). */
export function isHopeless(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'invalid' || /^22[0-9A-Z]{3}$/.test(code)
}
