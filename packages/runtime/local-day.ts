/** The calendar day of an instant where a learner is; it begins when the learner says it begins. */

/**
 * @param zone IANA name; one that is not known counts as UTC.
 * @param startHour 0 to 6: until then, by the clock on the wall, it is still the day before.
 * @returns "YYYY-MM-DD".
 */
export function localDay(instant: Date, zone: string, startHour = 0): string {
  const [day = '', hour = '0'] = (formatOf(zone) ?? utc).format(instant).split(' ')
  return Number(hour) < startHour ? dayBefore(day) : day
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** Also an offset such as "+01:00". */
export function isTimeZone(name: string): boolean {
  return formatOf(name) !== undefined
}

const formats = new Map<string, Intl.DateTimeFormat>()
const mostFormats = 1000
const utc = formatIn('UTC')

/** Kept, for making one takes longer than all else that is done with a day. Undefined for a zone that is not known. */
function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(zone)
  if (known !== undefined) return known
  try {
    const made = formatIn(zone)
    if (formats.size < mostFormats) formats.set(zone, made)
    return made
  } catch {
    return undefined
  }
}

/** Swedish writes dates as ISO 8601 does, and then the hour. Throws RangeError for a zone that is not known. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' })
}
