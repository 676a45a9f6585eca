/** What the tables of content promise by themselves: who sees what, figures that follow, search, erasure. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Database, openDatabase, type Tx } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { beforeAll } from './feed/cursor.ts'
import { feed } from './feed/feed-store.ts'
import { migrations } from './migrate.ts'
import { eraseLearner, leftovers } from './store.ts'
import * as talk from './talk/talk-store.ts'
import * as videos from './video/video-store.ts'

async function addVideo(database: Database, userId: string, title: string, status = 'ready'): Promise<string> {
  const id = uuidv7()
  await database.asLearner(userId, async (tx) => {
    await videos.insertVideo(tx, userId, { id, jobId: uuidv7(), topic: title, subject: 'algorithms', difficulty: 'easy', tags: ['trees'] })
    await tx.query('update videos set status = $2 where id = $1', [id, status])
  })
  return id
}

async function superuser<T>(url: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  await using admin = openDatabase({ url, maxConnections: 1 })
  return admin.asService(work)
}

const page = { ...beforeAll, limit: 10 }

test('others see what is ready and not held, and nobody sees another learner’s rows', async () => {
  await using db = await testDatabase('content', migrations)
  const [ada, bob] = [uuidv7(), uuidv7()]
  const ready = await addVideo(db.database, ada, 'Heaps')
  const waiting = await addVideo(db.database, ada, 'Tries', 'waiting')
  await db.database.asLearner(bob, async (tx) => {
    assert.equal((await videos.findVideo(tx, ready))?.own, false)
    assert.equal(await videos.findVideo(tx, waiting), undefined)
    assert.equal(await videos.ownVideo(tx, bob, ready), undefined)
    assert.deepEqual(await tx.query('select id from videos'), [])
  })
  await assert.rejects(
    db.database.asLearner(bob, (tx) => tx.query('select * from seen_videos')),
    /permission denied/,
  )
  await db.database.asLearner(ada, (tx) => videos.putJudgement(tx, ready, { moderation: 'review', reasons: ['a link'] }))
  await db.database.asLearner(bob, async (tx) => assert.equal(await videos.findVideo(tx, ready), undefined))
})

test('a search finds words of title and tags, and by letters what is misspelt', async () => {
  await using db = await testDatabase('content', migrations)
  const ada = uuidv7()
  const id = await addVideo(db.database, ada, "Dijkstra's algorithm")
  const maps = await addVideo(db.database, ada, 'Hash maps')
  await db.database.asLearner(ada, async (tx) => {
    const found = async (asked: Readonly<Record<string, string>>) => (await feed(tx, asked, page)).map((video) => video.id)
    assert.deepEqual(await found({ words: 'dijkstra' }), [id])
    assert.deepEqual(await found({ words: 'dikstra' }), [])
    assert.deepEqual(await found({ alike: 'dikstra' }), [id])
    assert.deepEqual(await found({ alike: 'dijkstar algoritm' }), [id])
    // A letter too many, too few or another one; and two that changed places, in short words too.
    for (const alike of ['algorrithm', 'algorthm', 'algerithm', 'alogrithm']) assert.deepEqual(await found({ alike }), [id], alike)
    for (const alike of ['hassh', 'ahsh', 'hsah', 'hahs', 'mpas']) assert.deepEqual(await found({ alike }), [maps], alike)
    assert.deepEqual(await found({ alike: 'xyzzy' }), [])
    assert.deepEqual(await found({ alike: `"(&|! ' \\ 12` }), [])
    assert.equal((await found({ tag: 'trees' })).length, 2)
    assert.deepEqual(await found({ subject: 'databases' }), [])
    assert.deepEqual(await found({ words: `"(&|! ' \\` }), [])
  })
})

test('words are known for as long as a video that can be watched has them', async () => {
  await using db = await testDatabase('content', migrations)
  const [ada, bob] = [uuidv7(), uuidv7()]
  const known = async () =>
    (await superuser(db.adminUrl, (tx) => tx.query<{ word: string }>('select word from content.spellings order by word'))).map(({ word }) => word)
  const first = await addVideo(db.database, ada, 'Quaternion heaps')
  await addVideo(db.database, bob, 'Binary heaps')
  assert.deepEqual(await known(), ['binary', 'heaps', 'quaternion', 'trees'])
  await assert.rejects(
    db.database.asLearner(ada, (tx) => tx.query('select word from spellings')),
    /permission denied/,
  )
  await db.database.asLearner(ada, (tx) => videos.putJudgement(tx, first, { moderation: 'review', reasons: ['a link'] }))
  assert.deepEqual(await known(), ['binary', 'heaps', 'trees'])
  await db.database.asLearner(ada, (tx) => videos.putJudgement(tx, first, { moderation: 'clear', reasons: [] }))
  assert.deepEqual(await known(), ['binary', 'heaps', 'quaternion', 'trees'])
  await db.database.asService((tx) => eraseLearner(tx, ada))
  assert.deepEqual(await known(), ['binary', 'heaps', 'trees'])
})

test('pages of the feed hold every video once, in each order', async () => {
  await using db = await testDatabase('content', migrations)
  const ada = uuidv7()
  const ids = await Promise.all(Array.from({ length: 7 }, (_, nth) => addVideo(db.database, ada, `Topic ${nth}`)))
  await db.database.asLearner(ada, async (tx) => {
    for (const [sort, key] of [
      ['new', 'newKey'],
      ['top', 'topKey'],
      ['hot', 'hotKey'],
    ] as const) {
      const seen: string[] = []
      let at: { at: number; id: string } = beforeAll
      for (;;) {
        const rows = (await feed(tx, { sort }, { ...at, limit: 3 })).slice(0, 3)
        seen.push(...rows.map(({ id }) => id))
        const last = rows.at(-1)
        if (last === undefined) break
        at = { at: last[key], id: last.id }
      }
      assert.deepEqual(seen.sort(), [...ids].sort(), sort)
    }
  })
})

test('a learner who is erased takes ratings and videos along, and the figures of others follow', async () => {
  await using db = await testDatabase('content', migrations)
  const [ada, bob] = [uuidv7(), uuidv7()]
  const adas = await addVideo(db.database, ada, 'Heaps')
  const bobs = await addVideo(db.database, bob, 'Tries')
  await db.database.asLearner(ada, (tx) => talk.rate(tx, ada, { videoId: bobs, stars: 1 }))
  await db.database.asLearner(bob, (tx) => talk.rate(tx, bob, { videoId: bobs, stars: 5 }))
  await db.database.asService((tx) => eraseLearner(tx, ada))
  await db.database.asLearner(bob, async (tx) => {
    const video = await videos.findVideo(tx, bobs)
    assert.deepEqual([video?.ratingSum, video?.ratingCount], [5, 1])
    assert.equal(await videos.findVideo(tx, adas), undefined)
  })
  assert.deepEqual(await db.database.asService((tx) => leftovers(tx)), [adas])
})
