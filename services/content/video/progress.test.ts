/** How long the making of a video will take: told by what was made here lately. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import * as jobs from '@quint/jobs/store.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from '../migrate.ts'
import { videoJob } from './pipeline.ts'
import { progressOf } from './progress.ts'
import { findVideo, insertVideo } from './video-store.ts'

interface Done {
  readonly seconds: number
  readonly draft?: boolean
  readonly state?: string
}

/** A job that is over, by somebody else. */
async function ended(database: Database, { seconds, draft = false, state = 'done' }: Done): Promise<void> {
  const userId = uuidv7()
  await database.asLearner(userId, async (tx) => {
    const id = await jobs.enqueue(tx, { kind: videoJob, userId, input: { videoId: uuidv7(), revision: 1, draft } })
    await tx.query(`update jobs set state = $2, started_at = now() - make_interval(secs => $3::float8), ended_at = now() where id = $1`, [
      id,
      state,
      seconds,
    ])
  })
}

/** A video of a new learner's, whose job stands so. */
async function asked(database: Database, { status = 'waiting', job = '' } = {}) {
  const [userId, id] = [uuidv7(), uuidv7()]
  await database.asLearner(userId, async (tx) => {
    const jobId = await jobs.enqueue(tx, { kind: videoJob, userId, input: { videoId: id, revision: 1, draft: status === 'ready' } })
    await insertVideo(tx, userId, { id, jobId, topic: 'Tries', subject: 'algorithms', difficulty: 'easy', tags: [] })
    await tx.query('update videos set status = $2 where id = $1', [id, status])
    if (job !== '') await tx.query(`update jobs set state = 'running', progress = $2::jsonb where id = $1`, [jobId, job])
  })
  return () =>
    database.asReader(userId, async (tx) => {
      const video = await findVideo(tx, id)
      assert.ok(video)
      return progressOf(tx, video)
    })
}

test('what is left of a video is a part of what videos have taken here lately, and of a changed scene what changes have', async () => {
  await using db = await testDatabase('content', migrations)
  const half = JSON.stringify({ stage: 'render', percent: 50 })
  const [made, anew] = [await asked(db.database, { job: half }), await asked(db.database, { status: 'ready', job: half })]
  const left = async () => [(await made())?.etaSeconds, (await anew())?.etaSeconds]
  assert.deepEqual(await left(), [13, 5], 'before anything was made')
  for (const seconds of [4, 8, 3600]) await ended(db.database, { seconds })
  await ended(db.database, { seconds: 2, draft: true })
  // What went wrong says nothing about how long it takes.
  for (let nth = 0; nth < 5; nth += 1) await ended(db.database, { seconds: 0, state: 'failed' })
  assert.deepEqual(await left(), [4, 1])
  for (let nth = 0; nth < 20; nth += 1) await ended(db.database, { seconds: 40 })
  assert.deepEqual(await left(), [20, 1], 'only the last ones count')
})

test('whoever waits waits for those who come first, at as many hands as are at work', async () => {
  await using db = await testDatabase('content', migrations)
  await ended(db.database, { seconds: 10 })
  const first = await asked(db.database)
  assert.deepEqual(await first(), { stage: 'queue', percent: 0, ahead: 0, etaSeconds: 10 })
  for (const _hand of [1, 2]) await asked(db.database, { job: '{}' })
  for (const _other of [1, 2]) await asked(db.database)
  const { ahead, etaSeconds } = (await first()) ?? {}
  assert.deepEqual([ahead, etaSeconds], [2, 10 * (2 / 2 + 1) + 10])
})
