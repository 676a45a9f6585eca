/** When reminders of an event are due: which ones have come due, and when to look again. */
import type { PlannerEvent } from './event.ts'
import { occurrences } from './recurrence.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
/** A reminder that could not be told for longer is not told any more, unless what it reminds of is still to come. */
const stalenessMs = 60 * minuteMs
/** Further ahead one looks again in time. */
const horizonMs = 400 * dayMs
/** No event starts later. */
const latest = new Date('2100-01-01T00:00:00Z')
const mostOccurrences = 200
const firstPauseMs = 30_000
const longestPauseMs = 60 * minuteMs

export interface Due {
  readonly startsAt: Date
  readonly minutesBefore: number
  readonly dueAt: Date
}

/** The first moment after `after` at which a reminder is due, or at which to look for it again; undefined when none will ever be. */
export function nextReminder(event: PlannerEvent, after: Date): Date | undefined {
  const all = dueBetween(event, after, new Date(after.getTime() + horizonMs))
  const [first] = all.map(({ dueAt }) => dueAt).sort((one, other) => one.getTime() - other.getTime())
  return first ?? lookAgain(event, new Date(after.getTime() + horizonMs))
}

function lookAgain(event: PlannerEvent, at: Date): Date | undefined {
  if (event.remindMinutesBefore.length === 0) return undefined
  return occurrences({ ...event, endDate: event.startDate }, { from: at, to: latest }, 1).length > 0 ? at : undefined
}

/** Those that came due since, oldest first, without what nobody needs any more. */
export function remindersDue(event: PlannerEvent, { since, now }: { readonly since: Date; readonly now: Date }): readonly Due[] {
  return dueBetween(event, new Date(since.getTime() - 1), now)
    .filter(({ startsAt, dueAt }) => startsAt >= now || now.getTime() - dueAt.getTime() <= stalenessMs)
    .sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
}

/** When a push that failed is tried again: later each time, and never before the push service asked for it. */
export function nextTry({ tries, at, retryAfterMs }: { readonly tries: number; readonly at: Date; readonly retryAfterMs: number }): Date {
  return new Date(at.getTime() + Math.max(retryAfterMs, Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(tries, 20))))
}

/** After it nobody needs the reminder. */
export function endOfLife({ dueAt, startDate }: { readonly dueAt: string; readonly startDate: string }): Date {
  return new Date(Math.max(Date.parse(dueAt) + stalenessMs, Date.parse(startDate)))
}

/** Due after the first moment and not after the second. */
function dueBetween(event: PlannerEvent, after: Date, until: Date): Due[] {
  const furthest = Math.max(0, ...event.remindMinutesBefore) * minuteMs
  const span = { from: after, to: new Date(until.getTime() + furthest + 1) }
  const done = new Set(event.completed.map((at) => Date.parse(at)))
  return occurrences({ ...event, endDate: event.startDate }, span, mostOccurrences)
    .filter(({ start }) => !done.has(start.getTime()))
    .flatMap(({ start }) =>
      event.remindMinutesBefore.map((minutesBefore) => ({
        startsAt: start,
        minutesBefore,
        dueAt: new Date(start.getTime() - minutesBefore * minuteMs),
      })),
    )
    .filter(({ dueAt }) => dueAt > after && dueAt <= until)
}
