/** Models of one's own: a script with the digest of the weights that wrote it, the next model when the line is full or the weights cannot be loaded, comments that a model finds unsafe. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeRedis } from '@quint/cache/testing.ts'
import { startFakeAnthropic, startFakeOpenai } from '@quint/llm/testing.ts'
import { startFakeOllama } from '@quint/llm/testing-ollama.ts'
import { findEntry, storyboardOf } from './author/offline.ts'
import { house, madeVideo } from './testing.ts'
import { quickPress } from './testing-press.ts'

const entry = findEntry('Tries')
const script = JSON.stringify(entry === undefined ? {} : storyboardOf(entry))
const topic = 'Skip lists in databases of birds'
const settings = (url: string, more: Readonly<Record<string, string>> = {}) => ({
  CONTENT_COMPATIBLE_BASE_URL: url,
  CONTENT_COMPATIBLE_MODEL: 'own',
  ...more,
})
const digestOf = `select model_digest as digest, author from content.videos`

test("a script is stored with its author and the digest of its server's weights, which were loaded for it", async () => {
  await using model = await startFakeOpenai(() => ({ kind: 'stream', chunks: [script] }))
  await using ollama = await startFakeOllama({ 'own:latest': 5 })
  await using place = await house({ press: quickPress(), environment: settings(model.url, { CONTENT_OLLAMA_URL: ollama.url }) })
  const { options, userId } = await place.learner()
  const video = await madeVideo(place, options, topic)
  assert.equal(video.author, 'compatible own')
  assert.deepEqual(ollama.loaded, ['own:latest'])
  const rows = await place.db.database.asLearner(userId, (tx) => tx.query<{ digest: string }>(digestOf))
  assert.deepEqual(rows, [{ digest: 'digest of own:latest', author: 'compatible own' }])
})

test('weights that cannot be loaded, or a line that is full, mean the next model', async () => {
  await using own = await startFakeOpenai(() => ({ kind: 'stream', chunks: [script] }))
  await using other = await startFakeAnthropic(() => ({ kind: 'stream', chunks: [script] }))
  await using ollama = await startFakeOllama({})
  const environment = settings(own.url, { CONTENT_OLLAMA_URL: ollama.url, ANTHROPIC_API_KEY: 'word', ANTHROPIC_BASE_URL: other.url })
  await using place = await house({ press: quickPress(), environment })
  const video = await madeVideo(place, (await place.learner()).options, topic)
  assert.match(video.author, /^anthropic /)
  assert.equal(own.requests.length, 0)
})

test('a comment that the judging model finds unsafe is held, and one is seen at once when that model is away', async () => {
  let answer = 'unsafe\nS10'
  await using judge = await startFakeOpenai(({ body }) =>
    answer === '' ? { kind: 'error', status: 500, type: 'api_error' } : { kind: 'stream', chunks: [body.model === 'guard' ? answer : script] },
  )
  const environment = settings(judge.url, { CONTENT_GUARD_MODEL: 'guard' })
  await using place = await house({ press: quickPress(), environment })
  const { options } = await place.learner()
  answer = 'safe'
  const { id: videoId } = await madeVideo(place, options, topic)
  const say = async (body: string) => (await place.call.addComment({ videoId, body }, options)).comment?.status
  assert.equal(await say('The part about halving helped me.'), 'visible')
  answer = 'unsafe\nS10'
  assert.equal(await say('People of that country should not write code.'), 'review')
  answer = 'unsafe\nS14'
  assert.equal(await say('rm -rf / is what I would not run.'), 'visible')
  answer = ''
  assert.equal(await say('Without a judge the rules are enough.'), 'visible')
  assert.equal(await say('See https://example.org'), 'review')
})

test('with one Redis a learner has one budget for scripts, whichever instance makes their video', async () => {
  await using model = await startFakeOpenai(() => ({ kind: 'stream', chunks: [script] }))
  await using redis = await fakeRedis()
  // Enough for one script.
  const environment = settings(model.url, { CONTENT_TOKENS_PER_DAY: '6000', REDIS_URL: redis.url })
  await using here = await house({ press: quickPress(), environment })
  await using there = await house({ press: quickPress(), environment })
  const first = await here.learner()
  const again = await there.learner(first.userId)
  const authors = [(await madeVideo(here, first.options, 'Tries')).author, (await madeVideo(there, again.options, 'Tries')).author]
  assert.match(authors[0] ?? '', /^compatible /)
  assert.doesNotMatch(authors[1] ?? '', /^compatible /)
  assert.equal(model.requests.length, 1)
})
