import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DraftStorage, openDrafts } from './drafts.ts'

function memoryStorage(entries: Record<string, string> = {}): DraftStorage & { readonly map: Map<string, string> } {
  const map = new Map(Object.entries(entries))
  return {
    map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    key: (index) => [...map.keys()][index] ?? null,
    get length() {
      return map.size
    },
  }
}

test('a draft is there again after a reload, each in its place', () => {
  const storage = memoryStorage()
  openDrafts(storage).save('s', 3, { text: 'half a thought', seconds: 12 })
  openDrafts(storage).save('s', 4, { text: 'another', seconds: 1 })
  assert.deepEqual(openDrafts(storage).load('s', 3), { text: 'half a thought', seconds: 12 })
  assert.equal(openDrafts(storage).load('t', 3), undefined)
})

test('a draft that was sent is forgotten', () => {
  const storage = memoryStorage()
  const drafts = openDrafts(storage)
  drafts.save('s', 3, { text: 'sent', seconds: 2 })
  drafts.forget('s', 3)
  assert.equal(drafts.load('s', 3), undefined)
  assert.equal(storage.map.size, 0)
})

test('where nothing can be stored, a draft lasts as long as the page', () => {
  const refuse = (): never => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  const drafts = openDrafts({ ...memoryStorage(), getItem: refuse, setItem: refuse })
  drafts.save('s', 0, { text: 'kept', seconds: 0 })
  assert.equal(drafts.load('s', 0)?.text, 'kept')
  assert.equal(drafts.load('s', 1), undefined)
  assert.equal(openDrafts(undefined).load('s', 0), undefined)
})

test('a damaged entry is no draft', () => {
  for (const json of ['{', '3', '{"text":1}', 'null'])
    assert.equal(openDrafts(memoryStorage({ 'quint:draft:s:0': json })).load('s', 0), undefined, json)
})

test('forgetting all leaves what is not ours', () => {
  const storage = memoryStorage({ other: '1', 'quint:draft:s:0': '{"text":"a"}', 'quint:draft:s:1': '{"text":"b"}' })
  openDrafts(storage).forgetAll()
  assert.deepEqual([...storage.map.keys()], ['other'])
})
