/** Streaks and calendar days: laws over any set of days and any time zone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localDay } from '@quint/runtime/local-day.ts'
import fc from 'fast-check'
import { type Stretch, streak as streakOf } from './streak.ts'

const dayMs = 86_400_000

/** Of days in any order, with repeats. */
function streak(days: readonly string[], at: string) {
  const stretches: Stretch[] = []
  for (const day of [...new Set(days.map((text) => Date.parse(text) / dayMs))].sort((one, other) => one - other)) {
    const last = stretches.at(-1)
    if (last !== undefined && last.first + last.days === day) stretches[stretches.length - 1] = { ...last, days: last.days + 1 }
    else stretches.push({ first: day, days: 1 })
  }
  return streakOf(stretches, at)
}
const iso = (n: number): string => new Date(n * dayMs).toISOString().slice(0, 10)
const today = 20_000
const someDays = fc.array(fc.integer({ min: today - 60, max: today }), { maxLength: 50 })
const zones = [
  'UTC',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/New_York',
  'Europe/Berlin',
  'America/St_Johns',
  'Pacific/Apia',
]

test('order and repeats of days do not matter', () => {
  fc.assert(
    fc.property(someDays, fc.integer(), (days, seed) => {
      const shuffled = [...days, ...days].sort((a, b) => Math.sin(a * 13 + seed) - Math.sin(b * 13 + seed))
      assert.deepEqual(streak(shuffled.map(iso), iso(today)), streak(days.map(iso), iso(today)))
    }),
  )
})

test('a streak without a gap is as long as its days', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.boolean(), (length, alsoToday) => {
      const last = alsoToday ? today : today - 1
      const days = Array.from({ length }, (_, n) => iso(last - n))
      const found = streak(days, iso(today))
      assert.equal(found.current, length)
      assert.equal(found.longest, length)
      assert.equal(found.activeToday, alsoToday)
    }),
  )
})

test('the longest streak is never shorter than the current one, and freezes stay between 0 and 2', () => {
  fc.assert(
    fc.property(someDays, (days) => {
      const found = streak(days.map(iso), iso(today))
      assert.ok(found.longest >= found.current)
      assert.ok(found.freezesLeft >= 0 && found.freezesLeft <= 2)
      assert.ok(found.current <= new Set(days).size)
    }),
  )
})

test('being active today never shortens a streak', () => {
  fc.assert(
    fc.property(someDays, (days) => {
      const before = streak(days.map(iso), iso(today))
      const after = streak([...days, today].map(iso), iso(today))
      assert.ok(after.current >= before.current)
      assert.ok(after.activeToday)
    }),
  )
})

test('two missed days are bridged, a third ends the streak', () => {
  assert.deepEqual(streak([iso(today - 3), iso(today)], iso(today)), { current: 2, longest: 2, freezesLeft: 0, activeToday: true })
  assert.deepEqual(streak([iso(today - 4), iso(today)], iso(today)), { current: 1, longest: 1, freezesLeft: 0, activeToday: true })
})

test('seven active days earn a freeze back', () => {
  const days = [iso(today - 9), ...Array.from({ length: 7 }, (_, n) => iso(today - n))]
  assert.equal(streak(days, iso(today)).freezesLeft, 1)
  assert.equal(streak(days.slice(1), iso(today - 1)).freezesLeft, 2)
  assert.equal(streak([iso(today - 9), ...days.slice(2)], iso(today - 1)).freezesLeft, 0)
  assert.equal(streak(['2026-01-01', ...Array.from({ length: 7 }, (_, n) => `2026-01-0${n + 3}`)], '2026-01-09').freezesLeft, 2)
})

test('without a day there is no streak and all freezes', () => {
  assert.deepEqual(streak([], iso(today)), { current: 0, longest: 0, freezesLeft: 2, activeToday: false })
})

test('in every zone, sessions on consecutive local noons make a streak without a gap, over changes of the clock', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 18_000, max: 20_500 }), fc.integer({ min: 2, max: 30 }), (zone, first, length) => {
      // Found by search, not by arithmetic: the instant of the zone's noon on each calendar day that exists there.
      const days: string[] = []
      for (let hour = first * 24; days.length < length; hour += 1) {
        const instant = new Date(hour * 3_600_000)
        const day = localDay(instant, zone)
        if (!days.includes(day)) days.push(day)
      }
      const last = days.at(-1) ?? ''
      const found = streak(days, last)
      // Apia has no 30 December 2011; within the tested years every zone has every day.
      assert.equal(found.current, length)
    }),
  )
})

