/** What is written on the screens of videos. */
import type { VideoCard, VideoStatus } from '../api/watch.ts'

export const subjects: Readonly<Record<string, string>> = {
  algorithms: 'Algorithms',
  data_structures: 'Data structures',
  system_design: 'System design',
  databases: 'Databases',
  networking: 'Networking',
  operating_systems: 'Operating systems',
  languages: 'Languages',
  behavioral: 'Talking about yourself',
}

const stages: Readonly<Record<string, string>> = {
  queue: 'Waiting for its turn',
  script: 'Writing the script',
  review: 'Reading it once more',
  check: 'Looking whether everything fits',
  render: 'Drawing and speaking',
  store: 'Putting it together',
  publish: 'Almost there',
}

export const statuses: Readonly<Record<VideoStatus, string>> = {
  waiting: 'waiting',
  running: 'being made',
  ready: 'ready',
  failed: 'could not be made',
  cancelled: 'stopped',
  refused: 'may not stand',
}

export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

export function progressWords({ progress, status }: Pick<VideoCard, 'progress' | 'status'>): string {
  if (progress === null) return statuses[status]
  if (progress.ahead > 0) return `${progress.ahead} before it`
  return stages[progress.stage] ?? 'Being made'
}

export function leftWords(seconds: number): string {
  return seconds < 60 ? 'less than a minute left' : `about ${Math.ceil(seconds / 60)} minutes left`
}

/** How long somebody reads a sentence: about 165 words a minute, and a breath. */
export function readingMs(sentence: string): number {
  return Math.round((sentence.split(/\s+/u).length / 165) * 60_000) + 400
}

interface Removed {
  readonly reason?: string | null
  readonly appealed?: boolean
}

/** @param what the learner's own. */
export function removedWords(what: string, { reason, appealed }: Removed): string {
  const why = reason ? ` The reason: ${reason}` : ''
  return `A moderator has taken ${what} down.${why}${appealed === true ? ' It was looked at twice.' : ''}`
}

/** Of a video that not everybody sees. */
export function moderationWords(video: Pick<VideoCard, 'own' | 'moderation' | 'reason' | 'appealed'>): string {
  if (!video.own) return video.moderation === 'review' ? 'This video waits for a decision of yours.' : 'A moderator has taken this video down.'
  if (video.moderation === 'removed') return removedWords('this video', video)
  if (video.appealed === true) return 'You have asked for another look. Only you see this video until a moderator has looked.'
  return 'Only you see this video until a moderator has looked at it.'
}
