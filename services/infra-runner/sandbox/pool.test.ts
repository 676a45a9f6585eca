/** The pool of processes kept ready: used once, replaced, gone when nobody asks. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Box } from './box.ts'
import { openPool } from './pool.ts'

function fakeBoxes() {
  const started: (Box & { readonly end: () => void })[] = []
  const start = (): Box => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    let fit = true
    const kill = (): void => {
      fit = false
      end()
    }
    const never = (): never => {
      throw new Error('not part of this test')
    }
    const box = {
      pid: started.length + 1,
      ready: () => Promise.resolve(),
      isReady: () => fit,
      fit: () => fit,
      perform: never,
      renew: () => undefined,
      kill,
      ended,
      end: kill,
    }
    started.push(box)
    return box
  }
  return { started, start }
}

test('none is started before somebody asks, then others are kept ready', async () => {
  const { started, start } = fakeBoxes()
  await using pool = openPool({ start, warm: 2, idleMs: 60_000, renews: false })
  assert.equal(started.length, 0)
  const box = await pool.take()
  assert.deepEqual([box.pid, started.length], [1, 3])
  assert.notEqual((await pool.take()).pid, box.pid)
})

test('one that is given back is killed, or freshened where that is cheaper', async () => {
  for (const renews of [false, true]) {
    const { start } = fakeBoxes()
    await using pool = openPool({ start, warm: 0, idleMs: 60_000, renews })
    const box = await pool.take()
    pool.giveBack(box)
    assert.equal(box.fit(), renews)
  }
})

test('one that died while it waited is not given out', async () => {
  const { started, start } = fakeBoxes()
  await using pool = openPool({ start, warm: 1, idleMs: 60_000, renews: false })
  await pool.take()
  started[1]?.end()
  const next = await pool.take()
  assert.ok(next.fit())
})

test('all end with the pool, also those in use', async () => {
  const { started, start } = fakeBoxes()
  const pool = openPool({ start, warm: 2, idleMs: 60_000, renews: false })
  await pool.take()
  await pool[Symbol.asyncDispose]()
  assert.ok(started.length === 3 && started.every((box) => !box.fit()))
  await assert.rejects(pool.take())
})
