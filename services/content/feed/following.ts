/** Tells whoever follows a video, or the feed, of every change: one connection listens for all of them, and each reads again what it follows. */

import { startListener } from '@quint/bus/listener.ts'
import { heardWithin } from '@quint/bus/news.ts'
import type { Database } from '@quint/db/database.ts'
import type { FollowVideosResponse } from '@quint/proto/gen/quint/content/v1/content.ts'
import type { Video } from '@quint/proto/gen/quint/content/v1/video.ts'
import { progressOf } from '../video/progress.ts'
import * as store from '../video/video-store.ts'
import { toVideo } from '../video/wire.ts'
import * as feed from './feed-store.ts'

export interface Seeing {
  readonly userId: string
  readonly videoId: string
  /** Sees what waits for a decision, too. */
  readonly moderates: boolean
}

export interface Following extends AsyncDisposable {
  /** The video now and after each change; ends when it is gone. */
  video(seeing: Seeing, signal: AbortSignal): AsyncGenerator<FollowVideosResponse>
  /** Videos of the feed as they change; that one went is told without saying which. */
  feed(userId: string, signal: AbortSignal): AsyncGenerator<FollowVideosResponse>
}

/** While a video is made its progress is read so often; else so often in case a notification was lost. */
const makingMs = 500
const usualQuietMs = 5000
/** A change bears the time at which it was written, and is seen when it is committed: so much later at most. */
const lateSeconds = 2

/** @param quietMs in place of the usual. */
export function openFollowing(database: Database, quietMs = usualQuietMs): Following {
  const stop = new AbortController()
  let news = Promise.withResolvers<void>()
  const listener = startListener({ database, channel: 'quint_content', signal: stop.signal, pollMs: quietMs })
  const telling = (async () => {
    while (!stop.signal.aborted) {
      await listener.next()
      const told = news
      news = Promise.withResolvers()
      told.resolve()
    }
  })()
  /** @param heard asked for before what it follows was read, so that nothing is missed between. */
  const wait = (heard: Promise<void>, ms: number, signal: AbortSignal) => heardWithin(heard, ms, AbortSignal.any([signal, stop.signal]))
  return {
    async *video(seeing, signal) {
      let last = ''
      while (!signal.aborted && !stop.signal.aborted) {
        const heard = news.promise
        const video = await read(database, seeing)
        if (video === undefined) {
          yield { gone: true }
          return
        }
        const now = JSON.stringify(video)
        if (now !== last) yield { video, gone: false }
        last = now
        await wait(heard, video.progress === undefined ? quietMs : makingMs, signal)
      }
    },
    async *feed(userId, signal) {
      let since = await database.asReader(userId, (tx) => feed.clockOf(tx, lateSeconds))
      let told: ReadonlyMap<string, string> = new Map()
      let lost = ''
      while (!signal.aborted && !stop.signal.aborted) {
        const heard = news.promise
        const now = await database.asReader(userId, async (tx) => ({
          next: await feed.clockOf(tx, lateSeconds),
          rows: await feed.changedSince(tx, since),
          lost: await feed.lostSince(tx, since),
        }))
        for (const { changedAt, ...row } of now.rows) if (told.get(row.id) !== changedAt) yield { video: toVideo(row), gone: false }
        if (now.lost !== '' && now.lost !== lost) yield { gone: true }
        told = new Map(now.rows.map(({ id, changedAt }) => [id, changedAt]))
        lost = now.lost || lost
        since = now.next
        await wait(heard, quietMs, signal)
      }
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await telling
      await listener[Symbol.asyncDispose]()
    },
  }
}

function read(database: Database, { userId, videoId, moderates }: Seeing): Promise<Video | undefined> {
  return database.asReader(userId, async (tx) => {
    const row = await store.findVideo(tx, videoId, moderates)
    return row === undefined ? undefined : toVideo(row, await progressOf(tx, row))
  })
}
