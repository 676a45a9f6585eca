/** Recurrences and the feed: an independent parser reads back the same occurrences, over both changes of the clock. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { failure } from '../testing.ts'
import { toCalendar, uidOf } from './feed.ts'
import { occurrences, parseRule, type Timed } from './recurrence.ts'

/** Both changes of the clock in Europe, America and on the southern half. */
const year = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') }
const zones = ['Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Australia/Lord_Howe', 'UTC', 'Asia/Kolkata']

const hourOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

/** Starts and ends as another program finds them in the file. */
function readBack(ics: string): string[] {
  const root = new ICAL.Component(ICAL.parse(ics))
  return root
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component))
    .map((event) => `${event.startDate.toJSDate().toISOString()} ${event.endDate.toJSDate().toISOString()}`)
    .sort()
}

function feedOf(event: Timed, title = 'Study; with, signs\nand lines') {
  const found = occurrences(event, year, 1000)
  const entries = found.map(({ start, end }) => ({
    uid: uidOf({ id: 'an-id', rrule: event.rrule, timeZone: event.timeZone }, start),
    title,
    description: 'Ünïcode — and a long line that has to be folded somewhere in the middle of a word, or of several words 🎉🎉🎉🎉',
    category: 'study',
    start,
    end,
    sequence: 3,
    changedAt: '2026-01-01T00:00:00.000Z',
    remindMinutesBefore: [10],
    completed: false,
  }))
  return { found, ics: toCalendar('Quint', entries) }
}

const events: fc.Arbitrary<Timed> = fc
  .record({
    minute: fc.integer({ min: 0, max: 365 * 24 * 60 - 1 }),
    length: fc.integer({ min: 0, max: 600 }),
    timeZone: fc.constantFrom(...zones),
    rrule: fc.constantFrom(
      '',
      'FREQ=DAILY',
      'FREQ=DAILY;INTERVAL=3;COUNT=40',
      'FREQ=WEEKLY;BYDAY=MO,WE,FR',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,SA;UNTIL=20261101T120000Z',
      'FREQ=WEEKLY',
      'FREQ=MONTHLY',
    ),
  })
  .map(({ minute, length, ...rest }) => {
    const start = Date.UTC(2026, 0, 1) + minute * 60_000
    return { ...rest, startDate: new Date(start).toISOString(), endDate: new Date(start + length * 60_000).toISOString() }
  })

test('an independent parser reads the same occurrences back from the feed, whatever the recurrence and the zone', () => {
  fc.assert(
    fc.property(events, (event) => {
      const { found, ics } = feedOf(event)
      assert.deepEqual(readBack(ics), found.map(({ start, end }) => `${start.toISOString()} ${end.toISOString()}`).sort())
      assert.ok(ics.split('\r\n').every((line) => Buffer.byteLength(line) <= 75))
    }),
    { numRuns: 300 },
  )
})

test('a recurrence keeps its hour where the learner is, over two changes of the clock, as the parser expands it with the zone', () => {
  const berlin = { startDate: '2026-01-05T17:30:00Z', endDate: '2026-01-05T18:30:00Z', timeZone: 'Europe/Berlin', rrule: 'FREQ=WEEKLY;BYDAY=MO,TH' }
  const { found } = feedOf(berlin)
  assert.equal(found.length, 104)
  assert.ok(found.every(({ start }) => hourOf(start, 'Europe/Berlin') === '18:30'))
  const offsets = new Set(found.map(({ start }) => start.getUTCHours()))
  assert.deepEqual([...offsets].sort(), [16, 17])
  // The parser walks the rule over wall-clock times; each of them is one of ours where the learner is.
  const expansion = ICAL.Recur.fromString(berlin.rrule).iterator(ICAL.Time.fromDateTimeString('2026-01-05T18:30:00'))
  const walls = Array.from({ length: found.length }, () => expansion.next().toString().slice(0, 10))
  const day = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(at)
  assert.deepEqual(
    found.map(({ start }) => day(start)),
    walls,
  )
})

test('a recurrence without end costs what is asked for and no more, however far away', () => {
  const daily = { startDate: '2000-01-01T09:00:00Z', endDate: '2000-01-01T10:00:00Z', timeZone: 'UTC', rrule: 'FREQ=DAILY' }
  const far = { from: new Date('2099-05-01T00:00:00Z'), to: new Date('2099-05-03T00:00:00Z') }
  assert.deepEqual(
    occurrences(daily, far, 10).map(({ start }) => start.toISOString()),
    ['2099-05-01T09:00:00.000Z', '2099-05-02T09:00:00.000Z'],
  )
  assert.equal(occurrences(daily, { from: new Date('2001-01-01'), to: new Date('2090-01-01') }, 500).length, 500)
})

test('the last day of a month stays the last only of months that have it', () => {
  const monthly = { startDate: '2026-01-31T09:00:00Z', endDate: '2026-01-31T10:00:00Z', timeZone: 'UTC', rrule: 'FREQ=MONTHLY' }
  assert.deepEqual(
    occurrences(monthly, year, 20).map(({ start }) => start.getUTCMonth() + 1),
    [1, 3, 5, 7, 8, 10, 12],
  )
})

test('a rule that is none, or that would never end a search, is refused', () => {
  const wrong = [
    'FREQ=SECONDLY',
    'FREQ=',
    'every day',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;COUNT=0',
    'FREQ=DAILY;COUNT=5;UNTIL=20260101',
    'FREQ=YEARLY',
  ]
  for (const rule of [
    ...wrong,
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=DAILY;BYDAY=MO',
    'FREQ=DAILY;UNTIL=20261399',
    'FREQ=DAILY;BYSECOND=1',
    'FREQ=WEEKLY;WKST=SU',
  ])
    assert.throws(() => parseRule(rule), failure('invalid'), rule)
})
