/** How far the making of videos is, as their owner may know it. */
import type { Tx } from '@quint/db/database.ts'
import * as jobs from '@quint/jobs/store.ts'
import { jobIdsOf, type VideoRow } from './video-store.ts'
import type { ProgressNow } from './wire.ts'

/** Of one video, from the first stage to the last; what is left is a part of it. */
const usualSeconds = 25

/** By video: of those that are made or made anew. As many statements for a hundred as for one. */
export async function progressesOf(tx: Tx, videos: readonly VideoRow[]): Promise<ReadonlyMap<string, ProgressNow>> {
  const own = videos.filter((video) => video.own).map(({ id }) => id)
  if (own.length === 0) return new Map()
  const videoOf = new Map((await jobIdsOf(tx, own)).map(({ id, jobId }) => [jobId, id]))
  const standings = await jobs.standingsOf(tx, [...videoOf.keys()])
  return new Map(standings.map((standing) => [videoOf.get(standing.id) ?? '', nowOf(standing)]))
}

export async function progressOf(tx: Tx, video: VideoRow): Promise<ProgressNow | undefined> {
  return (await progressesOf(tx, [video])).get(video.id)
}

function nowOf({ state, progress: { stage = 'queue', percent = 0 }, ahead, running }: jobs.Standing): ProgressNow {
  const etaSeconds = Math.ceil((ahead + running) * usualSeconds + ((100 - percent) / 100) * usualSeconds)
  return { stage: state === 'waiting' && percent === 0 ? 'queue' : stage, percent, ahead, etaSeconds }
}
