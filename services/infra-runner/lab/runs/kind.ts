/** A run as a durable job: whoever takes it up begins it anew from its seed, and only the last attempt may tell what happens. */
import type { Database } from '@quint/db/database.ts'
import type { JobKind, JobRun } from '@quint/jobs/job.ts'
import { Failure, isAway } from '@quint/runtime/failure.ts'
import { count } from '@quint/telemetry/metrics.ts'
import { z } from 'zod'
import * as events from '../../events.ts'
import { type LabDeps, type LabEvent, type LabRun, type LabStatistics, type LabVerdict, lessons } from '../run.ts'
import { keepBest } from './board-store.ts'
import { openPieces } from './pieces.ts'
import { isRanked } from './ranked.ts'
import * as store from './run-store.ts'
import { openTime, type Stage, tooLate } from './too-late.ts'

export const labJob = 'lab'

export type RunLab = (run: LabRun, deps: LabDeps) => AsyncIterable<LabEvent>

export interface LabKindDeps {
  readonly database: Database
  readonly sandbox: LabDeps['sandbox']
  readonly runLab: RunLab
  /** Undefined: nodes run here. */
  readonly placing?: LabDeps['placing']
  readonly atOnce: number
  readonly mostPerLearner: number
}

const inputShape = z.object({ runId: z.string() })

/** Beyond the seconds in which clients ask: starting, healing, checking, and looking for a smaller run, all of it four times as long where the machine is busy. */
const restMs = 240_000
/** The longest of all that building waits for here: modules are laid out and compiled once, in six minutes at most, and the program in a minute and a half. */
const buildMs = 480_000

export function labKind(deps: LabKindDeps): JobKind {
  return {
    name: labJob,
    atOnce: deps.atOnce,
    mostPerLearner: deps.mostPerLearner,
    mostTries: 3,
    async run(job) {
      const { runId } = inputShape.parse(job.input)
      await job.step(
        'run',
        (signal) => attempt(deps, { runId, job, signal }),
        async (tx, end) => {
          const run = await store.putEnd(tx, { runId, attempt: job.attempt }, end)
          if (run === undefined) throw new Failure('gone', 'The run was deleted.')
          if (run.ranked) await keepBest(tx, run)
          await events.trialFinished(tx, { ...run, runId, verdict: end.verdict, anomaly: end.anomaly })
          count('quint.lab.judged', { 'quint.lab.verdict': end.verdict, 'quint.lab.style': run.style })
        },
      )
    },
    async ended(tx, { input, state, error }) {
      if (state !== 'done') await store.putStopped(tx, inputShape.parse(input).runId, { status: state, error })
    },
  }
}

interface Attempt {
  readonly runId: string
  readonly job: JobRun
  readonly signal: AbortSignal
}

async function attempt({ database, sandbox, runLab, placing }: LabKindDeps, { runId, job, signal }: Attempt): Promise<store.Ended> {
  const holder = { runId, attempt: job.attempt }
  const run = await database.asLearner(job.userId, (tx) => store.takeUp(tx, holder))
  if (run === undefined) throw new Failure('gone', 'The run was deleted.')
  const pieces = openPieces({
    now: () => performance.now(),
    async keep(piece) {
      if (!(await database.asLearner(job.userId, (tx) => store.addPiece(tx, holder, piece)))) throw new Failure('gone', 'Another worker has the run.')
    },
  })
  using time = openTime({ buildMs: buildMs + readyWithinMs(placing), runMs: run.seconds * 1000 + restMs })
  const heard: Heard = { totalMs: 1, virtual: false, stage: 'building', statistics: undefined, verdict: undefined }
  try {
    for await (const event of runLab(run, { sandbox, placing, signal: AbortSignal.any([signal, time.over]) })) {
      signal.throwIfAborted()
      hear(heard, event, job)
      if (heard.stage !== 'building') time.built()
      await pieces.add(event)
    }
  } catch (error) {
    if (!time.over.aborted || signal.aborted) {
      // Whoever follows the run still hears what was told of it until then.
      if (isAway(error)) await pieces.end().catch(() => undefined)
      throw error
    }
  }
  signal.throwIfAborted()
  const verdict = heard.verdict ?? (time.over.aborted ? tooLate(run.seed, heard.stage) : undefined)
  if (verdict === undefined) throw new Error('a run ended without a verdict')
  if (heard.verdict === undefined) await pieces.add(verdict)
  await pieces.end()
  return endOf(run, { ...heard, verdict })
}

/** Where nodes get machines of their own: until these are there, and the program is built at each. */
function readyWithinMs(placing: LabDeps['placing']): number {
  return placing === undefined ? 0 : placing.openWithinMs + placing.buildWithinMs
}

interface Heard {
  totalMs: number
  virtual: boolean
  stage: Stage
  statistics: LabStatistics | undefined
  verdict: LabVerdict | undefined
}

/** Programs say what they like; Postgres keeps no NUL and no half of a character. */
function keepable(verdict: LabVerdict): LabVerdict {
  const keep = (_name: string, value: unknown): unknown => (typeof value === 'string' ? value.replaceAll('\0', '\ufffd').toWellFormed() : value)
  return JSON.parse(JSON.stringify(verdict, keep)) as LabVerdict
}

const percentOf = { building: 2, starting: 5, checking: 90, shrinking: 95 } as const

function hear(heard: Heard, event: LabEvent, job: JobRun): void {
  if (event.kind === 'started') Object.assign(heard, { totalMs: Math.max(1, event.totalMs), virtual: event.virtual })
  else if (event.kind === 'statistics') heard.statistics = event.statistics
  else if (event.kind === 'verdict') heard.verdict = keepable(event)
  else if (event.kind === 'progress') {
    const { stage, atMs } = event
    heard.stage = stage
    const percent = stage === 'running' ? 5 + Math.floor(85 * Math.min(1, atMs / heard.totalMs)) : percentOf[stage]
    job.report({ stage, percent })
  }
}

/** Of a verdict that is kept beside its run. */
const mostOutcomeBytes = 512 * 1024

function endOf(run: LabRun, { verdict, statistics, virtual }: Heard & { readonly verdict: LabVerdict }): store.Ended {
  const whole = { virtual, verdict, statistics: statistics ?? null }
  const lesson = lessons.find(({ workload }) => workload === run.workload)
  const fits = Buffer.byteLength(JSON.stringify(whole)) <= mostOutcomeBytes
  return {
    verdict: verdict.result,
    explanation: verdict.explanation,
    anomaly: verdict.anomaly,
    outcome: fits ? whole : { ...whole, verdict: { ...verdict, witness: null } },
    operations: statistics?.operations ?? 0,
    messagesPerOperation: statistics?.messagesPerOperation ?? null,
    ranked: isRanked(lesson, { run, verdict, statistics }),
  }
}
