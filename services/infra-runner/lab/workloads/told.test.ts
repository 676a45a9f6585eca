import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statesTold } from './told.ts'

test('of too many states, those that are told come from all of the time, and the last of each node is among them', () => {
  const all = Array.from({ length: 10_000 }, (_, at) => ({ at, node: `n${at % 5}`, text: String(at) }))
  const told = statesTold([...all, { at: 10_000, node: 'n9', text: 'late' }], 1_000)
  assert.ok(told.length <= 1_000 && told.length > 900, `${told.length}`)
  assert.deepEqual(
    told.slice(-6).map(({ node }) => node),
    ['n0', 'n1', 'n2', 'n3', 'n4', 'n9'],
  )
  const middle = told.filter(({ atMs }) => atMs > 4_000 && atMs < 6_000).length
  assert.ok(Math.abs(middle - 200) < 20, `${middle}`)
  assert.equal(statesTold(all, 20_000).length, 10_000)
})
