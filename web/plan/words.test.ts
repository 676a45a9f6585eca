import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayWords, minuteWords, shortDay, today, topicWord } from './words.ts'

test('days, minutes and topics are said as people say them', () => {
  assert.equal(dayWords('2026-03-29'), 'Sunday, March 29')
  assert.equal(shortDay('2026-12-31'), 'Thu, Dec 31')
  assert.deepEqual([minuteWords(45), minuteWords(60), minuteWords(95)], ['45 min', '1 h', '1 h 35 min'])
  assert.deepEqual([topicWord('dp-1d'), topicWord('new')], ['Dynamic programming', 'new'])
  assert.equal(today(new Date(2026, 0, 5, 23, 59)), '2026-01-05')
})
