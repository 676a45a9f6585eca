/** Repeating work: again at once while there is more, again after a failure, and never after its end. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { createLog, silentLog } from './log.ts'
import { startRepeating } from './repeating.ts'

test('work that says there is more runs again without the pause', async () => {
  let runs = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  await using _work = startRepeating({
    name: 'test',
    everyMs: 3_600_000,
    async work() {
      runs += 1
      if (runs < 5) return 'more'
      resolve()
      return 'done'
    },
    log: silentLog,
  })
  await promise
  assert.equal(runs, 5)
})

test('a run that fails is logged by its name, and the next one comes all the same', async () => {
  const lines: string[] = []
  let runs = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  await using _work = startRepeating({
    name: 'test',
    everyMs: 1,
    async work() {
      runs += 1
      if (runs === 1) throw new Error('the database is away')
      resolve()
      return 'done'
    },
    log: createLog('test', 'info', (line) => lines.push(line)),
  })
  await promise
  assert.deepEqual(
    lines.map((line) => JSON.parse(line) as { name: string; level: string }).map(({ name, level }) => [name, level]),
    [['test', 'error']],
  )
})

test('disposal tells the run in hand, waits for its end, and no run follows', async () => {
  let runs = 0
  let ended = false
  const begun = Promise.withResolvers<void>()
  const work = startRepeating({
    name: 'test',
    everyMs: 1,
    async work(signal) {
      runs += 1
      begun.resolve()
      await once(signal, 'abort')
      ended = true
      return 'more'
    },
    log: silentLog,
  })
  await begun.promise
  await work[Symbol.asyncDispose]()
  assert.deepEqual([runs, ended], [1, true])
})
