import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joined, minutesOf, reminderChoices } from './reminder-choices.ts'

test('an event keeps the reminders that it has, whatever they are', () => {
  assert.equal(reminderChoices([10]).length, 5)
  const own = [15, 180, 2880]
  const last = reminderChoices(own).at(-1)
  assert.deepEqual(last, { value: '15,180,2880', words: '15 minutes before, 3 hours before, and 2 days before' })
  assert.deepEqual(minutesOf(joined(own)), own)
  assert.deepEqual(minutesOf(joined([])), [])
})

test('the usual moments have their words', () => {
  assert.deepEqual(
    reminderChoices([]).map(({ words }) => words),
    ['no reminder', 'when it begins', '10 minutes before', 'an hour before', 'a day before'],
  )
})
