/** The budget that replicas count together, over one tally as Redis gives it to all of them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryTally, type Tally, type TallyOptions } from '@quint/cache/tally.ts'
import fc from 'fast-check'
import type { Budget } from './budget.ts'
import { commonBudget } from './common-budget.ts'

/** Replicas that share their tallies by name, as they do in Redis. */
function replicas(limits: { readonly requestsPerMinute?: number; readonly tokensPerDay?: number } = {}): () => Budget {
  const tallies = new Map<string, Tally>()
  const open = (options: TallyOptions): Tally => {
    const tally = tallies.get(options.name) ?? memoryTally(options)
    tallies.set(options.name, tally)
    return tally
  }
  return () => commonBudget({ requestsPerMinute: 1000, tokensPerDay: 1_000_000, ...limits }, open)
}

test('two replicas grant one budget, not one each', async () => {
  const replica = replicas({ requestsPerMinute: 3 })
  const [here, there] = [replica(), replica()]
  const taken = [await here.take('ada', 1), await there.take('ada', 1), await here.take('ada', 1), await there.take('ada', 1)]
  assert.deepEqual(
    taken.map(({ ok }) => ok),
    [true, true, true, false],
  )
  assert.equal((await there.take('bob', 1)).ok, true)
})

test('tokens that were reserved and not used are there for the other replica', async () => {
  const replica = replicas({ tokensPerDay: 1000 })
  const [here, there] = [replica(), replica()]
  const taken = await here.take('ada', 900)
  assert.partialDeepStrictEqual(await there.take('ada', 900), { ok: false, limit: 'tokens' })
  assert.ok(taken.ok)
  await taken.settle(50)
  await taken.settle(0)
  assert.equal((await there.take('ada', 950)).ok, true)
  assert.equal((await here.take('ada', 1)).ok, false)
})

test('a refusal tells when to come back, and takes no tokens', async () => {
  const replica = replicas({ requestsPerMinute: 1, tokensPerDay: 1000 })
  const budget = replica()
  assert.equal((await budget.take('ada', 10)).ok, true)
  for (let again = 0; again < 5; again += 1) {
    const refused = await budget.take('ada', 500)
    assert.ok(!refused.ok && refused.limit === 'requests' && refused.retryAfterSeconds > 0 && refused.retryAfterSeconds <= 60)
  }
  const other = await budget.take('ada', 991)
  assert.ok(!other.ok && other.limit === 'tokens')
})

test('however requests fall in parallel, no more tokens are granted than there are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 20 }), async (asked) => {
      const replica = replicas({ tokensPerDay: 1000 })
      const budgets = [replica(), replica(), replica()]
      const taken = await Promise.all(asked.map((tokens, at) => budgets[at % 3]?.take('ada', tokens)))
      const granted = asked.filter((_tokens, at) => taken[at]?.ok).reduce((sum, tokens) => sum + tokens, 0)
      assert.ok(granted <= 1000)
    }),
  )
})
