import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWishes } from './wishes.ts'

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, text),
    removeItem: (name) => void kept.delete(name),
  }
}

test('what a page wanted is kept for the page after it, once', () => {
  const storage = memory()
  openWishes(storage).add(['/sessions/1', '/api/session/1'])
  const next = openWishes(storage)
  next.add(['/dashboard', '/sessions/1'])
  assert.deepEqual(next.take(), ['/sessions/1', '/api/session/1', '/dashboard'])
  assert.deepEqual(next.take(), [])
  assert.deepEqual(openWishes(storage).take(), [])
})

test('of more than sixty the newest stay', () => {
  const wishes = openWishes(memory())
  wishes.add(Array.from({ length: 100 }, (_, index) => `/sessions/${index}`))
  const wanted = wishes.take()
  assert.equal(wanted.length, 60)
  assert.equal(wanted.at(-1), '/sessions/99')
})

test('where nothing may be stored a page has its own wishes', () => {
  const refused = () => {
    throw new DOMException('no room', 'QuotaExceededError')
  }
  for (const storage of [undefined, { getItem: refused, setItem: refused, removeItem: refused }]) {
    const wishes = openWishes(storage)
    wishes.add(['/dashboard'])
    assert.deepEqual(wishes.take(), ['/dashboard'])
    assert.deepEqual(wishes.take(), [])
  }
})
