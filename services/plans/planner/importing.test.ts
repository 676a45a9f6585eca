/** What calendar files mean by their zones and rules, as other programs write them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ReadCalendar, readCalendar } from './importing.ts'
import { occurrences } from './recurrence.ts'

const zone = 'America/New_York'
const calendar = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const entry = (...lines: readonly string[]): readonly string[] => ['BEGIN:VEVENT', 'UID:a', 'SUMMARY:Talk', ...lines, 'END:VEVENT']
const read = (...lines: readonly string[]): ReadCalendar => readCalendar(calendar(...lines), { newId: () => 'id', zone })
const notesOf = ({ notes }: ReadCalendar): readonly string[] => notes.map(({ note }) => note)

/** As mail programs define a zone by a name of their own. */
const defined = (rule: string): readonly string[] => [
  ...['BEGIN:VTIMEZONE', 'TZID:W. Europe Standard Time'],
  ...['BEGIN:STANDARD', 'DTSTART:16010101T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', `RRULE:${rule};BYDAY=-1SU;BYMONTH=10`, 'END:STANDARD'],
  ...['BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', `RRULE:${rule};BYDAY=-1SU;BYMONTH=3`, 'END:DAYLIGHT'],
  'END:VTIMEZONE',
]
const atNine = 'DTSTART;TZID=W. Europe Standard Time:20260301T090000'

test('a zone that the file defines is the one that has its rules, over both changes of the clock', () => {
  const found = read(...defined('FREQ=YEARLY'), ...entry(atNine, 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;COUNT=12'))
  const [event] = found.events
  assert.ok(event)
  assert.deepEqual([event.timeZone, notesOf(found)], ['Europe/Berlin', []])
  const hours = occurrences(event, { from: new Date('2026-01-01'), to: new Date('2027-12-01') }, 20).map(({ start }) => start.getUTCHours())
  assert.deepEqual(hours, [8, 7, 7, 7, 7, 7, 7, 7, 8, 8, 8, 8])
})

test('a zone that nobody knows is the learner’s, and the learner is told', () => {
  const told = ['Its time zone, “W. Europe Standard Time”, is not known: it is taken for America/New_York, where you are.']
  const undefinedZone = read(...entry(atNine, 'DURATION:PT1H'))
  assert.deepEqual([undefinedZone.events[0]?.startDate, notesOf(undefinedZone)], ['2026-03-01T14:00:00.000Z', told])
  // A clock that changes each second is not walked.
  const began = performance.now()
  assert.deepEqual(notesOf(read(...defined('FREQ=SECONDLY'), ...entry(atNine, 'DURATION:PT1H'))), told)
  assert.ok(performance.now() - began < 1000)
})

test('a zone is found in a longer name, in the file’s own word for it, and each end has its own', () => {
  const long = read(...entry('DTSTART;TZID=/example.org/2026a/Asia/Tokyo:20260301T090000', 'DTEND;TZID=Europe/London:20260301T090000'))
  assert.deepEqual([long.events[0]?.startDate, long.events[0]?.endDate], ['2026-03-01T00:00:00.000Z', '2026-03-01T09:00:00.000Z'])
  const named = [...defined('FREQ=YEARLY').slice(0, 2), 'X-LIC-LOCATION:Europe/Rome', ...defined('FREQ=YEARLY').slice(2)]
  assert.equal(read(...named, ...entry(atNine, 'DURATION:PT1H')).events[0]?.timeZone, 'Europe/Rome')
})

test('rules that say the same in other words are taken, each to its last day', () => {
  const rules = {
    'FREQ=WEEKLY;BYDAY=MO;WKST=SU': 'FREQ=WEEKLY;BYDAY=MO',
    'FREQ=YEARLY': 'FREQ=MONTHLY;INTERVAL=12',
    'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2': 'FREQ=MONTHLY;INTERVAL=12',
    'FREQ=MONTHLY;BYMONTHDAY=2;COUNT=3': 'FREQ=MONTHLY;COUNT=3',
    'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR': 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    'FREQ=DAILY;UNTIL=20260310': 'FREQ=DAILY;UNTIL=20260311T035959Z',
    'FREQ=DAILY;UNTIL=20260310T200000': 'FREQ=DAILY;UNTIL=20260311T000000Z',
    'FREQ=DAILY;UNTIL=20260310T200000Z': 'FREQ=DAILY;UNTIL=20260310T200000Z',
  }
  for (const [rule, taken] of Object.entries(rules))
    assert.equal(read(...entry('DTSTART:20260302T200000', 'DURATION:PT1H', `RRULE:${rule}`)).events[0]?.rrule, taken, rule)
})

test('what cannot be kept is said with its reason', () => {
  const first = 'DTSTART:20260302T200000'
  const one = (...lines: readonly string[]) => notesOf(read(...entry(...lines))).join()
  assert.match(one(first, 'RRULE:FREQ=MONTHLY;BYDAY=2TU'), /^Not brought along: its recurrence has a weekday that is not MO/)
  assert.match(one(first, 'RRULE:FREQ=WEEKLY', 'EXDATE:20260309T200000'), /leaves out/)
  assert.match(one(first, 'RECURRENCE-ID:20260302T200000'), /changes one time/)
  assert.match(one('DTSTART:20260230T200000'), /^Not brought along: its day is in no calendar\.$/)
  assert.match(one('DTSTART:19990302T200000'), /its beginning must be a time between 2000 and 2100/)
  assert.equal(read(...Array.from({ length: 40 }, () => entry('DTSTART:19990302T200000')).flat()).notes.length, 20)
})
