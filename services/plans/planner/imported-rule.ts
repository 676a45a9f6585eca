/** A recurrence of a calendar file in the words of the planner, where it has words for the same occurrences. */

export interface Beginning {
  /** Of the first occurrence, by the clock of its zone. */
  readonly wall: Temporal.PlainDateTime
  readonly timeZone: string
}

/** What the planner has no words for is left as it is, and refused by whoever reads the rule. */
export function importedRule(rule: string, { wall, timeZone }: Beginning): string {
  if (rule === '') return ''
  const parts = new Map(rule.split(';').map((part): [string, string] => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]))
  asMonths(parts, wall)
  if (parts.get('FREQ') === 'MONTHLY' && parts.get('BYMONTHDAY') === String(wall.day)) parts.delete('BYMONTHDAY')
  if (parts.get('FREQ') === 'DAILY' && parts.has('BYDAY') && (parts.get('INTERVAL') ?? '1') === '1') parts.set('FREQ', 'WEEKLY')
  // Where a week begins says something only of each second week, or third.
  if ((parts.get('INTERVAL') ?? '1') === '1' || !parts.has('BYDAY')) parts.delete('WKST')
  const until = parts.get('UNTIL')
  if (until !== undefined) parts.set('UNTIL', instantOf(until, timeZone))
  return [...parts].map(([name, value]) => `${name}=${value}`).join(';')
}

/** A year is twelve months, for a rule that names no other day than the first one's. */
function asMonths(parts: Map<string, string>, { month, day }: Temporal.PlainDateTime): void {
  const own = { BYMONTH: String(month), BYMONTHDAY: String(day) }
  const [byMonth, byMonthDay] = [parts.get('BYMONTH'), parts.get('BYMONTHDAY')]
  const isOwn = (byMonth ?? own.BYMONTH) === own.BYMONTH && (byMonthDay ?? own.BYMONTHDAY) === own.BYMONTHDAY
  if (parts.get('FREQ') !== 'YEARLY' || !isOwn || parts.has('BYDAY') || (byMonthDay !== undefined && byMonth === undefined)) return
  parts.set('FREQ', 'MONTHLY').set('INTERVAL', String(12 * Number(parts.get('INTERVAL') ?? '1')))
  parts.delete('BYMONTH')
  parts.delete('BYMONTHDAY')
}

/** A day ends, and a clock without a zone is read, where the event is. */
function instantOf(until: string, timeZone: string): string {
  const [, year, month, day, time = '235959', utc] = /^(\d{4})(\d\d)(\d\d)(?:T(\d{6}))?(Z)?$/.exec(until) ?? []
  if (year === undefined || utc !== undefined) return until
  const wall = Temporal.PlainDateTime.from(`${year}-${month}-${day}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`)
  return new Date(wall.toZonedDateTime(timeZone).epochMilliseconds).toISOString().replace(/[-:]|\.\d+/g, '')
}
