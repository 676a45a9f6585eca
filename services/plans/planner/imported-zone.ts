/** Which time zone a calendar file means: by its name, by the name that programs hide in it, or by the rules that the file gives for it. */

import ICAL from 'ical.js'
import { isTimeZone } from '../plan/calendar-day.ts'

type Component = InstanceType<typeof ICAL.Component>

export interface ReadZone {
  /** IANA. */
  readonly timeZone: string
  /** What the file calls it, where nobody knows what that is and the learner's own is taken. */
  readonly unknown: string | undefined
}

/** Tried first, so that rules which many zones share are those of a place that people know. */
const wellKnown = [
  ...['Europe/London', 'Europe/Berlin', 'Europe/Athens', 'America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  ...['America/Sao_Paulo', 'Asia/Kolkata', 'Asia/Shanghai', 'Asia/Tokyo', 'Australia/Sydney', 'Pacific/Auckland'],
]
const mostZones = 5
const mostRules = 10
const weeksOfYear = 53
const [earliest, latest] = [2000, 2100]

/** @param zone of the learner. @returns reads the zone of a property that holds a time. */
export function zoneReader(root: Component, zone: string): (component: Component, property: string) => ReadZone {
  const known = new Map<string, ReadZone>()
  return (component, name) => {
    const property = component.getFirstProperty(name)
    const time = property?.getFirstValue()
    const named = String(property?.getParameter('tzid') ?? '')
    if (String(time ?? '').endsWith('Z')) return { timeZone: 'UTC', unknown: undefined }
    if (named === '' || !(time instanceof ICAL.Time)) return { timeZone: zone, unknown: undefined }
    const before = known.get(named)
    if (before !== undefined) return before
    // A file that names no end of zones is not measured against all that there are.
    const found = byName(named) ?? (known.size < mostZones ? byDefinition(root.getTimeZoneByID(named), { zone, year: time.year }) : undefined)
    const read = { timeZone: found ?? zone, unknown: found === undefined ? named.slice(0, 60) : undefined }
    known.set(named, read)
    return read
  }
}

/** Also "/example.org/2026a/Europe/Berlin". */
function byName(named: string): string | undefined {
  const parts = named.split('/').filter((part) => part !== '')
  return [named, parts.slice(-2).join('/'), parts.slice(-3).join('/')].find(isTimeZone)
}

interface Asked {
  readonly zone: string
  readonly year: number
}

/** The zone whose clock shows the same in each week of the year; that of the learner, if it is one of them. */
function byDefinition(definition: InstanceType<typeof ICAL.Timezone> | null, { zone, year }: Asked): string | undefined {
  if (definition === null || !isHarmless(definition.component) || year < earliest || year > latest) return undefined
  const location = String(definition.component.getFirstPropertyValue('x-lic-location') ?? '')
  if (isTimeZone(location)) return location
  const offsets = Array.from({ length: weeksOfYear }, (_, week) => {
    const noon = Temporal.PlainDateTime.from({ year, month: 1, day: 1, hour: 12 }).add({ days: 7 * week })
    return {
      noon,
      seconds: definition.utcOffset(new ICAL.Time({ year: noon.year, month: noon.month, day: noon.day, hour: 12 }, ICAL.Timezone.localTimezone)),
    }
  })
  return [zone, ...wellKnown, ...Intl.supportedValuesOf('timeZone')]
    .filter(isTimeZone)
    .find((one) => offsets.every(({ noon, seconds }) => noon.toZonedDateTime(one).offsetNanoseconds === seconds * 1e9))
}

/** As clocks are changed, on such a weekday of such a month: a rule that repeats by the second, or never comes true, is walked without end. */
const clockRule = /^FREQ=YEARLY(;(COUNT|UNTIL|WKST)=\w+|;BYMONTH=\d{1,2}|;BYDAY=-?[1-4](MO|TU|WE|TH|FR|SA|SU))*$/
const firstYear = 1600

function isHarmless(component: Component): boolean {
  const rules = component.getAllSubcomponents()
  return (
    rules.length <= mostRules &&
    rules.every((one) => {
      const begins = one.getFirstPropertyValue('dtstart')
      const rule = one.getFirstPropertyValue('rrule')
      return begins instanceof ICAL.Time && begins.year >= firstYear && (rule === null || clockRule.test(String(rule)))
    })
  )
}
