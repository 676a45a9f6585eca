import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coachName, missingWords, writtenBy } from './coach-names.ts'

test('every coach has a name, also one of a later version', () => {
  assert.deepEqual(['offline', 'anthropic', 'compatible', 'newer'].map(coachName), [
    'Quint’s own coach',
    'Anthropic',
    'A model of this place',
    'newer',
  ])
})

test('who wrote is said, and who did not because they are not there', () => {
  assert.deepEqual(['offline', 'openai', 'compatible', 'mixed'].map(writtenBy), [
    'from Quint’s own coach',
    'from OpenAI',
    'from a model of this place',
    'from a model and Quint’s own coach',
  ])
  assert.match(missingWords('openai'), /OpenAI .* does not have/)
})
