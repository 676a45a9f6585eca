/** What is changed at the same time from several sides: nobody waits in a circle, and nothing is left behind. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase, type Tx } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from './migrate.ts'
import { failure, type House, house, madeVideo, wish } from './testing.ts'
import { quickPress, stuckPress } from './testing-press.ts'
import * as videos from './video/video-store.ts'

/** Until somebody in the database waits for a lock. */
async function someoneWaits(adminUrl: string): Promise<void> {
  await using admin = openDatabase({ url: adminUrl, maxConnections: 1 })
  await eventually(async () => {
    const [row] = await admin.query<{ waiting: number }>(
      "select count(*)::integer as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    return (row?.waiting ?? 0) > 0
  })
}

/** As a worker does: the job is held, its learner wants the video to end, and then the video is written to. */
async function whileItsJobIsHeld(ask: (place: House, videoId: string, learnerToken: string) => Promise<unknown>): Promise<void> {
  const press = stuckPress()
  await using place = await house({ press })
  const { userId, options } = await place.learner()
  const { video } = await place.call.requestVideo(wish, options)
  const id = video?.id ?? ''
  await press.begun
  let asked: Promise<unknown> | undefined
  await place.db.database.asLearner(userId, async (tx) => {
    await tx.query('select 1 from jobs for update')
    asked = ask(place, id, options.learnerToken).catch((error: unknown) => error)
    await someoneWaits(place.db.adminUrl)
    await videos.putJudgement(tx, id, { moderation: 'clear', reasons: [] })
  })
  const answer = await asked
  assert.ok(!(answer instanceof Error), String(answer))
}

test('a video is stopped while its worker writes to it, and neither fails', async () => {
  await whileItsJobIsHeld(({ call }, videoId, learnerToken) => call.cancelVideo({ videoId }, { learnerToken }))
})

test('a video is deleted while its worker writes to it, and neither fails', async () => {
  await whileItsJobIsHeld(({ call }, videoId, learnerToken) => call.deleteVideo({ videoId }, { learnerToken }))
})

/** The owner holds the video and is about to delete it; meanwhile somebody else changes what belongs to it. */
async function whileItIsDeleted(place: House, ask: (videoId: string, learnerToken: string) => Promise<() => Promise<unknown>>): Promise<void> {
  const [ada, bob] = [await place.learner(), await place.learner()]
  const { id } = await madeVideo(place, ada.options)
  const act = await ask(id, bob.options.learnerToken)
  let asked: Promise<unknown> | undefined
  await place.db.database.asLearner(ada.userId, async (tx) => {
    await videos.ownVideo(tx, ada.userId, id)
    asked = act().catch((error: unknown) => error)
    await someoneWaits(place.db.adminUrl)
    await videos.deleteVideo(tx, ada.userId, id)
  })
  const answer = await asked
  assert.ok(failure('not_found')(answer), String(answer))
}

test('what is said of a video, rated, noted and answered while the video is deleted is told that it is not there', async () => {
  await using place = await house({ press: quickPress() })
  const { call } = place
  await whileItIsDeleted(place, async (videoId, learnerToken) => {
    const { comment } = await call.addComment({ videoId, body: 'The drawing helps.' }, { learnerToken })
    return () => call.updateComment({ commentId: comment?.id ?? '', body: 'The drawing helps a lot.' }, { learnerToken })
  })
  await whileItIsDeleted(place, async (videoId, learnerToken) => {
    const { comment } = await call.addComment({ videoId, body: 'The drawing helps.' }, { learnerToken })
    return () => call.deleteComment({ commentId: comment?.id ?? '' }, { learnerToken })
  })
  await whileItIsDeleted(place, async (videoId, learnerToken) => {
    await call.rateVideo({ videoId, stars: 3 }, { learnerToken })
    return () => call.rateVideo({ videoId, stars: 4 }, { learnerToken })
  })
  await whileItIsDeleted(place, async (videoId, learnerToken) => () => call.addComment({ videoId, body: 'Clear.' }, { learnerToken }))
  await whileItIsDeleted(place, async (videoId, learnerToken) => () => call.addNote({ videoId, atMs: 1, body: 'here' }, { learnerToken }))
  await whileItIsDeleted(place, async (videoId, learnerToken) => {
    await call.viewVideo({ videoId, watchedMs: 1, positionMs: 1 }, { learnerToken })
    return () => call.viewVideo({ videoId, watchedMs: 20_000, positionMs: 2 }, { learnerToken })
  })
  await whileItIsDeleted(place, async (videoId, learnerToken) => {
    const { quiz } = await call.getVideo({ videoId }, { learnerToken })
    return () => call.answerQuiz({ videoId, chosen: quiz.map(() => 0) }, { learnerToken })
  })
})

test('a word that two videos share goes when both are deleted at once, and stays when one comes while the other goes', async () => {
  await using db = await testDatabase('content', migrations)
  await using admin = openDatabase({ url: db.adminUrl, maxConnections: 1 })
  const userId = uuidv7()
  const add = async (tx: Tx, title: string): Promise<string> => {
    const id = uuidv7()
    await videos.insertVideo(tx, userId, { id, jobId: uuidv7(), topic: title, subject: 'algorithms', difficulty: 'easy', tags: wish.tags })
    await tx.query("update videos set status = 'ready' where id = $1", [id])
    return id
  }
  const remove = (id: string) => (tx: Tx) => videos.deleteVideo(tx, userId, id)
  const known = async () => (await admin.query<{ word: string }>('select word from content.spellings order by word')).map(({ word }) => word)
  /** The second begins once the first has done its work, and before it is committed. */
  const together = async (first: (tx: Tx) => Promise<unknown>, second: (tx: Tx) => Promise<unknown>): Promise<void> => {
    let other: Promise<unknown> | undefined
    await db.database.asLearner(userId, async (tx) => {
      await first(tx)
      other = db.database.asLearner(userId, second)
      await someoneWaits(db.adminUrl)
    })
    await other
  }
  const [one, two] = await db.database.asLearner(userId, async (tx) => [await add(tx, 'Balanced heaps'), await add(tx, 'Binary heaps')])
  assert.deepEqual(await known(), ['arrays', 'balanced', 'binary', 'heaps'])
  await together(remove(one), remove(two))
  assert.deepEqual(await known(), [])
  const three = await db.database.asLearner(userId, (tx) => add(tx, 'Leftist heaps'))
  await together((tx) => add(tx, 'Skew heaps'), remove(three))
  assert.deepEqual(await known(), ['arrays', 'heaps', 'skew'])
})
