/** The making of a video as a durable job: script, review, check, render, store. Whoever takes it up goes on behind the last stage that was kept. */
import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Database } from '@quint/db/database.ts'
import type { JobKind, JobRun } from '@quint/jobs/job.ts'
import type { ModelStage } from '@quint/moderation/model-stage.ts'
import { moderate } from '@quint/moderation/moderate.ts'
import { messagesOf } from '@quint/moderation/verdict.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Storage } from '@quint/storage/storage.ts'
import { z } from 'zod'
import type { Author, Script } from '../author/author.ts'
import * as events from '../events.ts'
import { type FileKind, fileNames, type RenderFacts } from '../render/files.ts'
import type { Press } from '../render/press.ts'
import { faultsOf } from '../storyboard/check.ts'
import { type Storyboard, storyboard as storyboardShape } from '../storyboard/storyboard.ts'
import * as store from './video-store.ts'

export const videoJob = 'video'

export interface PipelineDeps {
  readonly database: Database
  readonly storage: Storage
  readonly press: Press
  readonly author: Author
  /** Judges what the rules let through, where there is a model for it. */
  readonly stage?: ModelStage | undefined
  /** Files stand here until they are stored. */
  readonly workFolder: string
  readonly atOnce: number
}

const inputShape = z.object({ videoId: z.string(), revision: z.number().int(), draft: z.boolean() })
export type VideoInput = z.infer<typeof inputShape>

/** Of the whole job, when a stage begins. */
const percents = { script: 2, review: 10, check: 12, render: 15, store: 90 } as const

export const contentTypes: Readonly<Record<FileKind, string>> = {
  video: 'video/mp4',
  captions: 'text/vtt; charset=utf-8',
  chapters: 'text/vtt; charset=utf-8',
  thumbnail: 'image/webp',
  storyboard: 'image/webp',
}

export const prefixOf = (videoId: string, revision?: number): string => `videos/${videoId}${revision === undefined ? '' : `/${revision}`}`

export function videoKind(deps: PipelineDeps): JobKind {
  return {
    name: videoJob,
    atOnce: deps.atOnce,
    mostPerLearner: 1,
    mostTries: 3,
    run: (job) => make(deps, job),
    undo: {
      store: async ({ input, signal }) => {
        const { videoId, revision } = inputShape.parse(input)
        await deps.storage.remove(prefixOf(videoId, revision), signal)
        await rm(outOf(deps, videoId, revision), { recursive: true, force: true })
      },
    },
    async ended(tx, { id, input, state, error }) {
      const { videoId } = inputShape.parse(input)
      if (state === 'done') return
      const status = state === 'cancelled' ? 'cancelled' : error === 'forbidden' ? 'refused' : 'failed'
      await store.endVideo(tx, videoId, { jobId: id, status, error })
    },
  }
}

async function make(deps: PipelineDeps, job: JobRun): Promise<void> {
  const input = inputShape.parse(job.input)
  const at = (stage: keyof typeof percents): void => job.report({ stage, percent: percents[stage] })
  at('script')
  const script = await job.step(
    'script',
    (signal) => scriptOf(deps, job, { input, signal }),
    (tx, written) => (input.draft ? Promise.resolve() : store.putScript(tx, input.videoId, written)),
  )
  const board = storyboardShape.parse(script.storyboard)
  at('review')
  await job.step(
    'review',
    (signal) => judged(board, deps.stage, signal),
    (tx, judgement) => store.putJudgement(tx, input.videoId, judgement),
  )
  at('check')
  await job.step('check', async () => checked(board))
  at('render')
  await job.step('render', (signal) => rendered(deps, board, { job, out: '', signal }))
  at('store')
  const { userId } = job
  const { replaces } = await job.step(
    'store',
    (signal) => stored(deps, board, { job, input, signal }),
    async (tx, { facts, files }) => {
      const video = await store.putRendered(tx, input.videoId, { revision: input.revision, storyboard: board, files, facts })
      if (video === undefined) throw new Failure('gone', 'The video was deleted.')
      const { subject, difficulty, author } = video
      if (video.first) await events.published(tx, { videoId: input.videoId, userId, subject, difficulty, durationMs: facts.durationMs, author })
    },
  )
  await rm(outOf(deps, input.videoId, input.revision), { recursive: true, force: true })
  if (replaces > 0 && replaces !== input.revision) await deps.storage.remove(prefixOf(input.videoId, replaces), job.signal)
}

