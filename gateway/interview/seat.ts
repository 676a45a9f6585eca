/** One page's seat in an interview: everything that is kept comes to it once and in order, the rest in between. */
import type { InterviewEntry, InterviewRecord } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import type { Connection } from '../socket/feature.ts'
import { toMessage } from './entry-message.ts'
import { numberingAfter } from './numbering.ts'

type Message = Readonly<Record<string, unknown>> & { readonly type: string }

export interface Seat {
  readonly connection: Connection
  /** The last entry that was sent. */
  readonly kept: () => number
  /** Its summary was sent. */
  readonly over: () => boolean
  deliver(news: News): void
  /** A message that is not kept. */
  tell(message: Message): void
}

export interface News {
  readonly interview: InterviewRecord
  readonly entries: readonly InterviewEntry[]
}

export interface SeatOptions {
  readonly connection: Connection
  /** The last number that the page has. */
  readonly lastSeq: number
  /** What was missed, when something was. */
  readonly missed: (afterSeq: number) => Promise<News>
  /** It could not be had. */
  readonly lost: () => void
}

export function openSeat({ connection, lastSeq, missed, lost }: SeatOptions): Seat {
  const numbers = numberingAfter(lastSeq, () => sent)
  const sent = connection.number(() => numbers.between())
  let over = false
  let last: Promise<unknown> = Promise.resolve()
  const next = (work: () => Promise<void>): void => {
    last = last.then(() => (connection.signal.aborted ? undefined : work())).catch(lost)
  }
  return {
    connection,
    kept: () => numbers.kept,
    over: () => over,
    deliver(news) {
      next(async () => {
        const first = news.entries.find(({ seq }) => seq > numbers.kept)
        if (first === undefined) return
        const { interview, entries } = first.seq === numbers.kept + 1 ? news : await missed(numbers.kept)
        for (const entry of entries.filter(({ seq }) => seq > numbers.kept)) {
          over ||= entry.kind === 'session_summary'
          await connection.send(toMessage(entry, { interview, seq: numbers.keep(entry.seq) }))
        }
      })
    },
    tell: (message) => next(() => connection.send({ ...message, seq: numbers.between() })),
  }
}
