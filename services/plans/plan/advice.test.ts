/** A model's advice: weights and reasons for known problems only; whatever else it says, or however it fails, there is a plan. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startFakeOpenai } from '@quint/llm/testing.ts'
import { curated } from '../catalogue/catalogue.ts'
import { house, planned } from '../testing.ts'
import { readAdvice } from './advice.ts'

const shown = curated.slice(0, 40)
const ids = new Set(curated.map(({ id }) => id))

test('only what was shown is taken from an answer, and only plain reasons', () => {
  const [one, two] = shown
  const text = `Here you are:\n${JSON.stringify({
    topics: { arrays: 2, alchemy: 3, hashing: 'high' },
    problems: [],
  })}`
  assert.throws(() => readAdvice(text, shown))
  const advice = readAdvice(
    JSON.stringify({
      topics: { arrays: 2, alchemy: 3 },
      problems: [
        { id: one?.id, weight: 2, reason: 'You asked for it.' },
        { id: two?.id, weight: 1, reason: '<script>alert(1)</script>' },
        { id: 'invented-problem', weight: 3, reason: 'No such thing.' },
      ],
    }),
    shown,
  )
  assert.deepEqual(advice, {
    topics: { arrays: 2 },
    problems: { [one?.id ?? '']: 2, [two?.id ?? '']: 1 },
    reasons: { [one?.id ?? '']: 'You asked for it.' },
  })
  for (const nonsense of ['', 'no', '{', '[]', '{"problems": 7}', 'null']) assert.throws(() => readAdvice(nonsense, shown), nonsense)
})

async function planOf(reply: Parameters<typeof startFakeOpenai>[0]) {
  await using model = await startFakeOpenai(reply)
  await using place = await house({ PLANS_COMPATIBLE_BASE_URL: model.url, PLANS_COMPATIBLE_MODEL: 'test' })
  const { options } = await place.learner()
  const plan = await planned(place, options)
  return { plan, problems: plan.weeks.flatMap(({ days }) => days.flatMap(({ problems }) => problems)), asked: model.requests.length }
}

test('good advice decides reasons, and the plan names who gave it', async () => {
  const advice = { topics: {}, problems: [{ id: 'binary-search', weight: 3, reason: 'Everything else builds on it.' }] }
  const { plan, problems, asked } = await planOf([{ kind: 'stream', chunks: [JSON.stringify(advice)] }])
  assert.deepEqual([plan.source, asked], ['compatible', 1])
  assert.equal(problems.find(({ problemId }) => problemId === 'binary-search')?.reason, 'Everything else builds on it.')
})

test('whatever a model does, there is a plan of known problems by the solver', async () => {
  const invented = JSON.stringify({ topics: { nothing: 9 }, problems: [{ id: 'invented', weight: 3, reason: 'x' }] })
  const absurd = JSON.stringify({
    topics: Object.fromEntries(shown.map(({ topic }) => [topic, 1e308])),
    problems: shown.map(({ id }) => ({ id, weight: -1e308 })),
  })
  const replies: Parameters<typeof startFakeOpenai>[0][] = [
    [{ kind: 'stream', chunks: ['I am sorry, I cannot do that.'] }],
    [{ kind: 'stream', chunks: [invented] }],
    [{ kind: 'stream', chunks: [absurd] }],
    [{ kind: 'stream', chunks: ['{"problems": [{"id'], finish: 'close' }],
    [{ kind: 'error', status: 401, type: 'invalid_api_key' }],
    [{ kind: 'reset' }],
  ]
  for (const reply of replies) {
    const { plan, problems } = await planOf(reply)
    assert.ok(problems.length > 20 && problems.every(({ problemId }) => ids.has(problemId) || problemId === 'pair-to-target'), JSON.stringify(reply))
    assert.ok(plan.weeks.every(({ days }) => days.every(({ minutes }) => minutes <= plan.dayMinutes * 1.1)))
  }
})
