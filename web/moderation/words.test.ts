import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heldWords, removedWords } from './words.ts'

test('what a moderator took down says why, and whether there is another look', () => {
  assert.equal(removedWords('it', { reason: 'It sells something.' }), 'A moderator has taken it down. The reason: It sells something.')
  assert.match(removedWords('it', { reason: null, appealed: true }), /looked at twice/)
})

test('what waits says why, and after an appeal not what a moderator had found', () => {
  assert.equal(heldWords({ reason: 'Links are looked at.' }), 'Only you see it until a moderator has looked. Links are looked at.')
  assert.equal(heldWords({ reason: null }), 'Only you see it until a moderator has looked.')
  assert.match(heldWords({ reason: 'It sells something.', appealed: true }), /^You have asked for another look\. Only you see it [^.]+\.$/)
})
