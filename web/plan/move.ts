/** A change of when an event is, as it waits to be saved. */
import type { Occurrence } from '../api/planner.ts'
import type { Span } from './calendar.ts'

export interface Move {
  readonly eventId: string
  /** By how many milliseconds its beginning moves. A recurrence moves as a whole, by as much as the one that was moved. */
  readonly by: number
  /** Its new length in milliseconds. */
  readonly length: number
}

export const moveOf = ({ eventId, startDate }: Occurrence, span: Span): Move => ({
  eventId,
  by: Date.parse(span.startDate) - Date.parse(startDate),
  length: Date.parse(span.endDate) - Date.parse(span.startDate),
})

/** What waits, with one more: two moves of an event are one by both. */
export function merged(waiting: readonly Move[], move: Move): readonly Move[] {
  const before = waiting.find(({ eventId }) => eventId === move.eventId)
  if (before === undefined) return [...waiting, move]
  return waiting.map((one) => (one === before ? { ...move, by: before.by + move.by } : one))
}

export function moved(occurrence: Occurrence, { eventId, by, length }: Move): Occurrence {
  if (occurrence.eventId !== eventId) return occurrence
  const start = Date.parse(occurrence.startDate) + by
  return { ...occurrence, startDate: new Date(start).toISOString(), endDate: new Date(start + length).toISOString() }
}
