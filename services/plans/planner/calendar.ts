/** A learner's calendar between two times: occurrences of their events, and the days of their plan. */
import type { Tx } from '@quint/db/database.ts'
import { topicTitle } from '../catalogue/topic.ts'
import { findProfile } from '../intake/store.ts'
import { addDays } from '../plan/calendar-day.ts'
import { type Day, daysOf } from '../plan/document.ts'
import { findPlan } from '../plan/store.ts'
import type { PlannerEvent } from './event.ts'
import { type FeedEntry, uidOf } from './feed.ts'
import { occurrences, type Span } from './recurrence.ts'
import { eventsBetween } from './store.ts'

/** Of one event; a month view of a daily one needs 42. */
const mostOfOne = 500
/** More than fits into a message is not told. */
const mostEntries = 5000
const longestDescription = 500
/** In the evening, where the learner has not said when. */
const studyHour = '18:00'

export interface Entry extends FeedEntry {
  readonly eventId: string
  readonly subject: string
  readonly type: string
  readonly recurring: boolean
}

export async function entriesBetween(tx: Tx, userId: string, span: Span): Promise<readonly Entry[]> {
  const events = await eventsBetween(tx, userId, span)
  const entries = await planEntries(tx, userId, span)
  for (const event of events) {
    if (entries.length >= mostEntries) break
    entries.push(...entriesOf(event, span))
  }
  return entries.sort((one, other) => one.start.getTime() - other.start.getTime() || (one.uid < other.uid ? -1 : 1))
}

function entriesOf(event: PlannerEvent, span: Span): Entry[] {
  const done = new Set(event.completed.map((at) => Date.parse(at)))
  return occurrences(event, span, mostOfOne).map(({ start, end }) => ({
    uid: uidOf(event, start),
    eventId: event.id,
    title: event.title,
    description: event.description.slice(0, longestDescription).toWellFormed(),
    subject: event.subject,
    type: event.type,
    category: event.subject === '' ? event.type : event.subject,
    start,
    end,
    sequence: event.sequence,
    changedAt: event.updatedAt,
    remindMinutesBefore: event.remindMinutesBefore,
    completed: done.has(start.getTime()),
    recurring: event.rrule !== '',
  }))
}

async function planEntries(tx: Tx, userId: string, { from, to }: Span): Promise<Entry[]> {
  const plan = await findPlan(tx, userId, { status: 'current' })
  const profile = await findProfile(tx, userId)
  if (plan === undefined || profile === undefined) return []
  const [first, last] = [addDays(from.toISOString().slice(0, 10), -1), addDays(to.toISOString().slice(0, 10), 1)]
  return daysOf(plan.document)
    .filter(({ date }) => date >= first && date <= last)
    .map((day) => toEntry(day, { zone: profile.timeZone, sequence: plan.revision, changedAt: plan.generatedAt }))
    .filter(({ start, end }) => start < to && end > from)
}

function toEntry(day: Day, { zone, sequence, changedAt }: { readonly zone: string; readonly sequence: number; readonly changedAt: string }): Entry {
  const start = new Date(Temporal.PlainDate.from(day.date).toZonedDateTime({ timeZone: zone, plainTime: studyHour }).epochMilliseconds)
  const title = day.topic === '' ? 'Reviews' : topicTitle(day.topic)
  return {
    uid: `plan-${day.date}@quint`,
    eventId: `plan:${day.date}`,
    title,
    description: day.problems.map((item) => item.title).join('\n'),
    subject: title,
    type: 'plan',
    category: 'plan',
    start,
    end: new Date(start.getTime() + (day.minutes + day.reviewMinutes) * 60_000),
    sequence,
    changedAt,
    remindMinutesBefore: [],
    completed: day.problems.length > 0 && day.problems.every(({ status }) => status !== 'planned'),
    recurring: false,
  }
}
