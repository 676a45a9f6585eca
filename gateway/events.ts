/** What the gateway consumes: facts by which what it keeps, of a learner or of the feed, is out of date. */
import type { Bus, Delivery } from '@quint/bus/bus.ts'
import { fromRecord } from '@quint/bus/event.ts'
import { HintGiven } from '@quint/proto/gen/quint/hints/v1/events.ts'
import { UserDeleted } from '@quint/proto/gen/quint/identity/v1/events.ts'
import { SessionAbandoned, SessionAnswered, SessionCompleted, SessionStarted } from '@quint/proto/gen/quint/sessions/v1/events.ts'
import type { Log } from '@quint/runtime/log.ts'

const topics = [
  'quint.sessions.session.v1',
  'quint.hints.hint.v1',
  'quint.identity.user.v1',
  'quint.content.video.v1',
  'quint.content.learner.v1',
] as const

interface Fact {
  /** Whose answers are out of date; without it, it is the feed of videos. */
  readonly learner?: (data: unknown) => string
  /** Sessions applies it as well, perhaps a moment after us: what was read in between is dropped once more. */
  readonly settles?: true
}

/** By event type. */
const facts: Readonly<Record<string, Fact>> = {
  'sessions.session.started': { learner: (data) => SessionStarted.fromJSON(data).userId },
  'sessions.session.answered': { learner: (data) => SessionAnswered.fromJSON(data).userId },
  'sessions.session.completed': { learner: (data) => SessionCompleted.fromJSON(data).userId },
  'sessions.session.abandoned': { learner: (data) => SessionAbandoned.fromJSON(data).userId },
  'hints.hint.given': { learner: (data) => HintGiven.fromJSON(data).userId, settles: true },
  'identity.user.deleted': { learner: (data) => UserDeleted.fromJSON(data).userId, settles: true },
  'content.video.published': {},
  'content.video.moderated': {},
  // Their videos are gone.
  'content.learner.erased': {},
}

export interface OutdatingOptions {
  readonly bus: Bus
  /** Never throws. */
  readonly drop: (userId: string) => Promise<void>
  /** Never throws. */
  readonly dropFeed: () => Promise<void>
  readonly log: Log
  readonly settleMs?: number
}

/** Dropping twice does no harm, so there is no inbox; what is no event of ours changes nothing of a learner. */
export function startOutdating({ bus, drop, dropFeed, log, settleMs = 2000 }: OutdatingOptions): AsyncDisposable {
  const settling = new Set<NodeJS.Timeout>()
  const again = (userId: string): void => {
    const timer = setTimeout(() => {
      settling.delete(timer)
      void drop(userId)
    }, settleMs)
    settling.add(timer)
  }
  const subscription = bus.subscribe({
    group: 'gateway',
    topics,
    async each(delivery) {
      const found = factOf(delivery, log)
      if (found === undefined) return
      if (found.userId === undefined) return dropFeed()
      await drop(found.userId)
      if (found.settles) again(found.userId)
    },
  })
  return {
    async [Symbol.asyncDispose]() {
      await subscription[Symbol.asyncDispose]()
      for (const timer of settling) clearTimeout(timer)
    },
  }
}

function factOf(delivery: Delivery, log: Log): { readonly userId: string | undefined; readonly settles: boolean } | undefined {
  try {
    const { type, data } = fromRecord(delivery)
    const fact = Object.hasOwn(facts, type) ? facts[type] : undefined
    return fact === undefined ? undefined : { userId: fact.learner?.(data), settles: fact.settles === true }
  } catch (error) {
    log.error('an event could not be read', error, { topic: delivery.topic, partition: delivery.partition, offset: delivery.offset })
    return undefined
  }
}
