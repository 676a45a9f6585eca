/** What is written on the screens of videos. */
import type { Cue, VideoCard, VideoStatus } from '../api/watch.ts'
import { removedWords } from '../moderation/words.ts'

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

const statuses: Readonly<Record<VideoStatus, string>> = {
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

/** In the feed stands what is ready and clear; what its learner stopped is not wanted any more. */
export function isOutOfFeed({ status, moderation }: Pick<VideoCard, 'status' | 'moderation'>): boolean {
  return status !== 'cancelled' && (status !== 'ready' || moderation !== 'clear')
}

/** What became of a video that cannot be watched. */
export function endWords({ status, error }: Pick<VideoCard, 'status' | 'error'>): string {
  if (status === 'failed') return `This video could not be made. ${errorWords(error)} Trying again goes on where it stopped.`
  return status === 'refused' ? `This video may not stand. ${errorWords(error)}` : 'This video was stopped.'
}

/** Of one's own video that is not in the feed. */
export function ownWords(video: Pick<VideoCard, 'progress' | 'status' | 'moderation'>): string {
  if (video.status !== 'ready') return progressWords(video)
  return video.moderation === 'removed' ? 'taken down' : 'waits for a moderator'
}

const errors = new Map([
  ['deadline', 'It took too long.'],
  ['exhausted', 'It took more than you have for one day.'],
  ['forbidden', 'What it would say breaks the rules of what others may see.'],
  ['invalid', 'The script was not good enough to be shown.'],
  ['unavailable', 'Something that is needed for it was away, or there was no room.'],
])

/** Why a video could not be made; for a code that says nothing to a learner, that it is no fault of theirs. */
export function errorWords(code: string | null): string {
  return errors.get(code ?? '') ?? 'Something went wrong here, and not with what you asked for.'
}

export function leftWords(seconds: number): string {
  if (seconds <= 5) return 'a few seconds left'
  return seconds <= 60 ? `about ${Math.ceil(seconds / 10) * 10} seconds left` : `about ${Math.ceil(seconds / 60)} minutes left`
}

/** Where the scene begins that has told everything by then. */
export function toldFromMs(cues: readonly Cue[], byMs: number): number {
  const told = cues.findLast(({ toMs }) => toMs <= byMs)
  return cues.find(({ scene }) => scene === told?.scene)?.fromMs ?? 0
}

/** As they are written, with commas between them. */
export function tagsOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

/** How long somebody reads a sentence: about 165 words a minute, and a breath. */
export function readingMs(sentence: string): number {
  return Math.round((sentence.split(/\s+/u).length / 165) * 60_000) + 400
}

/** Of a video that not everybody sees. */
export function moderationWords(video: Pick<VideoCard, 'own' | 'moderation' | 'reasons' | 'reason' | 'appealed'>): string {
  if (!video.own) return video.moderation === 'review' ? 'This video waits for a decision of yours.' : 'A moderator has taken this video down.'
  if (video.moderation === 'removed') return removedWords('this video', video)
  if (video.appealed === true) return 'You have asked for another look. Only you see this video until a moderator has looked.'
  return ['Only you see this video until a moderator has looked at it.', ...video.reasons].join(' ')
}
