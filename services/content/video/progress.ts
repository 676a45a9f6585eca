/** How far the making of a video is, as its owner may know it. */
import type { Tx } from '@quint/db/database.ts'
import * as jobs from '@quint/jobs/store.ts'
import { findParts, type VideoRow } from './video-store.ts'
import type { ProgressNow } from './wire.ts'

/** Of one video, from the first stage to the last; what is left is a part of it. */
const usualSeconds = 25

export async function progressOf(tx: Tx, video: VideoRow): Promise<ProgressNow | undefined> {
  if (!video.own) return undefined
  const jobId = (await findParts(tx, video.id))?.jobId
  const job = jobId == null ? undefined : await jobs.findJob(tx, jobId)
  if (job === undefined || (job.state !== 'waiting' && job.state !== 'running')) return undefined
  const place = job.state === 'waiting' ? await jobs.placeOf(tx, job.id) : undefined
  const { stage = 'queue', percent = 0 } = job.progress
  const ahead = place?.ahead ?? 0
  const etaSeconds = Math.ceil((ahead + (place?.running ?? 0)) * usualSeconds + ((100 - percent) / 100) * usualSeconds)
  return { stage: job.state === 'waiting' && percent === 0 ? 'queue' : stage, percent, ahead, etaSeconds }
}
