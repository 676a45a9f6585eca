import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paths } from '../paths.ts'
import { toWish } from './wish.ts'

test('a wish from the address fills the form, and what is not known does not', () => {
  const wish = { topic: 'Heaps & queues', subject: 'data_structures', difficulty: 'hard' } as const
  const address = new URL(paths.videoAbout({ ...wish, title: wish.topic }), 'http://here')
  assert.deepEqual(toWish(Object.fromEntries(address.searchParams)), wish)
  assert.deepEqual(toWish({ subject: 'cooking', difficulty: ['hard'] }), { topic: '', subject: 'algorithms', difficulty: 'medium' })
})
