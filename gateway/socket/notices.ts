/** Live notices: facts about a learner, told to their own open pages as they happen, and again to one that was away for a moment. */
import type { Bus, Delivery } from '@quint/bus/bus.ts'
import { fromRecord } from '@quint/bus/event.ts'
import type { Board, Notice } from '@quint/cache/board.ts'
import type { Log } from '@quint/runtime/log.ts'
import { type Connection, socketFeature } from './feature.ts'
import { notice, noticesContract, told } from './notices-messages.ts'

const topics = ['quint.sessions.session.v1', 'quint.hints.hint.v1', 'quint.plans.reminder.v1'] as const

export interface NoticesOptions {
  readonly bus: Bus
  readonly board: Board
  readonly log: Log
}

/** One gateway reads each event and puts it on the learner's board; the one that holds their socket tells them. Told twice does no harm. */
export function startNotices({ bus, board, log }: NoticesOptions): AsyncDisposable {
  return bus.subscribe({
    group: 'gateway-sockets',
    topics,
    async each(delivery) {
      const found = read(delivery, log)
      if (found !== undefined) await board.post(found.userId, JSON.stringify({ topic: found.topic, time: found.time, data: found.about }))
    },
  })
}

function read(delivery: Delivery, log: Log) {
  try {
    const { type, time, data } = fromRecord(delivery)
    const tell = Object.hasOwn(told, type) ? told[type] : undefined
    return tell === undefined ? undefined : { topic: type, time, ...tell(data) }
  } catch (error) {
    log.error('an event could not be read', error, { topic: delivery.topic, partition: delivery.partition, offset: delivery.offset })
    return undefined
  }
}

export function noticesFeature(board: Board) {
  return socketFeature({
    ...noticesContract,
    open(connection) {
      let wanted: ReadonlySet<string> = new Set()
      let watching: Disposable | undefined
      connection.signal.addEventListener('abort', () => watching?.[Symbol.dispose](), { once: true })
      return {
        async subscribe({ topics: list, last_seq: after }) {
          wanted = new Set(list)
          if (wanted.size > 0) watching ??= board.watch(connection.userId, (entry) => void tell(connection, entry, wanted))
          if (after === undefined) return
          for (const entry of await board.after(connection.userId, after)) await tell(connection, entry, wanted)
        },
      }
    },
  })
}

async function tell(connection: Connection, { seq, text }: Notice, wanted: ReadonlySet<string>): Promise<void> {
  const event = notice.parse(JSON.parse(text))
  if (wanted.has(event.topic)) await connection.send({ type: 'event', seq, ...event })
}