test('one instant is two days in two zones, and an unknown zone counts as UTC', () => {
  const instant = new Date('2026-03-01T10:30:00Z')
  assert.equal(localDay(instant, 'Pacific/Kiritimati'), '2026-03-02')
  assert.equal(localDay(instant, 'Pacific/Pago_Pago'), '2026-02-28')
  assert.equal(localDay(instant, 'No/Where'), '2026-03-01')
})

test('a traveller who flew back over the date line keeps the whole streak', () => {
  assert.deepEqual(streak([iso(today - 1), iso(today), iso(today + 1)], iso(today)), { current: 3, longest: 3, freezesLeft: 2, activeToday: true })
})

test('a day that becomes known later never makes a streak shorter', () => {
  fc.assert(
    fc.property(someDays, fc.integer({ min: today - 61, max: today }), (days, late) => {
      const before = streak(days.map(iso), iso(today))
      const after = streak([...days, late].map(iso), iso(today))
      // A day before the first one cannot have been missed until then.
      if (days.length > 0 && late >= Math.min(...days)) {
        assert.ok(after.current >= before.current)
        assert.ok(after.longest >= before.longest)
        assert.ok(after.freezesLeft >= before.freezesLeft)
      }
    }),
    { numRuns: 2000 },
  )
})

test('a streak only ever ends by days that pass: nothing that was reached is taken back', () => {
  fc.assert(
    fc.property(someDays, fc.integer({ min: 0, max: 20 }), (days, wait) => {
      const now = streak(days.map(iso), iso(today))
      const later = streak(days.map(iso), iso(today + wait))
      assert.equal(later.longest, now.longest)
      assert.ok(later.freezesLeft <= now.freezesLeft)
      assert.ok(later.current === now.current || later.current === 0)
    }),
  )
})

test('whatever hour the day is told to begin at, and whenever that is changed, days are whole and in order', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 18_000 * 24 * 60, max: 20_500 * 24 * 60 }),
      fc.integer({ min: 0, max: 6 }),
      (zone, minute, startHour) => {
        const instant = new Date(minute * 60_000)
        const [plain, shifted] = [localDay(instant, zone), localDay(instant, zone, startHour)]
        const behind = (Date.parse(plain) - Date.parse(shifted)) / dayMs
        assert.ok(behind === 0 || behind === 1)
        assert.ok(localDay(new Date(minute * 60_000 + 60_000), zone, startHour) >= shifted)
        // Six hours into the day by the wall clock no start is still to come.
        const six = Number(new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(instant)) >= 6
        if (six) assert.equal(shifted, plain)
      },
    ),
    { numRuns: 500 },
  )
})

test('a night owl’s hours after midnight belong to the day before, also on nights when the clock is changed', () => {
  // Berlin, 29 March 2026: 02:00 is followed by 03:00; 25 October 2026: 03:00 is followed by 02:00.
  assert.equal(localDay(new Date('2026-03-29T00:59:00Z'), 'Europe/Berlin', 3), '2026-03-28')
  assert.equal(localDay(new Date('2026-03-29T01:00:00Z'), 'Europe/Berlin', 3), '2026-03-29')
  assert.equal(localDay(new Date('2026-10-25T00:59:00Z'), 'Europe/Berlin', 3), '2026-10-24')
  assert.equal(localDay(new Date('2026-10-25T01:59:00Z'), 'Europe/Berlin', 3), '2026-10-24')
  assert.equal(localDay(new Date('2026-10-25T02:00:00Z'), 'Europe/Berlin', 3), '2026-10-25')
  assert.equal(localDay(new Date('2026-01-01T02:00:00Z'), 'UTC', 3), '2025-12-31')
})

test('a later start of the day, chosen after midnight, keeps what today has already earned', () => {
  const night = new Date('2026-11-21T01:30:00Z')
  const days = ['2026-11-19', '2026-11-20', localDay(night, 'UTC', 0)]
  assert.deepEqual(streak(days, localDay(night, 'UTC', 4)), { current: 3, longest: 3, freezesLeft: 2, activeToday: true })
})
