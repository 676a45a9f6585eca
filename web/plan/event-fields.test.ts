import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeOf, fieldsOf, wholeOf } from './event-fields.ts'

const dates = { startDate: '2026-11-18T16:00:30.000Z', endDate: '2026-11-18T17:00:30.000Z' }
const event = { id: 'one', title: 'Mock', description: '', type: 'study', ...dates, rrule: null, remindMinutesBefore: [10, 60], completed: [] }
const before = fieldsOf(event)

test('what stayed as it was is not sent, so that it takes back nothing that came meanwhile', () => {
  assert.equal(changeOf(before, before), undefined)
  assert.deepEqual(changeOf(before, { ...before, title: ' Mock with Grace ' }), { title: 'Mock with Grace' })
  assert.deepEqual(changeOf(before, { ...before, remind: '' }), { remindMinutesBefore: [] })
})

test('a beginning is sent with its end', () => {
  const later = fieldsOf({ ...event, startDate: '2026-11-18T16:15:00.000Z' })
  assert.deepEqual(changeOf(before, later), { startDate: '2026-11-18T16:15:00.000Z', endDate: '2026-11-18T17:00:00.000Z' })
})

test('a new event is sent whole', () => {
  assert.deepEqual(Object.keys(wholeOf(before)).sort(), ['endDate', 'remindMinutesBefore', 'rrule', 'startDate', 'title', 'type'])
})
