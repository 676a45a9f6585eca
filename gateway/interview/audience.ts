/** The pages that an interview has open at this gateway. */
import { Failure } from '@quint/runtime/failure.ts'
import type { News, Seat } from './seat.ts'

export interface Audience {
  add(seat: Seat): void
  remove(seat: Seat): void
  empty(): boolean
  deliver(news: News): void
  /** A message that is not kept, to all but one. */
  tell(type: string, fields: Readonly<Record<string, unknown>>, but?: Seat): void
  /** Of the page that came last, also when it has just gone: what it asked for is done. */
  token(): Promise<string>
  /** Whose interview it is. */
  userId(): string
}

export function openAudience(interviewId: string): Audience {
  const seats = new Set<Seat>()
  let last: Seat | undefined
  const somebody = (): Seat => {
    if (last === undefined) throw new Failure('unauthenticated', 'Nobody is here.')
    return last
  }
  return {
    add(seat) {
      seats.add(seat)
      last = seat
    },
    remove(seat) {
      seats.delete(seat)
      if (last === seat) last = [...seats].at(-1) ?? seat
    },
    empty: () => seats.size === 0,
    deliver(news) {
      for (const seat of seats) seat.deliver(news)
    },
    tell(type, fields, but) {
      for (const seat of seats) if (seat !== but) seat.tell({ type, interview_id: interviewId, ...fields })
    },
    token: async () => somebody().connection.token(),
    userId: () => somebody().connection.userId,
  }
}
