/** One hint while it is written: the events so far for whoever reads along, and the moment when nobody has read for a while. */
import type { StreamHintResponse } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import type { NumberedEvent } from './event-store.ts'

export type HintEvent = NonNullable<StreamHintResponse['event']>

export interface LiveHint {
  readonly hintId: string
  /** Aborted when every reader has been gone for the grace time. */
  readonly abandoned: AbortSignal
  /** The event as it would be sent next; nobody sees it yet. */
  numbered(event: HintEvent): NumberedEvent
  /** Sends an event to whoever reads along. */
  push(event: HintEvent): NumberedEvent
  /** The number of the last event so far; -1 before the first. */
  last(): number
  /** No event follows; an error reaches every reader. */
  end(error?: unknown): void
  /** The events after number `n`, then those to come, until the end or until the signal is aborted. */
  read(n: number, signal: AbortSignal): AsyncGenerator<StreamHintResponse>
}

export interface LiveHintOptions {
  readonly graceMs: number
  /** Asked when the grace time is over. */
  readonly isReadElsewhere: () => Promise<boolean>
}

export function openLiveHint(hintId: string, { graceMs, isReadElsewhere }: LiveHintOptions): LiveHint {
  const events: StreamHintResponse[] = []
  const abandoned = new AbortController()
  let ended: { readonly error: unknown } | undefined
  let readers = 0
  let changed = Promise.withResolvers<void>()
  let leaving: NodeJS.Timeout | undefined

  const numbered = (event: HintEvent): NumberedEvent => ({ n: events.length, event: { eventId: `${hintId}:${events.length}`, event } })
  const wake = (): void => {
    changed.resolve()
    changed = Promise.withResolvers<void>()
  }
  const arrive = (): void => {
    readers += 1
    clearTimeout(leaving)
  }
  const leave = (): void => {
    readers -= 1
    wait()
  }
  const wait = (): void => {
    if (readers === 0 && ended === undefined) leaving = setTimeout(() => void abandon(), graceMs)
  }
  const abandon = async (): Promise<void> => {
    const read = await isReadElsewhere().catch(() => false)
    if (read) wait()
    else if (readers === 0) abandoned.abort()
  }

  return {
    hintId,
    abandoned: abandoned.signal,
    numbered,
    push(event) {
      const next = numbered(event)
      events.push(next.event)
      wake()
      return next
    },
    last: () => events.length - 1,
    end(error) {
      ended ??= { error }
      clearTimeout(leaving)
      wake()
    },
    async *read(n, signal) {
      arrive()
      const stopped = whenAborted(signal)
      try {
        for (let next = n + 1; !signal.aborted; next += 1) {
          while (events.length <= next && ended === undefined && !signal.aborted) await Promise.race([changed.promise, stopped.promise])
          const event = events[next]
          if (event === undefined) break
          yield event
        }
        if (ended?.error !== undefined) throw ended.error
      } finally {
        stopped.dispose()
        leave()
      }
    },
  }
}

function whenAborted(signal: AbortSignal): { readonly promise: Promise<void>; dispose(): void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = (): void => resolve()
  signal.addEventListener('abort', done, { once: true })
  return { promise, dispose: () => signal.removeEventListener('abort', done) }
}
