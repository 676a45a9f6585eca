/** How much waits for an administrator: a number for each queue, counted by the service that keeps it. */
import type { Bus } from '@quint/bus/bus.ts'
import { listDeadLetters } from '@quint/bus/dead-letters.ts'
import type { Database } from '@quint/db/database.ts'
import { countLateErasures } from '../identity/people/erasure-store.ts'
import type { Clients } from '../identity/people/services.ts'

export interface WaitingOptions {
  readonly database: Database
  readonly clients: Clients
  readonly bus: Bus
}

export interface WaitingAsking {
  readonly signal: AbortSignal
  /** Of an administrator. */
  readonly learnerToken: string
}

/** In which erasing is to be done everywhere. */
const erasingSeconds = 60
/** A log is read to its end for this; who only wants to know where to look does not wait for it longer. */
const logDeadlineMs = 2000

/** Absent where it could not be counted. */
export interface Waiting {
  readonly sharedSessions?: number
  readonly problemComments?: number
  readonly videos?: number
  readonly videoComments?: number
  readonly designs?: number
  readonly cloudPlans?: number
  readonly deadLetters?: number
  readonly lateErasures?: number
}

/** What does not answer is named, and its numbers are absent: the others stand. */
export async function waitingFor({ database, clients, bus }: WaitingOptions, asking: WaitingAsking) {
  const late = AbortSignal.any([asking.signal, AbortSignal.timeout(logDeadlineMs)])
  const queues: readonly (readonly [name: string, counted: Promise<Waiting>])[] = [
    ['sessions', clients.sessions.countModeration({}, asking).then(({ waiting }) => ({ sharedSessions: waiting }))],
    ['plans', clients.plans.countHeldComments({}, asking).then(({ waiting }) => ({ problemComments: waiting }))],
    ['content', clients.content.countHeld({}, asking).then(({ videos, comments }) => ({ videos, videoComments: comments }))],
    ['runner', clients.runner.countWaiting({}, asking).then(({ submissions, clouds }) => ({ designs: submissions, cloudPlans: clouds }))],
    ['bus', listDeadLetters(bus, {}, late).then((letters) => ({ deadLetters: letters.length }))],
    ['database', countLateErasures(database, erasingSeconds).then((lateErasures) => ({ lateErasures }))],
  ]
  const settled = await Promise.allSettled(queues.map(([, counted]) => counted))
  const numbers: Waiting = Object.assign({}, ...settled.map((one) => (one.status === 'fulfilled' ? one.value : {})))
  return { ...numbers, unavailable: queues.flatMap(([name], index) => (settled[index]?.status === 'rejected' ? [name] : [])) }
}
