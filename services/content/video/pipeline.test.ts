/** The worker is killed at every stage in turn, and there is one video in the end. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import { enqueue } from '@quint/jobs/store.ts'
import { startChild } from '@quint/runtime/child.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from '../migrate.ts'
import { fileNames } from '../render/files.ts'
import { videoJob } from './pipeline.ts'
import { insertVideo, ownVideo } from './video-store.ts'

const places = ['script', 'render', 'rendered', 'join', 'joined', 'store']

test('whoever takes a video up after a kill goes on with it: one video, its files, and nothing else', async () => {
  await using db = await testDatabase('content', migrations)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-killed-'))
  const [userId, videoId] = [uuidv7(), uuidv7()]
  await db.database.asLearner(userId, async (tx) => {
    const jobId = await enqueue(tx, { kind: videoJob, userId, input: { videoId, revision: 1, draft: false } })
    await insertVideo(tx, userId, { id: videoId, jobId, topic: 'Heaps', subject: 'algorithms', difficulty: 'easy', tags: [] })
  })
  const worker = (killAt: string) =>
    startChild(process.execPath, ['--no-warnings', path.join(import.meta.dirname, 'testing-worker.ts'), db.urls.url, folder, killAt], {
      stdio: 'ignore',
    })
  for (const killAt of places) {
    const killed = worker(killAt)
    await killed.ended
    assert.equal(killed.process.signalCode, 'SIGKILL', killAt)
  }
  await using _last = worker('')
  await using listener = await listening(db.urls.url)
  for (;;) {
    const video = await db.database.asLearner(userId, (tx) => ownVideo(tx, userId, videoId))
    if (video?.status === 'ready') break
    assert.ok(video?.status === 'waiting' || video?.status === 'running', video?.status)
    await listener.next()
  }
  const stored = await readdir(path.join(folder, 'videos', 'videos', videoId, '1'))
  assert.deepEqual(stored.sort(), Object.values(fileNames).sort())
  assert.deepEqual(await readdir(path.join(folder, 'videos', 'videos')), [videoId])
  const events = await db.database.asService((tx) =>
    tx.query<{ n: number }>("select count(*)::integer as n from outbox where type = 'content.video.published'"),
  )
  assert.equal(events[0]?.n, 1)
  await rm(folder, { recursive: true, force: true })
})

async function listening(url: string) {
  const { openDatabase } = await import('@quint/db/database.ts')
  const { startListener } = await import('@quint/bus/listener.ts')
  const database = openDatabase({ url, maxConnections: 1 })
  const stop = new AbortController()
  const listener = startListener({ database, channel: 'quint_content', signal: stop.signal, pollMs: 500 })
  return {
    next: () => listener.next(),
    async [Symbol.asyncDispose]() {
      stop.abort()
      await listener[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}
