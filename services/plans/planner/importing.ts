/** Reads an .ics file: what it holds of events that the planner can keep, and what was taken otherwise than the file says. A file that is none is refused. */

import { Failure } from '@quint/runtime/failure.ts'
import ICAL from 'ical.js'
import { checkedEvent, type PlannerEvent } from './event.ts'
import { importedRule } from './imported-rule.ts'
import { zoneReader } from './imported-zone.ts'

export interface Imported extends PlannerEvent {
  readonly importedUid: string
}

export interface ImportNote {
  /** Of the event; empty where it has none. */
  readonly title: string
  /** A sentence: what was assumed, or why the event was passed over. */
  readonly note: string
}

export interface ReadCalendar {
  readonly events: readonly Imported[]
  readonly passedOver: number
  /** The first of them. */
  readonly notes: readonly ImportNote[]
}

type Component = InstanceType<typeof ICAL.Component>

const mostBytes = 512 * 1024
const mostLines = 20_000
const mostEvents = 500
const mostAlarms = 5
const mostNotes = 20
const deepest = 4
const longestTitle = 255

/** @param newId gives each event its id. */
export function readCalendar(text: string, { newId, zone }: { readonly newId: () => string; readonly zone: string }): ReadCalendar {
  const root = parsed(text)
  const components = root.getAllSubcomponents('vevent')
  if (components.length > mostEvents) throw refused(`holds more than ${mostEvents} events`)
  const zoneOf = zoneReader(root, zone)
  const events = new Map<string, Imported>()
  const notes: ImportNote[] = []
  let passedOver = 0
  for (const component of components) {
    const title = titleOf(component)
    const read = readEvent(component, { id: newId(), title, zoneOf })
    if (read.event === undefined) passedOver += 1
    else events.set(read.event.importedUid, read.event)
    notes.push(...read.notes.map((note) => ({ title, note })))
  }
  return { events: [...events.values()], passedOver, notes: notes.slice(0, mostNotes) }
}

/** Measured before it is parsed: a file of nothing but openings costs no more than its lines. */
function parsed(text: string): Component {
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

function titleOf(component: Component): string {
  const summary = component.getFirstPropertyValue('summary')
  return (typeof summary === 'string' ? summary.slice(0, longestTitle).trim() : '').toWellFormed()
}

interface Reading {
  readonly id: string
  readonly title: string
  readonly zoneOf: ReturnType<typeof zoneReader>
}

interface ReadEvent {
  readonly event: Imported | undefined
  readonly notes: readonly string[]
}

function readEvent(component: Component, reading: Reading): ReadEvent {
  const event = new ICAL.Event(component)
  if (!event.uid || event.uid.length > 255) return passed('it has no name of its own by which it could be replaced')
  // An exception to a recurrence stands for one occurrence, which has no place of its own here.
  if (event.isRecurrenceException()) return passed('it changes one time of what repeats, and that is kept whole')
  try {
    return { event: kept(component, event, reading), notes: assumed(component, reading) }
  } catch (error) {
    return passed(error instanceof Failure ? error.message.replace(/^\w+/, (field) => fieldWords[field] ?? field) : 'it could not be read')
  }
}

const fieldWords: Readonly<Record<string, string>> = { rrule: 'its recurrence', startDate: 'its beginning', endDate: 'its end' }
const passed = (why: string): ReadEvent => ({ event: undefined, notes: [`Not brought along: ${why}.`] })

function kept(component: Component, event: InstanceType<typeof ICAL.Event>, { id, title, zoneOf }: Reading): Imported {
  const { timeZone } = zoneOf(component, 'dtstart')
  const ending = component.hasProperty('dtend') ? zoneOf(component, 'dtend').timeZone : timeZone
  const wall = wallOf(event.startDate)
  const end = wallOf(event.endDate ?? event.startDate)
  if (!stands(component, 'dtstart', wall) || !stands(component, 'dtend', end)) throw new Failure('invalid', 'its day is in no calendar')
  const checked = checkedEvent(
    {
      id,
      title: title || 'Untitled',
      description: (event.description ?? '').slice(0, 10_000),
      subject: '',
      type: 'other',
      startDate: instantOf(wall, timeZone),
      endDate: instantOf(end, ending),
      rrule: importedRule(String(component.getFirstPropertyValue('rrule') ?? ''), { wall, timeZone }),
      remindMinutesBefore: alarmsOf(component),
      timeZone,
      completed: [],
      sequence: 0,
      updatedAt: '',
    },
    { id, zone: timeZone },
  )
  return { ...checked, importedUid: event.uid }
}

/** What stands in the calendar otherwise than the file has it. */
function assumed(component: Component, { zoneOf }: Reading): string[] {
  const [begins, ends] = [zoneOf(component, 'dtstart'), zoneOf(component, 'dtend')]
  const unknown = begins.unknown ?? ends.unknown
  const { timeZone } = begins.unknown === undefined ? ends : begins
  return [
    ...(unknown === undefined ? [] : [`Its time zone, “${unknown.toWellFormed()}”, is not known: it is taken for ${timeZone}, where you are.`]),
    ...(component.hasProperty('exdate') ? ['The times that the file leaves out of what repeats are kept.'] : []),
    ...(component.hasProperty('rdate') ? ['The times that the file adds to what repeats are left out.'] : []),
  ]
}

/** The parser makes the second of March of a thirtieth of February. */
function stands(component: Component, name: string, wall: Temporal.PlainDateTime): boolean {
  const property = component.getFirstProperty(name)
  return property === null || String(property.jCal[3]).startsWith(wall.toPlainDate().toString())
}

/** The clock of the file. */
function wallOf({ year, month, day, hour, minute, second, isDate }: InstanceType<typeof ICAL.Time>): Temporal.PlainDateTime {
  const clock = isDate ? {} : { hour, minute, second: Math.min(59, second) }
  return Temporal.PlainDateTime.from({ year, month, day, ...clock }, { overflow: 'reject' })
}

const instantOf = (wall: Temporal.PlainDateTime, timeZone: string): string => new Date(wall.toZonedDateTime(timeZone).epochMilliseconds).toISOString()

function alarmsOf(component: Component): number[] {
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
