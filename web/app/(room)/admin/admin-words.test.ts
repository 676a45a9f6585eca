/** How the administrators' pages tell of deeds and times. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withQuery } from './admin-api.ts'
import { deedWords, erasureWords, isAccount, isVideo, momentWords, particulars, reasonOf } from './admin-words.ts'

test('a deed without words is said as it is recorded', () => {
  assert.equal(deedWords('user.suspend'), 'Suspended an account')
  assert.equal(deedWords('video.hide'), 'video.hide')
})

test('the reason stands apart from what else was recorded', () => {
  const detail = { before: 'learner', after: 'learner admin', reason: 'new colleague', empty: '' }
  assert.equal(reasonOf({ detail }), 'new colleague')
  assert.equal(particulars({ detail }), 'before: learner, after: learner admin')
  assert.equal(reasonOf({ detail: {} }), '')
})

test('only deeds on accounts lead to an account', () => {
  assert.deepEqual([isAccount({ action: 'user.roles' }), isAccount({ action: 'dead_letter.replay' })], [true, false])
})

test('a decision about a video leads to the video, one about a comment nowhere', () => {
  const of = (kind: string) => isVideo({ action: 'moderation.remove', detail: { kind, reason: 'It sells something.' } })
  assert.deepEqual([of('video'), of('comment'), isVideo({ action: 'user.roles', detail: { kind: 'video' } })], [true, false, false])
  assert.equal(deedWords('moderation.remove'), 'Took a text or a video down')
})

test('an erasure says how long it took, or that it goes on', () => {
  const askedAt = '2026-01-01T00:00:00.000000Z'
  assert.equal(erasureWords({ askedAt, doneAt: null }), 'not done yet')
  assert.equal(erasureWords({ askedAt, doneAt: '2026-01-01T00:00:01.200000Z' }), 'done after 1 second')
  assert.equal(erasureWords({ askedAt, doneAt: '2026-01-01T00:00:00.100000Z' }), 'done after 0 seconds')
})

test('what never happened is said so', () => {
  assert.equal(momentWords(null), 'never')
})

test('an address holds only what is given, escaped', () => {
  assert.equal(withQuery('/x', { q: '', role: undefined }), '/x')
  assert.equal(withQuery('/x', { q: 'a&b', role: 'admin' }), '/x?q=a%26b&role=admin')
})
