/** An event of the planner: what may stand in it. */
import type { Event } from '@quint/proto/gen/quint/plans/v1/planner.ts'
import { isTimeZone } from '../plan/calendar-day.ts'
import { checkedText, invalid } from '../problems/checks.ts'
import { parseRule } from './recurrence.ts'

export const types = ['study', 'interview', 'review', 'exam', 'other'] as const
export type EventType = (typeof types)[number]

export interface PlannerEvent {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly subject: string
  readonly type: EventType
  /** RFC 3339, UTC. */
  readonly startDate: string
  readonly endDate: string
  readonly rrule: string
  readonly timeZone: string
  readonly remindMinutesBefore: readonly number[]
  readonly completed: readonly string[]
  readonly sequence: number
  readonly updatedAt: string
}

const longestTitle = 255
const longestDescription = 10_000
const mostReminders = 5
const furthestReminder = 28 * 24 * 60
const mostCompleted = 1000
const longestMs = 31 * 86_400_000
const [earliest, latest] = [Date.parse('2000-01-01T00:00:00Z'), Date.parse('2100-01-01T00:00:00Z')]

/** @param zone of the learner, where the event names none. */
export function checkedEvent(event: Event, { id, zone }: { readonly id: string; readonly zone: string }): PlannerEvent {
  const type = types.find((one) => one === event.type)
  if (type === undefined) throw invalid('type', `must be one of ${types.join(', ')}`)
  const timeZone = event.timeZone === '' ? zone : event.timeZone
  if (!isTimeZone(timeZone)) throw invalid('timeZone', 'is not a time zone')
  const title = checkedText(event.title.trim(), 'title', longestTitle)
  if (title === '') throw invalid('title', 'must not be empty')
  const [start, end] = [checkedTime(event.startDate, 'startDate'), checkedTime(event.endDate, 'endDate')]
  if (end < start || end - start > longestMs) throw invalid('endDate', 'must not be before the start, nor more than a month after it')
  const reminders = [...new Set(event.remindMinutesBefore)].sort((one, other) => one - other)
  if (reminders.length > mostReminders || !reminders.every((minutes) => minutes >= 0 && minutes <= furthestReminder))
    throw invalid('remindMinutesBefore', `must be at most ${mostReminders} of 0 to ${furthestReminder} minutes`)
  parseRule(event.rrule)
  if (event.completed.length > mostCompleted) throw invalid('completed', `must be at most ${mostCompleted}`)
  return {
    id,
    title,
    description: checkedText(event.description, 'description', longestDescription),
    subject: checkedText(event.subject, 'subject', longestTitle),
    type,
    startDate: new Date(start).toISOString(),
    endDate: new Date(end).toISOString(),
    rrule: checkedText(event.rrule.replace(/^RRULE:/i, ''), 'rrule', 200),
    timeZone,
    remindMinutesBefore: reminders,
    completed: event.completed.map((at) => new Date(checkedTime(at, 'completed')).toISOString()),
    sequence: event.sequence,
    updatedAt: '',
  }
}

function checkedTime(text: string, path: string): number {
  const at = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at) || at < earliest || at > latest) throw invalid(path, 'must be a time between 2000 and 2100')
  return at
}

export function toWire(event: PlannerEvent): Event {
  return { ...event, remindMinutesBefore: [...event.remindMinutesBefore], completed: event.completed.map((at) => new Date(at).toISOString()) }
}
