import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDrafts } from '@quint/web/coach/drafts.ts'
import { memoryStore } from '../account/memory-store.ts'
import { openDraftStorage } from './draft-storage.ts'
import { forgetLearner } from './forget-learner.ts'
import { openSessions } from './open-sessions.ts'

test('a draft is at hand at once, in the store soon, and in another window too', async () => {
  const store = memoryStore({ 'quint:draft:s:0': '{"text":"before","seconds":3}', 'quint:tokens': { secret: true } })
  const [one, two] = [openDrafts(await openDraftStorage(store)), openDrafts(await openDraftStorage(store))]
  assert.equal(one.load('s', 0)?.text, 'before')
  one.save('s', 1, { text: 'half a thought', seconds: 9 })
  assert.equal(two.load('s', 1)?.text, 'half a thought')
  one.forget('s', 1)
  assert.equal(store.map.has('quint:draft:s:1'), false)
  one.forgetAll()
  assert.deepEqual([...store.map.keys()], ['quint:tokens'])
})

test('a store that is full leaves the draft in its window', async () => {
  const store = { ...memoryStore(), set: () => Promise.reject(new Error('QUOTA_BYTES')) }
  const drafts = openDrafts(await openDraftStorage(store))
  drafts.save('s', 0, { text: 'kept', seconds: 0 })
  assert.equal(drafts.load('s', 0)?.text, 'kept')
})

test('a problem finds its session again, and the oldest ones are let go', async () => {
  const sessions = openSessions({ store: memoryStore(), owner: async () => 'ada' })
  for (let n = 0; n < 205; n += 1) await sessions.keep(`leetcode.com/p${n}`, { sessionId: String(n), title: '', at: n })
  assert.equal((await sessions.of('leetcode.com/p204'))?.sessionId, '204')
  assert.equal(await sessions.of('leetcode.com/p4'), undefined)
  await sessions.forget('leetcode.com/p204')
  assert.equal(await sessions.of('leetcode.com/p204'), undefined)
  assert.equal(await sessions.of('constructor'), undefined)
})

test('who signs in after somebody whose sign-in just ended finds nothing of theirs, and they find all of it again', async () => {
  const store = memoryStore({ 'quint:sessions': { 'leetcode.com/two-sum': { sessionId: 'nobody’s', title: '', at: 1 } } })
  let owner: string | undefined = 'ada'
  const sessions = openSessions({ store, owner: async () => owner })
  assert.equal(await sessions.of('leetcode.com/two-sum'), undefined)
  await sessions.keep('leetcode.com/two-sum', { sessionId: 'ada’s', title: 'Two Sum', at: 2 })
  for (const next of [undefined, 'grace']) {
    owner = next
    assert.equal(await sessions.of('leetcode.com/two-sum'), undefined)
    await sessions.forget('leetcode.com/two-sum')
  }
  await sessions.keep('leetcode.com/two-sum', { sessionId: 'grace’s', title: 'Two Sum', at: 3 })
  owner = 'ada'
  assert.equal((await sessions.of('leetcode.com/two-sum'))?.sessionId, 'ada’s')
})

test('signing out takes what was seen and written off the device, but neither settings nor answers that have yet to be sent', async () => {
  const store = memoryStore({
    'quint:draft:s:0': '{}',
    'quint:transcript:s': {},
    'quint:sessions:ada': {},
    'quint:import:ada:leetcode.com': {},
    'quint:answers': [],
    'quint:settings': {},
  })
  await forgetLearner(store)
  assert.deepEqual([...store.map.keys()], ['quint:answers', 'quint:settings'])
})
