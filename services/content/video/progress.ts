/** How far the making of videos is, as their owner may know it. */
import type { Tx } from '@quint/db/database.ts'
import * as jobs from '@quint/jobs/store.ts'
import { jobIdsOf, type UsualSeconds, usualSeconds } from './progress-store.ts'
import type { VideoRow } from './video-store.ts'
import type { ProgressNow } from './wire.ts'

/** By video: of those that are made or made anew. As many statements for a hundred as for one. */
export async function progressesOf(tx: Tx, videos: readonly VideoRow[]): Promise<ReadonlyMap<string, ProgressNow>> {
  const own = videos.filter((video) => video.own)
  if (own.length === 0) return new Map()
  const ids = own.map(({ id }) => id)
  const videoOf = new Map((await jobIdsOf(tx, ids)).map(({ id, jobId }) => [jobId, id]))
  const standings = await jobs.standingsOf(tx, [...videoOf.keys()])
  if (standings.length === 0) return new Map()
  const usual = await usualSeconds(tx)
  const there = new Set(own.filter(({ status }) => status === 'ready').map(({ id }) => id))
  return new Map(
    standings.map((standing) => {
      const id = videoOf.get(standing.id) ?? ''
      return [id, nowOf(standing, there.has(id) ? usual.madeAnew : usual.made, usual)]
    }),
  )
}

export async function progressOf(tx: Tx, video: VideoRow): Promise<ProgressNow | undefined> {
  return (await progressesOf(tx, [video])).get(video.id)
}

/** @param ownSeconds what it takes by itself; what is left is a part of it. */
function nowOf(
  { state, progress: { stage = 'queue', percent = 0 }, ahead, running }: jobs.Standing,
  ownSeconds: number,
  usual: UsualSeconds,
): ProgressNow {
  // Those before it go to as many hands as are at work, and each of these has to finish first.
  const before = ahead / Math.max(1, running) + (running > 0 ? 1 : 0)
  const etaSeconds = Math.ceil(before * usual.made + ((100 - percent) / 100) * ownSeconds)
  return { stage: state === 'waiting' && percent === 0 ? 'queue' : stage, percent, ahead, etaSeconds }
}
