/** Carries out and follows erasures: what the gateway itself keeps goes, and each service's word is written into the ledger. */
import type { Bus } from '@quint/bus/bus.ts'
import { type EventHandler, startConsumer } from '@quint/bus/consumer.ts'
import type { Database } from '@quint/db/database.ts'
import { LearnerErased as ContentLearnerErased } from '@quint/proto/gen/quint/content/v1/events.ts'
import { LearnerErased as HintsLearnerErased } from '@quint/proto/gen/quint/hints/v1/events.ts'
import { UserDeleted } from '@quint/proto/gen/quint/identity/v1/events.ts'
import { LearnerErased as PlansLearnerErased } from '@quint/proto/gen/quint/plans/v1/events.ts'
import { LearnerErased as RunnerLearnerErased } from '@quint/proto/gen/quint/runner/v1/events.ts'
import { LearnerErased as SessionsLearnerErased } from '@quint/proto/gen/quint/sessions/v1/events.ts'
import type { Log } from '@quint/runtime/log.ts'
import { observe } from '@quint/telemetry/metrics.ts'
import { markErased, waitingErasures } from './erasure-store.ts'
import { erasers } from './services.ts'

/** Something of a learner's outside the schema identity; throws when it could not be erased, and is asked again. */
export type Eraser = (userId: string) => Promise<void>

export interface ErasingOptions {
  readonly database: Database
  readonly bus: Bus
  readonly log: Log
  readonly erase: readonly Eraser[]
  /** Pauses between attempts to apply an event, ms. */
  readonly retryDelaysMs?: readonly number[]
}

const topics = [
  'quint.identity.user.v1',
  'quint.sessions.learner.v1',
  'quint.hints.learner.v1',
  'quint.runner.learner.v1',
  'quint.plans.learner.v1',
  'quint.content.learner.v1',
] as const
const retryDelaysMs = [50, 250, 1000, 5000]

export function startErasing(options: ErasingOptions): AsyncDisposable {
  const { database, bus, log } = options
  const owned = new AsyncDisposableStack()
  const handlers: Readonly<Record<string, EventHandler>> = {
    'identity.user.deleted': async (tx, event) => {
      const { userId } = UserDeleted.fromJSON(event.data)
      for (const erase of options.erase) await erase(userId)
      await markErased(tx, { userId, service: 'identity' })
    },
    'sessions.learner.erased': (tx, event) => markErased(tx, { userId: SessionsLearnerErased.fromJSON(event.data).userId, service: 'sessions' }),
    'hints.learner.erased': (tx, event) => markErased(tx, { userId: HintsLearnerErased.fromJSON(event.data).userId, service: 'hints' }),
    'runner.learner.erased': (tx, event) => markErased(tx, { userId: RunnerLearnerErased.fromJSON(event.data).userId, service: 'runner' }),
    'plans.learner.erased': (tx, event) => markErased(tx, { userId: PlansLearnerErased.fromJSON(event.data).userId, service: 'plans' }),
    'content.learner.erased': (tx, event) => markErased(tx, { userId: ContentLearnerErased.fromJSON(event.data).userId, service: 'content' }),
  }
  owned.use(startConsumer({ database, bus, group: 'identity', topics, handlers, log, retryDelaysMs: options.retryDelaysMs ?? retryDelaysMs }))
  owned.use(observeErasures(database))
  return owned
}

/** Asked for when somebody collects; a service that is done with all says so by 0. */
function observeErasures(database: Database): Disposable {
  const owned = new DisposableStack()
  const ask = async () => {
    const waiting = new Map((await waitingErasures(database)).map((row) => [row.service, row]))
    return erasers.map((service) => ({ service, waiting: waiting.get(service)?.waiting ?? 0, seconds: waiting.get(service)?.oldestSeconds ?? 0 }))
  }
  const each = (report: (value: number, attributes: { readonly 'quint.service': string }) => void, value: 'waiting' | 'seconds') => async () => {
    for (const row of await ask()) report(row[value], { 'quint.service': row.service })
  }
  owned.use(observe('quint.erasures.waiting', (report) => each(report, 'waiting')()))
  owned.use(observe('quint.erasures.age', (report) => each(report, 'seconds')()))
  return owned
}
