import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coachChoices } from './coach-choices.ts'

const offline = { source: 'offline', model: '' }
const anthropic = { source: 'anthropic', model: 'haiku' }
const local = { source: 'compatible', model: 'llama' }

test('without a model there is the usual coach, which says who it is, and the same coach for good', () => {
  const choices = coachChoices({ ...offline, coaches: [offline] }, 'default')
  assert.deepEqual(
    choices.map(({ value }) => value),
    ['default', 'offline'],
  )
  assert.match(choices[0]?.words ?? '', /own coach/)
})

test('each model can be chosen, and the usual coach names them in their order', () => {
  const choices = coachChoices({ ...anthropic, coaches: [anthropic, local, offline] }, 'offline')
  assert.deepEqual(
    choices.map(({ value }) => value),
    ['default', 'anthropic', 'compatible', 'offline'],
  )
  assert.match(choices[0]?.words ?? '', /Anthropic \(haiku\), then a model of this place \(llama\)/)
  assert.match(choices[2]?.words ?? '', /^llama\. .*no other model/)
})

test('what was chosen and is no more stays to be seen, and says so', () => {
  const choices = coachChoices({ ...offline, coaches: [offline] }, 'openai')
  assert.deepEqual([choices.at(-1)?.value, choices.at(-1)?.name], ['openai', 'OpenAI'])
  assert.match(choices.at(-1)?.words ?? '', /Not here any more/)
})
