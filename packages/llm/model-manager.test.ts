import assert from 'node:assert/strict'
import { test } from 'node:test'
import { silentLog } from '@quint/runtime/log.ts'
import { openModelManager } from './model-manager.ts'
import { startFakeOllama } from './testing-ollama.ts'

const never = new AbortController().signal
const models = { 'small:latest': 2, 'other:7b': 3, 'large:latest': 6, 'huge:latest': 20 }

async function place(budgetBytes: number) {
  const server = await startFakeOllama(models)
  const manager = openModelManager({ baseUrl: `${server.url}/`, budgetBytes, log: silentLog, deadlineMs: 300, loadDeadlineMs: 300 })
  return { server, manager, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

test('a model is loaded once, and told by the digest of its weights', async () => {
  await using at = await place(0)
  await Promise.all([at.manager.ready('small', never), at.manager.ready('small', never)])
  assert.deepEqual(at.server.done, ['load small:latest'])
  assert.equal(await at.manager.digestOf('small', never), 'digest of small:latest')
  assert.equal(await at.manager.digestOf('nobody', never), '')
})

test('models leave for one that has no room beside them, the one that would leave soonest first, and no more than must', async () => {
  await using at = await place(8)
  for (const model of ['small', 'other:7b', 'large']) await at.manager.ready(model, never)
  assert.deepEqual(at.server.done, ['load small:latest', 'load other:7b', 'unload small:latest', 'unload other:7b', 'load large:latest'])
  await at.manager.ready('small', never)
  assert.deepEqual(at.server.loaded, ['large:latest', 'small:latest'])
  await at.manager.unload('large', never)
  assert.deepEqual(at.server.loaded, ['small:latest'])
})

test('a model that is not there, or larger than the budget, is refused and nothing leaves for it', async () => {
  await using at = await place(8)
  await at.manager.ready('small', never)
  await assert.rejects(at.manager.ready('nobody', never), /no such model/)
  await assert.rejects(at.manager.ready('huge', never), /larger than the budget/)
  assert.deepEqual(at.server.loaded, ['small:latest'])
})

test('a server that fails, hangs or writes nonsense fails in time, and the next asking is a new one', async () => {
  await using at = await place(8)
  for (const how of [500, 'hang', 'garbage'] as const) {
    at.server.fail(how)
    await assert.rejects(at.manager.ready('small', never))
    await assert.rejects(at.manager.digestOf('small', never))
  }
  at.server.fail(undefined)
  await at.manager.ready('small', never)
  assert.deepEqual(at.server.loaded, ['small:latest'])
})
