import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VideoCard } from '../api/watch.ts'
import { withCard } from './cards.ts'

const card = (id: string, viewCount: number) => ({ id, viewCount }) as VideoCard
const page = (...items: readonly VideoCard[]) => ({ items, nextCursor: null })
const list = { pages: [page(card('a', 1), card('b', 1)), page(card('c', 1))], pageParams: [undefined] }

test('a card that changes stays in its place, and one that is not in the list is not put into it', () => {
  const now = withCard(list, card('b', 2))
  assert.deepEqual(
    now?.pages.map(({ items }) => items.map(({ id, viewCount }) => `${id} ${viewCount}`)),
    [['a 1', 'b 2'], ['c 1']],
  )
  assert.equal(now?.pageParams, list.pageParams)
  assert.equal(withCard(list, card('d', 1)), undefined)
  assert.equal(withCard(undefined, card('a', 1)), undefined)
})
