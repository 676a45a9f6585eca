/** Views in parts by month: what was there before is carried over, the version before goes on writing, and each is counted once. */
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Database, openDatabase } from '@quint/db/database.ts'
import { migrate } from '@quint/db/schema.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from './migrate.ts'
import { eraseLearner } from './store.ts'
import { view } from './talk/talk-store.ts'
import * as videos from './video/video-store.ts'

const own = path.join(import.meta.dirname, 'migrations')

/** The folders as the version before knew them. */
function before(t: TestContext): readonly string[] {
  const place = mkdtempSync(path.join(os.tmpdir(), 'quint-views-'))
  t.after(() => rmSync(place, { recursive: true, force: true }))
  const folder = path.join(place, 'content', 'migrations')
  mkdirSync(path.dirname(folder))
  cpSync(own, folder, { recursive: true, filter: (file) => path.basename(file) < '0006' || file === own })
  return migrations.filter((known) => !known.includes(`${path.sep}db${path.sep}`)).map((known) => (known === own ? folder : known))
}

async function addVideo(database: Database, userId: string): Promise<string> {
  const id = uuidv7()
  const video = { id, jobId: uuidv7(), topic: 'Tries', subject: 'algorithms', difficulty: 'easy', tags: ['trees'] }
  await database.asLearner(userId, (tx) => videos.insertVideo(tx, userId, video))
  return id
}

/** As the version before counts a view. */
const writeBefore = (database: Database, [who, as]: readonly [string, string], videoId: string, at: string) =>
  database.asLearner(as, (tx) =>
    tx.query('insert into views (user_id, video_id, hour) values ($1, $2, $3) on conflict do nothing', [who, videoId, at]),
  )

test('views are carried over, and whichever version writes them, each hour counts once and nobody writes for another', async (t) => {
  await using db = await testDatabase('content', before(t))
  const [ada, bob, at] = [uuidv7(), uuidv7(), new Date()]
  const videoId = await addVideo(db.database, ada)
  for (const hour of ['2024-02-29T23:00:00Z', '2025-01-01T00:00:00Z']) await writeBefore(db.database, [ada, ada], videoId, hour)
  await migrate(db.urls.ownerUrl, 'content', migrations)
  const hour = new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000).toISOString()
  for (const _again of [1, 2]) await writeBefore(db.database, [ada, ada], videoId, hour)
  await assert.rejects(writeBefore(db.database, [bob, ada], videoId, hour), /row-level security/)
  const counted = await db.database.asLearner(ada, (tx) => view(tx, ada, { videoId, at }))
  assert.equal(counted, false, 'this hour was counted by the version before')
  await db.database.asLearner(ada, async (tx) => {
    const rows = await tx.query<{ part: string }>('select tableoid::regclass::text as part from viewings order by hour')
    const month = `viewings_${hour.slice(0, 7).replace('-', '')}`
    assert.deepEqual(
      rows.map(({ part }) => part),
      ['viewings_before', 'viewings_before', month],
    )
    assert.equal((await videos.findVideo(tx, videoId))?.viewCount, 3)
  })
  assert.deepEqual(await db.database.asLearner(bob, (tx) => tx.query('select 1 from viewings')), [])
})

test('nothing of who was erased is in either table, and a video takes its views along', async (t) => {
  await using db = await testDatabase('content', before(t))
  const [ada, bob] = [uuidv7(), uuidv7()]
  const [adas, bobs] = [await addVideo(db.database, ada), await addVideo(db.database, bob)]
  for (const videoId of [adas, bobs]) await writeBefore(db.database, [ada, ada], videoId, '2025-01-01T00:00:00Z')
  await migrate(db.urls.ownerUrl, 'content', migrations)
  await db.database.asLearner(bob, (tx) => view(tx, bob, { videoId: adas, at: new Date() }))
  await db.database.asService((tx) => eraseLearner(tx, ada))
  await using admin = openDatabase({ url: db.adminUrl, maxConnections: 1 })
  const left = await admin.asService((tx) => tx.query('select 1 from content.views union all select 1 from content.viewings'))
  assert.deepEqual(left, [])
})
