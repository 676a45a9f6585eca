/** The planner's arithmetic: which days a view shows, and where an event stands after it was dragged. */

export type View = 'month' | 'week' | 'agenda'
export const views: readonly View[] = ['month', 'week', 'agenda']

const dayMs = 86_400_000

/** Midnight where the learner is. */
const dayStart = (at: Date): Date => new Date(at.getFullYear(), at.getMonth(), at.getDate())
const plusDays = (at: Date, days: number): Date => new Date(at.getFullYear(), at.getMonth(), at.getDate() + days, at.getHours(), at.getMinutes())

/** Monday of the week. */
export const weekStart = (at: Date): Date => plusDays(dayStart(at), -((at.getDay() + 6) % 7))

/** The days that a view shows, each its midnight. */
export function daysOf(view: View, at: Date): readonly Date[] {
  if (view === 'month') {
    const first = weekStart(new Date(at.getFullYear(), at.getMonth(), 1))
    return Array.from({ length: 42 }, (_, index) => plusDays(first, index))
  }
  const first = view === 'week' ? weekStart(at) : dayStart(at)
  return Array.from({ length: view === 'week' ? 7 : 30 }, (_, index) => plusDays(first, index))
}

/** The same moment a view later or earlier. */
export function stepped(view: View, at: Date, by: 1 | -1): Date {
  if (view === 'month') return new Date(at.getFullYear(), at.getMonth() + by, 1)
  return plusDays(at, by * (view === 'week' ? 7 : 30))
}

export interface Span {
  readonly startDate: string
  readonly endDate: string
}

/** On another day, at the hour that it had. */
export function movedTo(span: Span, day: Date): Span {
  const start = new Date(span.startDate)
  const moved = new Date(day.getFullYear(), day.getMonth(), day.getDate(), start.getHours(), start.getMinutes())
  return lasting(moved, lengthOf(span))
}

/** Ends so much later or earlier; a quarter of an hour stays. */
export function resized(span: Span, minutes: number): Span {
  return lasting(new Date(span.startDate), Math.max(15 * 60_000, lengthOf(span) + minutes * 60_000))
}

/** Ends on another day, at the hour that it had; a quarter of an hour stays. What ends at midnight ends with that day. */
export function endingOn(span: Span, day: Date): Span {
  const [start, end] = [new Date(span.startDate), new Date(span.endDate)]
  const whole = end.getHours() === 0 && end.getMinutes() === 0 ? 1 : 0
  const moved = new Date(day.getFullYear(), day.getMonth(), day.getDate() + whole, end.getHours(), end.getMinutes())
  return lasting(start, Math.max(15 * 60_000, moved.getTime() - start.getTime()))
}

/** Starts at another hour of its day. */
export function shifted(span: Span, minutes: number): Span {
  return lasting(new Date(Date.parse(span.startDate) + minutes * 60_000), lengthOf(span))
}

const lengthOf = ({ startDate, endDate }: Span): number => Date.parse(endDate) - Date.parse(startDate)
const lasting = (start: Date, ms: number): Span => ({ startDate: start.toISOString(), endDate: new Date(start.getTime() + ms).toISOString() })

/** Whether something of it is on the day. */
export function isOn({ startDate, endDate }: Span, day: Date): boolean {
  const [start, end] = [Date.parse(startDate), Date.parse(endDate)]
  const next = plusDays(day, 1).getTime()
  return start < next && (end > day.getTime() || (start === end && start >= day.getTime()))
}

export const isSameDay = (one: Date, other: Date): boolean => dayStart(one).getTime() === dayStart(other).getTime()

/** As a field for date and time shows it, where the learner is. */
export function localInput(at: string): string {
  const date = new Date(at)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

export const spanOf = (days: readonly Date[]): readonly [Date, Date] => [days[0] ?? new Date(0), plusDays(days.at(-1) ?? new Date(dayMs), 1)]
