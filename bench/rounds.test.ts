import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare, type Side } from './rounds.ts'

/** Costs so many milliseconds of CPU for ten tokens, round by round. */
function side(name: string, costs: readonly number[], log: string[]): Side {
  let spent = 0
  let round = 0
  return {
    cpuMs: async () => spent,
    async run() {
      log.push(name)
      spent += costs[round] ?? 0
      round += 1
      return 10
    },
  }
}

test('the ratio is the median of those of the rounds, and the first round does not count', async () => {
  const compared = await compare(side('ours', [900, 6, 8, 60], []), side('raw', [1, 2, 8, 4], []), 3)
  assert.deepEqual(compared, { ours: 800, raw: 400, ratio: 3, lowest: 1, highest: 15 })
})

test('the sides take turns in being first', async () => {
  const log: string[] = []
  await compare(side('ours', [1, 1, 1, 1], log), side('raw', [1, 1, 1, 1], log), 3)
  assert.deepEqual(log, ['ours', 'raw', 'raw', 'ours', 'ours', 'raw', 'raw', 'ours'])
})

test('what a run leaves behind counts', async () => {
  let spent = 0
  const late: Side = {
    cpuMs: async () => spent,
    run: async () => 1,
    settle: async () => {
      spent += 8
    },
  }
  const compared = await compare(late, side('raw', [20, 20], []), 1)
  assert.equal(compared.ours, 8000)
  assert.equal(compared.ratio, 4)
})
