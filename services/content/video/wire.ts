/** Videos as the contract has them. */
import type { Question, Video } from '@quint/proto/gen/quint/content/v1/video.ts'
import type { Storyboard } from '../storyboard/storyboard.ts'
import type { Parts, VideoRow } from './video-store.ts'

export interface ProgressNow {
  readonly stage: string
  readonly percent: number
  readonly ahead: number
  readonly etaSeconds: number
}

export function toVideo(row: VideoRow, progress?: ProgressNow): Video {
  const { ratingSum: _sum, newKey: _new, topKey: _top, hotKey: _hot, reasons, ...rest } = row
  return {
    ...rest,
    // What is tried again behind its script is under way, too.
    status: row.status === 'waiting' && progress !== undefined && progress.stage !== 'queue' ? 'running' : row.status,
    tags: [...row.tags],
    chapters: [...row.chapters],
    // To its owner; moderators have a list of their own.
    reasons: row.own ? [...reasons] : [],
    reason: row.own ? row.reason : '',
    appealed: row.own && row.appealed,
    ratingAvg: average(row),
    ...(progress === undefined ? {} : { progress }),
  }
}

/** To two digits; 0 when nobody has rated it. */
export function average({ ratingSum, ratingCount }: Pick<VideoRow, 'ratingSum' | 'ratingCount'>): number {
  return ratingCount === 0 ? 0 : Math.round((ratingSum / ratingCount) * 100) / 100
}

/** Answers and reasons are told once the learner has answered. */
export function toQuiz({ quiz }: Storyboard, cues: Parts['cues'], chosen: readonly number[] | undefined): Question[] {
  return quiz.map(({ question, options, answer, why, scene }, index) => ({
    question,
    options,
    atMs: cues.filter((cue) => cue.scene === scene).at(-1)?.toMs ?? 0,
    chosen: chosen?.[index] ?? -1,
    answer: chosen === undefined ? -1 : answer,
    why: chosen === undefined ? '' : why,
  }))
}
