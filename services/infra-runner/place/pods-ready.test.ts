/** Pods by what is said of them, also where a part of it was missed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ApiObject, type ApiServer, type Change, Refused } from './api-server.ts'
import { podsReady } from './pods-ready.ts'

const pod = (name: string, ready = false): ApiObject => ({
  metadata: { name, resourceVersion: '2' },
  status: { podIP: '10.0.0.1', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
})
const gone = new Refused(410, 'Expired', 'too old resource version')

interface Script {
  readonly lists: readonly (readonly ApiObject[])[]
  readonly watches: readonly (Error | readonly Change[])[]
}

/** Says one after the other what is in the script; @returns how it went, and from which versions it was watched. */
async function play(
  { lists, watches }: Script,
  ...names: readonly string[]
): Promise<{ readonly addresses: number; readonly from: readonly string[] }> {
  const from: string[] = []
  let list = 0
  const api: ApiServer = {
    async call() {
      list += 1
      return { metadata: { resourceVersion: '1' }, items: lists[list - 1] ?? [] }
    },
    async *watch(_path, version) {
      const next = watches[from.length] ?? []
      from.push(version)
      if (next instanceof Error) throw next
      yield* next
    },
    [Symbol.dispose]: () => undefined,
  }
  const addresses = await podsReady('/pods', new Set(names), { api, signal: AbortSignal.timeout(20_000) })
  return { addresses: addresses.size, from }
}

test('what happened since the list is followed from there; after a break from what was heard last', async () => {
  const bookmark: Change = { type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } }
  const script: Script = {
    lists: [[pod('a', true), pod('b')]],
    watches: [[bookmark], new Error('it broke'), [{ type: 'MODIFIED', object: pod('b', true) }]],
  }
  assert.deepEqual(await play(script, 'a', 'b'), { addresses: 2, from: ['1', '9', '9'] })
})

test('where the past is forgotten, refused or told in the middle, a list says what is', async () => {
  for (const forgotten of [gone, [{ type: 'ERROR', object: { code: 410 } }]])
    assert.deepEqual(await play({ lists: [[pod('a')], [pod('a', true)]], watches: [forgotten] }, 'a'), { addresses: 1, from: ['1'] })
})

test('a pod that went is missed, whether it was heard of or is not there any more afterwards', async () => {
  const taken = { code: 'unavailable', message: /taken away/ }
  await assert.rejects(play({ lists: [[pod('a', true), pod('b')]], watches: [[{ type: 'DELETED', object: pod('a') }]] }, 'a', 'b'), taken)
  await assert.rejects(play({ lists: [[pod('a', true), pod('b')], [pod('b', true)]], watches: [gone] }, 'a', 'b'), taken)
})

test('a watch that is refused for good is the end of it', async () => {
  await assert.rejects(play({ lists: [[pod('a')]], watches: [new Refused(403, 'Forbidden', 'cannot watch')] }, 'a'), /cannot watch/)
})
