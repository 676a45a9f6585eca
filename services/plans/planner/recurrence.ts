/** Recurrences (RFC 5545): the rules that the planner knows, and the occurrences of an event, which keep their hour in its zone over every change of the clock. */
import { invalid } from '../problems/checks.ts'

const weekdays: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

export interface Rule {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY'
  readonly interval: number
  /** 1 Monday to 7 Sunday; of weekly ones. */
  readonly byDay: readonly number[]
  readonly count: number | undefined
  /** RFC 3339, UTC; the last moment at which an occurrence may start. */
  readonly until: string | undefined
}

export interface Timed {
  /** RFC 3339, UTC. */
  readonly startDate: string
  readonly endDate: string
  /** Empty: once. */
  readonly rrule: string
  /** IANA. */
  readonly timeZone: string
}

export interface Span {
  readonly from: Date
  readonly to: Date
}

const mostCount = 1000
const mostInterval = 52
/** Whatever the rule says. */
const mostSteps = 20_000

/** @throws Failure('invalid') for what is no rule, or one that the planner does not know. */
export function parseRule(text: string): Rule | undefined {
  if (text === '') return undefined
  const parts = new Map(
    text
      .replace(/^RRULE:/i, '')
      .split(';')
      .map((part): [string, string] => {
        const [name = '', value = ''] = part.split('=')
        return [name.toUpperCase(), value.toUpperCase()]
      }),
  )
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'COUNT', 'UNTIL', 'WKST']
  if ([...parts.keys()].some((name) => !known.includes(name))) throw invalid('rrule', `can have only ${known.join(', ')}`)
  const frequency = (['DAILY', 'WEEKLY', 'MONTHLY'] as const).find((one) => one === parts.get('FREQ'))
  if (frequency === undefined) throw invalid('rrule', 'must repeat DAILY, WEEKLY or MONTHLY')
  if ((parts.get('WKST') ?? 'MO') !== 'MO') throw invalid('rrule', 'must begin its weeks on Monday')
  const byDay = parseDays(parts.get('BYDAY'))
  if (byDay.length > 0 && frequency !== 'WEEKLY') throw invalid('rrule', 'can name weekdays only of weeks')
  if (parts.has('COUNT') && parts.has('UNTIL')) throw invalid('rrule', 'must have COUNT or UNTIL, not both')
  return {
    frequency,
    interval: whole(parts.get('INTERVAL') ?? '1', 'INTERVAL', mostInterval),
    byDay,
    count: parts.has('COUNT') ? whole(parts.get('COUNT') ?? '', 'COUNT', mostCount) : undefined,
    until: parseUntil(parts.get('UNTIL')),
  }
}

function parseDays(text: string | undefined): number[] {
  if (text === undefined) return []
  const days = text.split(',').map((day) => weekdays.indexOf(day) + 1)
  if (days.includes(0)) throw invalid('rrule', 'has a weekday that is not MO, TU, WE, TH, FR, SA or SU')
  return [...new Set(days)].sort((one, other) => one - other)
}

function whole(text: string, name: string, most: number): number {
  const value = Number(text)
  if (!/^\d{1,6}$/.test(text) || value < 1 || value > most) throw invalid('rrule', `must have ${name} from 1 to ${most}`)
  return value
}

function parseUntil(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const [, year, month, day, time] = /^(\d{4})(\d\d)(\d\d)(?:T(\d{6})Z)?$/.exec(text) ?? []
  const clock = time === undefined ? '23:59:59' : `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`
  const at = `${year}-${month}-${day}T${clock}Z`
  if (Number.isNaN(Date.parse(at))) throw invalid('rrule', 'must have UNTIL as 20261231 or 20261231T235959Z')
  return new Date(at).toISOString()
}

/** Starts of the occurrences that touch the span, ascending, UTC; at most `most` of them. */
export function occurrences(event: Timed, { from, to }: Span, most: number): readonly { readonly start: Date; readonly end: Date }[] {
  const lengthMs = Date.parse(event.endDate) - Date.parse(event.startDate)
  const found: { start: Date; end: Date }[] = []
  for (const start of starts(event, new Date(from.getTime() - lengthMs))) {
    if (start >= to || found.length >= most) break
    const end = new Date(start.getTime() + lengthMs)
    if (end > from || (lengthMs === 0 && start >= from)) found.push({ start, end })
  }
  return found
}

/** Every start; those that end before `notBefore` are counted and not given. */
function* starts({ startDate, rrule, timeZone }: Timed, notBefore: Date): Generator<Date> {
  const rule = parseRule(rrule)
  if (rule === undefined) {
    yield new Date(startDate)
    return
  }
  const first = Temporal.Instant.from(startDate).toZonedDateTimeISO(timeZone)
  const until = rule.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(rule.until)
  let counted = 0
  for (const date of dates(first.toPlainDate(), rule, notBefore)) {
    if (date.skipped) {
      counted += 1
      continue
    }
    // An hour that the clock jumps over is the one after it.
    const at = new Date(date.day.toZonedDateTime({ timeZone, plainTime: first.toPlainTime() }).epochMilliseconds)
    if (at.getTime() > until || (rule.count !== undefined && counted >= rule.count)) return
    counted += 1
    yield at
  }
}

interface Dated {
  readonly day: Temporal.PlainDate
  /** Well before what is asked for. */
  readonly skipped: boolean
}

function* dates(first: Temporal.PlainDate, rule: Rule, notBefore: Date): Generator<Dated> {
  const early = Temporal.PlainDate.from(notBefore.toISOString().slice(0, 10)).subtract({ days: 2 })
  const days = rule.frequency === 'WEEKLY' && rule.byDay.length > 0 ? rule.byDay : undefined
  const begin = beginningOf(first, rule, early)
  for (let step = begin; step < begin + mostSteps; step += 1) {
    for (const day of daysOfStep(first, { rule, days, step })) {
      if (day === undefined || Temporal.PlainDate.compare(day, first) < 0) continue
      yield { day, skipped: rule.count !== undefined && Temporal.PlainDate.compare(day, early) < 0 }
    }
  }
}

/** A rule without a count is entered where it is asked for, and not walked from its beginning. */
function beginningOf(first: Temporal.PlainDate, { frequency, interval, count }: Rule, early: Temporal.PlainDate): number {
  if (count !== undefined || Temporal.PlainDate.compare(early, first) <= 0) return 0
  const units = { DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months' } as const
  const unit = units[frequency]
  return Math.max(0, Math.floor(first.until(early, { largestUnit: unit })[unit] / interval) - 1)
}

function daysOfStep(
  first: Temporal.PlainDate,
  { rule, days, step }: { readonly rule: Rule; readonly days: readonly number[] | undefined; readonly step: number },
): readonly (Temporal.PlainDate | undefined)[] {
  const by = rule.interval * step
  if (rule.frequency === 'DAILY') return [first.add({ days: by })]
  if (rule.frequency === 'WEEKLY') {
    if (days === undefined) return [first.add({ weeks: by })]
    const monday = first.subtract({ days: first.dayOfWeek - 1 }).add({ weeks: by })
    return days.map((day) => monday.add({ days: day - 1 }))
  }
  const month = first.toPlainYearMonth().add({ months: by })
  // A month without that day has no occurrence.
  return [first.day > month.daysInMonth ? undefined : month.toPlainDate({ day: first.day })]
}
