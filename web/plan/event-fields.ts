/** An event as its form shows it, and what of it was changed there. */
import type { EventChange, PlannerEvent } from '../api/planner.ts'
import { localInput } from './calendar.ts'
import { joined, minutesOf } from './reminder-choices.ts'

export interface EventFields {
  readonly title: string
  readonly type: string
  /** As a field for date and time has it, where the learner is. */
  readonly begins: string
  readonly ends: string
  readonly rule: string
  /** Minutes before, joined by commas. */
  readonly remind: string
}

export const fieldsOf = (event: PlannerEvent): EventFields => ({
  title: event.title,
  type: event.type,
  begins: localInput(event.startDate),
  ends: localInput(event.endDate),
  rule: event.rrule ?? '',
  remind: joined(event.remindMinutesBefore),
})

export const wholeOf = ({ title, type, begins, ends, rule, remind }: EventFields): EventChange => ({
  title: title.trim(),
  type,
  startDate: new Date(begins).toISOString(),
  endDate: new Date(ends).toISOString(),
  rrule: rule,
  remindMinutesBefore: minutesOf(remind),
})

/** Only that: what stayed as it was may have become something else meanwhile. Beginning and end go together. Undefined when nothing was changed. */
export function changeOf(before: EventFields, now: EventFields): EventChange | undefined {
  const { title, type, startDate, endDate, rrule, remindMinutesBefore } = wholeOf(now)
  const change = {
    ...(now.title === before.title ? {} : { title }),
    ...(now.type === before.type ? {} : { type }),
    ...(now.begins === before.begins && now.ends === before.ends ? {} : { startDate, endDate }),
    ...(now.rule === before.rule ? {} : { rrule }),
    ...(now.remind === before.remind ? {} : { remindMinutesBefore }),
  }
  return Object.keys(change).length === 0 ? undefined : (change as EventChange)
}
