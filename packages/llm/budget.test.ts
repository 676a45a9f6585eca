/** Requests a minute, tokens a day, reservations. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Budget, memoryBudget, type Taken } from './budget.ts'

const midnight = Date.UTC(2026, 5, 1)

function rig(limits: { requestsPerMinute?: number; tokensPerDay?: number } = {}, startMs = midnight): { budget: Budget; move: (ms: number) => void } {
  let now = startMs
  return {
    budget: memoryBudget({ requestsPerMinute: 100, tokensPerDay: 1_000_000, ...limits }, () => now),
    move: (ms) => {
      now += ms
    },
  }
}

async function granted(taking: Promise<Taken>): Promise<Extract<Taken, { ok: true }>> {
  const taken = await taking
  assert.ok(taken.ok)
  return taken
}

test('a request above the limit of the minute is told when the oldest leaves the window', async () => {
  const { budget, move } = rig({ requestsPerMinute: 2 })
  await granted(budget.take('ada', 1))
  move(10_000)
  await granted(budget.take('ada', 1))
  move(5_500)
  assert.deepEqual(await budget.take('ada', 1), { ok: false, limit: 'requests', retryAfterSeconds: 45 })
  move(44_500)
  await granted(budget.take('ada', 1))
  assert.equal((await budget.take('ada', 1)).ok, false)
})

test('a refused request costs nothing', async () => {
  const { budget, move } = rig({ requestsPerMinute: 1 })
  await granted(budget.take('ada', 1))
  move(59_999)
  assert.equal((await budget.take('ada', 1)).ok, false)
  move(1)
  await granted(budget.take('ada', 1))
})

test('one person does not spend the budget of another', async () => {
  const { budget } = rig({ requestsPerMinute: 1, tokensPerDay: 10 })
  await granted(budget.take('ada', 10))
  assert.equal((await budget.take('ada', 10)).ok, false)
  await granted(budget.take('bob', 10))
})

test('tokens are reserved at once, so parallel requests cannot pass the limit together', async () => {
  const { budget } = rig({ tokensPerDay: 1000 })
  const taken = await Promise.all([budget.take('ada', 600), budget.take('ada', 600)])
  assert.deepEqual(
    taken.map(({ ok }) => ok),
    [true, false],
  )
})

test('settling returns what was not used, charges what was used beyond, and counts once', async () => {
  const { budget } = rig({ tokensPerDay: 1000 })
  const first = await granted(budget.take('ada', 1000))
  await first.settle(100)
  await first.settle(0)
  await granted(budget.take('ada', 900))
  assert.equal((await budget.take('ada', 1)).ok, false)
  const second = await granted(budget.take('bob', 10))
  await second.settle(990)
  assert.equal((await budget.take('bob', 11)).ok, false)
  await granted(budget.take('bob', 10))
})

test('spent tokens come back at midnight UTC, and the refusal says so', async () => {
  const { budget, move } = rig({ tokensPerDay: 10 }, midnight + 23 * 3_600_000)
  const late = await granted(budget.take('ada', 10))
  assert.deepEqual(await budget.take('ada', 1), { ok: false, limit: 'tokens', retryAfterSeconds: 3600 })
  move(3_600_000)
  await granted(budget.take('ada', 10))
  await late.settle(0)
  assert.equal((await budget.take('ada', 1)).ok, false, "yesterday's settlement gives nothing today")
})

test('a budget survives the sweep of idle accounts', async () => {
  const { budget, move } = rig({ tokensPerDay: 10 })
  const taken = await granted(budget.take('ada', 10))
  move(120_000)
  await granted(budget.take('bob', 1))
  assert.equal((await budget.take('ada', 1)).ok, false)
  await taken.settle(0)
  move(120_000)
  await granted(budget.take('bob', 1))
  await granted(budget.take('ada', 10))
})

test('no window of a minute holds more requests than the limit, whenever they come', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 }), async (limit, gaps) => {
      const { budget, move } = rig({ requestsPerMinute: limit })
      const times: number[] = []
      let now = 0
      for (const gap of gaps) {
        move(gap)
        now += gap
        const taken = await budget.take('ada', 1)
        if (taken.ok) times.push(now)
        else assert.ok(taken.retryAfterSeconds >= 1 && taken.retryAfterSeconds <= 60)
      }
      for (const time of times) assert.ok(times.filter((other) => other > time - 60_000 && other <= time).length <= limit)
    }),
  )
})

test('two uses count their requests apart and their tokens together', async () => {
  const budget = memoryBudget({ requestsPerMinute: 1, tokensPerDay: 100 }, () => midnight)
  const beside = budget.beside('interviews', 2)
  await granted(budget.take('ada', 30))
  assert.equal((await budget.take('ada', 1)).ok, false)
  const first = await granted(beside.take('ada', 60))
  assert.deepEqual(await beside.take('ada', 20), { ok: false, limit: 'tokens', retryAfterSeconds: 86_400 })
  await first.settle(10)
  await granted(beside.take('ada', 20))
  const refused = await beside.take('ada', 1)
  assert.deepEqual([refused.ok, !refused.ok && refused.limit], [false, 'requests'])
  await granted(budget.take('grace', 1))
})
