/** Streaks and calendar days: laws over any set of days and any time zone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { localDay } from './local-day.ts'
import { streak } from './streak.ts'

const dayMs = 86_400_000
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
  assert.deepEqual(streak([iso(today - 4), iso(today)], iso(today)), { current: 1, longest: 1, freezesLeft: 2, activeToday: true })
})

test('seven active days earn a freeze back', () => {
  const days = [iso(today - 9), ...Array.from({ length: 8 }, (_, n) => iso(today - n))]
  assert.equal(streak(days, iso(today)).freezesLeft, 2)
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

test('a traveller who flew back over the date line keeps the streak', () => {
  assert.equal(streak([iso(today - 1), iso(today), iso(today + 1)], iso(today)).current, 2)
})
