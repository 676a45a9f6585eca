/** A calendar as iCalendar (RFC 5545): every occurrence an event of its own in UTC, so that no reader has to know a zone. */
import type { PlannerEvent } from './event.ts'

export interface FeedEntry {
  /** The same for as long as the occurrence exists. */
  readonly uid: string
  readonly title: string
  readonly description: string
  readonly category: string
  readonly start: Date
  readonly end: Date
  readonly sequence: number
  /** RFC 3339. */
  readonly changedAt: string
  readonly remindMinutesBefore: readonly number[]
  readonly completed: boolean
}

/** @param name shown by calendars. */
export function toCalendar(name: string, entries: readonly FeedEntry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Quint//Planner//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
  ]
  for (const entry of entries) lines.push(...entryLines(entry))
  lines.push('END:VCALENDAR')
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function entryLines(entry: FeedEntry): string[] {
  const changed = stamp(new Date(entry.changedAt))
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTART:${stamp(entry.start)}`,
    `DTEND:${stamp(entry.end)}`,
    `SUMMARY:${escaped(entry.completed ? `✓ ${entry.title}` : entry.title)}`,
    ...(entry.description === '' ? [] : [`DESCRIPTION:${escaped(entry.description)}`]),
    ...(entry.category === '' ? [] : [`CATEGORIES:${escaped(entry.category)}`]),
    ...entry.remindMinutesBefore.flatMap((minutes) => alarm(minutes, entry.title)),
    'END:VEVENT',
  ]
}

function alarm(minutes: number, title: string): string[] {
  return ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(title)}`, `TRIGGER:-PT${minutes}M`, 'END:VALARM']
}

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '')

const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')

const mostBytes = 75

/** Lines of at most 75 octets, cut between characters (RFC 5545, 3.1). */
function folded(line: string): string {
  if (line.length <= mostBytes / 3 || Buffer.byteLength(line) <= mostBytes) return line
  const parts: string[] = []
  let part = ''
  let bytes = 0
  for (const sign of line) {
    const size = Buffer.byteLength(sign)
    if (bytes + size > mostBytes) {
      parts.push(part)
      part = ' '
      bytes = 1
    }
    part += sign
    bytes += size
  }
  return [...parts, part].join('\r\n')
}

/** Of what recurs, by its day: at another hour it is the same occurrence. */
export function uidOf({ id, rrule, timeZone }: Pick<PlannerEvent, 'id' | 'rrule' | 'timeZone'>, start: Date): string {
  if (rrule === '') return `${id}@quint`
  return `${id}-${start.toTemporalInstant().toZonedDateTimeISO(timeZone).toPlainDate().toString().replaceAll('-', '')}@quint`
}
