/** What a learner may ask of models, counted for all replicas of plans together. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeRedis } from '@quint/cache/testing.ts'
import { startFakeOpenai } from '@quint/llm/testing.ts'
import { house, planned } from './testing.ts'

const advice = JSON.stringify({ topics: {}, problems: [{ id: 'binary-search', weight: 3, reason: 'Everything else builds on it.' }] })

/** Who advised the same learner at one instance, then at another. */
async function sourcesAt(redisUrl: string, tokensPerDay: number): Promise<string[]> {
  await using model = await startFakeOpenai(() => ({ kind: 'stream', chunks: [advice] }))
  const environment = {
    PLANS_COMPATIBLE_BASE_URL: model.url,
    PLANS_COMPATIBLE_MODEL: 'test',
    PLANS_TOKENS_PER_DAY: String(tokensPerDay),
    REDIS_URL: redisUrl,
  }
  await using here = await house(environment)
  await using there = await house(environment)
  const first = await here.learner()
  const again = await there.learner(first.userId)
  return [(await planned(here, first.options)).source, (await planned(there, again.options)).source]
}

test('with one Redis a learner has one budget for advice, whichever instance they reach; without it each grants the whole', async () => {
  await using redis = await fakeRedis()
  // One question is reserved, and what it used stays taken.
  assert.deepEqual(await sourcesAt(redis.url, 6000), ['compatible', 'solver'])
  assert.deepEqual(await sourcesAt('', 6000), ['compatible', 'compatible'])
})

test('a question costs what it used, and not what was set aside for it', async () => {
  await using redis = await fakeRedis()
  assert.deepEqual(await sourcesAt(redis.url, 7000), ['compatible', 'compatible'])
})
