/** Reads an .ics file: what it holds of events that the planner can keep. Malformed entries are passed over, and a file that is none is refused. */

import { Failure } from '@quint/runtime/failure.ts'
import ICAL from 'ical.js'
import { isTimeZone } from '../plan/calendar-day.ts'
import { checkedEvent, type PlannerEvent } from './event.ts'

export interface Imported extends PlannerEvent {
  readonly importedUid: string
}

export interface ReadCalendar {
  readonly events: readonly Imported[]
  readonly passedOver: number
}

const mostBytes = 512 * 1024
const mostLines = 20_000
const mostEvents = 500
const mostAlarms = 5
const deepest = 4

/** @param newId gives each event its id. */
export function readCalendar(text: string, { newId, zone }: { readonly newId: () => string; readonly zone: string }): ReadCalendar {
  const root = parsed(text)
  const components = root.getAllSubcomponents('vevent')
  if (components.length > mostEvents) throw refused(`holds more than ${mostEvents} events`)
  const events = new Map<string, Imported>()
  let passedOver = 0
  for (const component of components) {
    const event = readEvent(component, { id: newId(), zone })
    if (event === undefined) passedOver += 1
    else events.set(event.importedUid, event)
  }
  return { events: [...events.values()], passedOver }
}

/** Measured before it is parsed: a file of nothing but openings costs no more than its lines. */
function parsed(text: string): InstanceType<typeof ICAL.Component> {
  if (Buffer.byteLength(text) > mostBytes) throw refused('is larger than 512 KiB')
  let depth = 0
  let lines = 0
  for (const [line] of text.matchAll(/^.*$/gm)) {
    lines += 1
    if (/^BEGIN:/i.test(line)) depth += 1
    if (/^END:/i.test(line)) depth -= 1
    if (depth > deepest || lines > mostLines) throw refused('is too large or too deep')
  }
  try {
    const root = new ICAL.Component(ICAL.parse(text))
    if (root.name === 'vcalendar') return root
  } catch {
    // Falls through: a file that cannot be parsed is no calendar.
  }
  throw refused('is no calendar')
}

function readEvent(
  component: InstanceType<typeof ICAL.Component>,
  { id, zone }: { readonly id: string; readonly zone: string },
): Imported | undefined {
  try {
    const event = new ICAL.Event(component)
    // An exception to a recurrence stands for one occurrence, which has no place of its own here.
    if (event.uid === null || event.uid === undefined || event.uid.length > 255 || event.isRecurrenceException()) return undefined
    const timeZone = zoneOf(component, zone)
    const start = instantOf(event.startDate, timeZone)
    const end = instantOf(event.endDate ?? event.startDate, timeZone)
    const checked = checkedEvent(
      {
        id,
        title: (event.summary ?? '').slice(0, 255) || 'Untitled',
        description: (event.description ?? '').slice(0, 10_000),
        subject: '',
        type: 'other',
        startDate: start,
        endDate: end,
        rrule: String(component.getFirstPropertyValue('rrule') ?? ''),
        remindMinutesBefore: alarmsOf(component),
        timeZone,
        completed: [],
        sequence: 0,
        updatedAt: '',
      },
      { id, zone },
    )
    return { ...checked, importedUid: event.uid }
  } catch {
    return undefined
  }
}

/** A zone that does not exist is the learner's. */
function zoneOf(component: InstanceType<typeof ICAL.Component>, zone: string): string {
  const start = component.getFirstProperty('dtstart')
  if (/Z$/.test(String(start?.getFirstValue() ?? ''))) return 'UTC'
  const named = String(start?.getParameter('tzid') ?? '')
  return isTimeZone(named) ? named : zone
}

/** The wall clock of the file, in its zone. */
function instantOf(time: InstanceType<typeof ICAL.Time>, timeZone: string): string {
  const wall = new Temporal.PlainDateTime(
    time.year,
    time.month,
    time.day,
    time.isDate ? 0 : time.hour,
    time.isDate ? 0 : time.minute,
    time.isDate ? 0 : Math.min(59, time.second),
  )
  return new Date(wall.toZonedDateTime(timeZone).epochMilliseconds).toISOString()
}

function alarmsOf(component: InstanceType<typeof ICAL.Component>): number[] {
  const triggers = component
    .getAllSubcomponents('valarm')
    .slice(0, mostAlarms)
    .map((alarm) => alarm.getFirstPropertyValue('trigger'))
  const minutes = triggers.flatMap((trigger) => (trigger instanceof ICAL.Duration ? [Math.round(-trigger.toSeconds() / 60)] : []))
  return minutes.filter((one) => one >= 0 && one <= 28 * 24 * 60)
}

function refused(message: string): Failure {
  return new Failure('invalid', `The file ${message}.`, { fields: [{ path: 'ics', message }] })
}
