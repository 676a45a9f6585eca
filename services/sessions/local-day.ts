/** The calendar day of an instant where the learner is. */

const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * @param zone IANA name; one that is not known counts as UTC.
 * @returns "YYYY-MM-DD".
 */
export function localDay(instant: Date, zone: string): string {
  return format(zone).format(instant)
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

function format(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  // Swedish writes dates as ISO 8601 does.
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: isTimeZone(zone) ? zone : 'UTC', year: 'numeric', month: '2-digit', day: '2-digit' })
  if (formats.size < 1000) formats.set(zone, made)
  return made
}
