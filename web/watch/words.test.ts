import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clock, leftWords, moderationWords, progressWords, removedWords } from './words.ts'

test('a time is minutes and seconds', () => {
  assert.deepEqual([clock(0), clock(61_999), clock(600_000)], ['0:00', '1:01', '10:00'])
})

test('a video that waits says how many come before it, and one that is made says its stage', () => {
  const progress = { stage: 'render', percent: 40, ahead: 0, etaSeconds: 20 }
  assert.equal(progressWords({ status: 'waiting', progress: { ...progress, ahead: 2 } }), '2 before it')
  assert.equal(progressWords({ status: 'running', progress }), 'Drawing and speaking')
  assert.equal(progressWords({ status: 'failed', progress: null }), 'could not be made')
})

test('what is left is told in minutes', () => {
  assert.deepEqual([leftWords(59), leftWords(61)], ['less than a minute left', 'about 2 minutes left'])
})

test('what a moderator took down says why, and whether there is another look', () => {
  assert.equal(removedWords('it', { reason: 'It sells something.' }), 'A moderator has taken it down. The reason: It sells something.')
  assert.match(removedWords('it', { reason: null, appealed: true }), /looked at twice/)
  assert.match(moderationWords({ own: true, moderation: 'removed', reason: 'A name.' }), /taken this video down\. The reason: A name\./)
  assert.match(moderationWords({ own: true, moderation: 'review', appealed: true }), /asked for another look/)
  assert.match(moderationWords({ own: false, moderation: 'review' }), /waits for a decision of yours/)
})
