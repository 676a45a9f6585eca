/** Who follows the feed is told by notifications alone here: nobody waits for the next look. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database, Tx } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import type { FollowVideosResponse } from '@quint/proto/gen/quint/content/v1/content.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from '../migrate.ts'
import * as videos from '../video/video-store.ts'
import { openFollowing } from './following.ts'

const never = 3_600_000

async function place() {
  await using owned = new AsyncDisposableStack()
  const db = owned.use(await testDatabase('content', migrations))
  const following = owned.use(openFollowing(db.database, never))
  const stop = new AbortController()
  owned.defer(() => stop.abort())
  const [ada, bob] = [uuidv7(), uuidv7()]
  const changes = following.feed(bob, stop.signal)
  const next = async (): Promise<string> => wordsOf((await changes.next()).value)
  const whole = owned.move()
  return { database: db.database, ada, next, [Symbol.asyncDispose]: () => whole.disposeAsync() }
}

const wordsOf = (told: FollowVideosResponse | undefined): string => (told?.gone === true ? 'gone' : `${told?.video?.title} ${told?.video?.viewCount}`)

async function addVideo(database: Database, userId: string, title: string): Promise<string> {
  const id = uuidv7()
  await database.asLearner(userId, async (tx) => {
    await videos.insertVideo(tx, userId, { id, jobId: uuidv7(), topic: title, subject: 'algorithms', difficulty: 'easy', tags: [] })
    await tx.query("update videos set status = 'ready', ready_at = now() where id = $1", [id])
  })
  return id
}

const see = (tx: Tx, id: string) => tx.query('update videos set view_count = view_count + 1 where id = $1', [id])

test('a video that comes or changes is told once', async () => {
  await using at = await place()
  const first = at.next()
  const heaps = await addVideo(at.database, at.ada, 'Heaps')
  assert.equal(await first, 'Heaps 0')
  const tries = await addVideo(at.database, at.ada, 'Tries')
  assert.equal(await at.next(), 'Tries 0')
  await at.database.asLearner(at.ada, (tx) => see(tx, heaps))
  assert.equal(await at.next(), 'Heaps 1')
  await at.database.asLearner(at.ada, (tx) => see(tx, tries))
  assert.equal(await at.next(), 'Tries 1')
})

test('what was written earlier and committed later is told, too', async () => {
  await using at = await place()
  const first = at.next()
  const heaps = await addVideo(at.database, at.ada, 'Heaps')
  assert.equal(await first, 'Heaps 0')
  const tries = await addVideo(at.database, at.ada, 'Tries')
  assert.equal(await at.next(), 'Tries 0')
  await at.database.asLearner(at.ada, async (tx) => {
    await see(tx, heaps)
    await at.database.asLearner(at.ada, (other) => see(other, tries))
    assert.equal(await at.next(), 'Tries 1')
  })
  assert.equal(await at.next(), 'Heaps 1')
})

test('that a video went is told, whether it was deleted or waits for a moderator', async () => {
  await using at = await place()
  const first = at.next()
  const heaps = await addVideo(at.database, at.ada, 'Heaps')
  assert.equal(await first, 'Heaps 0')
  const tries = await addVideo(at.database, at.ada, 'Tries')
  assert.equal(await at.next(), 'Tries 0')
  await at.database.asLearner(at.ada, (tx) => videos.deleteVideo(tx, at.ada, heaps))
  assert.equal(await at.next(), 'gone')
  await at.database.asLearner(at.ada, (tx) => videos.putJudgement(tx, tries, { moderation: 'review', reasons: ['a link'] }))
  assert.equal(await at.next(), 'gone')
  await at.database.asLearner(at.ada, (tx) => videos.putJudgement(tx, tries, { moderation: 'clear', reasons: [] }))
  assert.equal(await at.next(), 'Tries 0')
})

test('more changes than one reading holds are told, each once', async () => {
  await using at = await place()
  const first = at.next()
  const count = 120
  await at.database.asLearner(at.ada, async (tx) => {
    for (let nth = 0; nth < count; nth += 1) {
      const id = uuidv7()
      await videos.insertVideo(tx, at.ada, { id, jobId: uuidv7(), topic: `Topic ${nth}`, subject: 'algorithms', difficulty: 'easy', tags: [] })
      await tx.query("update videos set status = 'ready', ready_at = now() where id = $1", [id])
    }
  })
  const told = [await first]
  while (told.length < count) told.push(await at.next())
  assert.equal(new Set(told).size, count)
})
