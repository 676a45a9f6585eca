import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysOf, endingOn, isOn, localInput, movedTo, resized, shifted, stepped, weekStart } from './calendar.ts'

const at = (year: number, month: number, day: number, time = '00:00') =>
  new Date(year, month - 1, day, Number(time.slice(0, 2)), Number(time.slice(3)))
const span = { startDate: at(2026, 3, 27, '17:30').toISOString(), endDate: at(2026, 3, 27, '18:30').toISOString() }

test('a month is shown in whole weeks from Monday, a week from Monday, an agenda from today', () => {
  const month = daysOf('month', at(2026, 3, 15))
  assert.deepEqual([month.length, month[0], month[0]?.getDay()], [42, at(2026, 2, 23), 1])
  assert.deepEqual([daysOf('week', at(2026, 3, 15))[0], weekStart(at(2026, 3, 16))], [at(2026, 3, 9), at(2026, 3, 16)])
  assert.equal(daysOf('agenda', at(2026, 3, 15, '12:00'))[0]?.getTime(), at(2026, 3, 15).getTime())
})

test('each view is left for the one after it', () => {
  assert.equal(stepped('month', at(2026, 1, 31), 1).getMonth(), 1)
  assert.equal(stepped('week', at(2026, 3, 27), 1).getTime(), at(2026, 4, 3).getTime())
})

test('what is dragged keeps its hour and its length, also over a change of the clock', () => {
  const moved = movedTo(span, at(2026, 3, 30))
  assert.deepEqual([new Date(moved.startDate).getHours(), Date.parse(moved.endDate) - Date.parse(moved.startDate)], [17, 3_600_000])
  assert.equal(Date.parse(resized(span, 30).endDate) - Date.parse(span.endDate), 1_800_000)
  assert.equal(Date.parse(resized(span, -600).endDate) - Date.parse(span.startDate), 900_000)
  assert.equal(Date.parse(shifted(span, -15).startDate) - Date.parse(span.startDate), -900_000)
})

test('what ends on another day keeps the hour of its end, also over a change of the clock, and never ends before it begins', () => {
  assert.equal(endingOn(span, at(2026, 3, 30)).endDate, at(2026, 3, 30, '18:30').toISOString())
  assert.equal(endingOn(span, at(2026, 3, 20)).endDate, at(2026, 3, 27, '17:45').toISOString())
  const whole = { startDate: at(2026, 3, 1).toISOString(), endDate: at(2026, 3, 2).toISOString() }
  assert.equal(endingOn(whole, at(2026, 3, 3)).endDate, at(2026, 3, 4).toISOString())
})

test('an event is on each day that it touches', () => {
  const night = { startDate: at(2026, 3, 1, '23:00').toISOString(), endDate: at(2026, 3, 2, '01:00').toISOString() }
  assert.deepEqual([isOn(night, at(2026, 3, 1)), isOn(night, at(2026, 3, 2)), isOn(night, at(2026, 3, 3))], [true, true, false])
  const moment = { startDate: at(2026, 3, 1).toISOString(), endDate: at(2026, 3, 1).toISOString() }
  assert.deepEqual([isOn(moment, at(2026, 2, 28)), isOn(moment, at(2026, 3, 1))], [false, true])
  assert.equal(localInput(at(2026, 3, 1, '09:05').toISOString()), '2026-03-01T09:05')
})