interface Scripting {
  readonly input: VideoInput
  readonly signal: AbortSignal
}

async function scriptOf({ database, author }: PipelineDeps, { userId }: JobRun, { input, signal }: Scripting): Promise<Script> {
  const video = await database.asLearner(userId, (tx) => store.ownVideo(tx, userId, input.videoId))
  if (video === undefined) throw new Failure('gone', 'The video was deleted.')
  if (input.draft) return { storyboard: video.draft ?? storyboardShape.parse(video.storyboard), author: video.author, modelDigest: '', tags: [] }
  const { topic, subject, difficulty } = video
  return author.write({ userId, topic, subject, difficulty }, signal)
}

/** What others will see and hear, judged as one text. Code is the point of it. */
async function judged(board: Storyboard, stage: ModelStage | undefined, signal: AbortSignal) {
  const texts = [
    board.title,
    board.summary,
    ...board.scenes.flatMap(({ title, keyPoint, bullets, narration }) => [title, keyPoint, ...bullets, ...narration.map(({ say }) => say)]),
    ...board.quiz.flatMap(({ question, options, why }) => [question, ...options, why]),
  ]
  const text = texts.join('\n')
  const byRules = moderate(text, { without: ['solution_code'] })
  const { verdict, reasons } = stage === undefined ? byRules : await stage.judge(text, byRules, signal)
  if (verdict === 'refuse') throw new Failure('forbidden', 'This video may not stand.')
  return { moderation: verdict === 'review' ? 'review' : 'clear', reasons: messagesOf(reasons) }
}

function checked(board: Storyboard): { readonly scenes: number } {
  const faults = faultsOf(board)
  if (faults.length > 0) throw new Failure('invalid', `The script is not good enough: ${faults[0]}.`)
  return { scenes: board.scenes.length }
}

interface Printing {
  readonly job: JobRun
  readonly out: string
  readonly signal: AbortSignal
}

async function rendered({ press }: PipelineDeps, storyboard: Storyboard, { job, out, signal }: Printing): Promise<object> {
  const { render, store: next } = percents
  const tell = (done: number, of: number): void => {
    if (out === '') job.report({ stage: 'render', percent: Math.round(render + ((next - render) * done) / of) })
  }
  await press.print({ storyboard, out, signal, tell })
  return {}
}

const outOf = ({ workFolder }: PipelineDeps, videoId: string, revision: number): string => path.join(workFolder, 'out', `${videoId}.${revision}`)

interface Storing {
  readonly job: JobRun
  readonly input: VideoInput
  readonly signal: AbortSignal
}

/** Clips that are there are joined; those that another machine made are made again. */
async function stored(deps: PipelineDeps, board: Storyboard, { job, input, signal }: Storing) {
  const { videoId, revision } = input
  const replaces = await deps.database.asLearner(job.userId, (tx) => store.revisionOf(tx, videoId))
  const out = outOf(deps, videoId, revision)
  await rendered(deps, board, { job, out, signal })
  const files: Record<string, store.StoredFile> = {}
  for (const [kind, name] of Object.entries(fileNames) as [FileKind, string][]) {
    const bytes = await readFile(path.join(out, name))
    const key = `${prefixOf(videoId, revision)}/${name}`
    await deps.storage.put(key, bytes, contentTypes[kind], signal)
    files[kind] = { key, bytes: bytes.length, etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 27) }
  }
  const facts = JSON.parse(await readFile(path.join(out, 'facts.json'), 'utf8')) as RenderFacts
  job.report({ stage: 'publish', percent: 99 })
  return { files, facts, replaces }
}
