import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clock, endWords, errorWords, isOutOfFeed, leftWords, moderationWords, ownWords, progressWords, tagsOf, toldFromMs } from './words.ts'

test('a time is minutes and seconds', () => {
  assert.deepEqual([clock(0), clock(61_999), clock(600_000)], ['0:00', '1:01', '10:00'])
})

test('a video that waits says how many come before it, and one that is made says its stage', () => {
  const progress = { stage: 'render', percent: 40, ahead: 0, etaSeconds: 20 }
  assert.equal(progressWords({ status: 'waiting', progress: { ...progress, ahead: 2 } }), '2 before it')
  assert.equal(progressWords({ status: 'running', progress }), 'Drawing and speaking')
  assert.equal(progressWords({ status: 'failed', progress: null }), 'could not be made')
})

test('what is left is told in tens of seconds, and then in minutes', () => {
  assert.deepEqual([0, 5, 6, 11, 60].map(leftWords), [
    'a few seconds left',
    'a few seconds left',
    'about 10 seconds left',
    'about 20 seconds left',
    'about 60 seconds left',
  ])
  assert.deepEqual([leftWords(61), leftWords(150)], ['about 2 minutes left', 'about 3 minutes left'])
})

test('a video that a moderator took down says why, and whether there is another look', () => {
  assert.match(moderationWords({ own: true, moderation: 'removed', reasons: [], reason: 'A name.' }), /taken this video down\. The reason: A name\./)
  assert.match(moderationWords({ own: true, moderation: 'review', reasons: ['A link.'], appealed: true }), /asked for another look/)
  assert.match(moderationWords({ own: true, moderation: 'review', reasons: ['A link.'] }), /Only you see this video .* A link\.$/)
  assert.match(moderationWords({ own: false, moderation: 'review', reasons: [] }), /waits for a decision of yours/)
})

test('a video that could not be made says why, and one that others do not see what it waits for', () => {
  assert.equal(errorWords('deadline'), 'It took too long.')
  for (const code of [null, '', 'internal', 'toString']) assert.match(errorWords(code), /not with what you asked for/)
  assert.match(endWords({ status: 'failed', error: 'deadline' }), /could not be made\. It took too long\. Trying again/)
  assert.match(endWords({ status: 'refused', error: 'forbidden' }), /may not stand\. .* rules/)
  assert.equal(endWords({ status: 'cancelled', error: null }), 'This video was stopped.')
  assert.equal(ownWords({ status: 'ready', moderation: 'review', progress: null }), 'waits for a moderator')
  assert.equal(ownWords({ status: 'ready', moderation: 'removed', progress: null }), 'taken down')
  assert.equal(ownWords({ status: 'failed', moderation: 'clear', progress: null }), 'could not be made')
})

test('tags are parted by commas, and what is empty is none', () => {
  assert.deepEqual(tagsOf(' arrays, two pointers,, '), ['arrays', 'two pointers'])
  assert.deepEqual(tagsOf(''), [])
})

test('what a question is about begins with its scene', () => {
  const cues = [
    { scene: 0, fromMs: 400, toMs: 3000 },
    { scene: 1, fromMs: 3500, toMs: 5000 },
    { scene: 1, fromMs: 5400, toMs: 7000 },
    { scene: 2, fromMs: 7500, toMs: 9000 },
  ]
  assert.deepEqual([toldFromMs(cues, 3000), toldFromMs(cues, 7000), toldFromMs(cues, 0), toldFromMs([], 100)], [400, 3500, 0, 0])
})

test('of one’s own videos those are listed that the feed does not have, but none that was stopped', () => {
  const listed = [
    { status: 'waiting', moderation: 'clear' },
    { status: 'failed', moderation: 'clear' },
    { status: 'ready', moderation: 'review' },
    { status: 'ready', moderation: 'removed' },
  ] as const
  for (const video of listed) assert.ok(isOutOfFeed(video), JSON.stringify(video))
  assert.ok(!isOutOfFeed({ status: 'ready', moderation: 'clear' }))
  assert.ok(!isOutOfFeed({ status: 'cancelled', moderation: 'review' }))
})
