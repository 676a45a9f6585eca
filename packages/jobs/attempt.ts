/** One attempt at a job: its steps one after another, its lease renewed meanwhile, and what was begun undone when it is given up for good. */
import type { Database, Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { JobEnd, JobKind, JobRun, Progress } from './job.ts'
import { observeStep } from './observed.ts'
import * as store from './store.ts'

export interface AttemptOptions {
  readonly database: Database
  readonly kind: JobKind
  readonly log: Log
  readonly leaseSeconds: number
  readonly beatMs: number
  /** Aborted when the process takes leave. */
  readonly leaving: AbortSignal
}

/** Why an attempt has to stop. */
export type Stop = 'lost' | 'cancelled' | 'leaving'

/** What an attempt and its heartbeat know of each other. */
export interface Hands {
  readonly signal: AbortSignal
  readonly stopped: () => Stop | undefined
  readonly stop: (why: Stop) => void
  readonly report: (progress: Progress) => void
  /** What was reported since it was asked for last. */
  readonly news: () => Progress | undefined
}

export function openHands(): Hands {
  const controller = new AbortController()
  let why: Stop | undefined
  let latest: Progress | undefined
  return {
    signal: controller.signal,
    stopped: () => why,
    stop(reason) {
      why ??= reason
      controller.abort(new Failure('cancelled', 'The job was stopped.'))
    },
    report(progress) {
      latest = progress
    },
    news() {
      const told = latest
      latest = undefined
      return told
    },
  }
}

/** Runs the steps. Those that were kept by an earlier attempt give what was kept. */
export async function runSteps(options: AttemptOptions, job: store.Claimed, hands: Hands): Promise<void> {
  const { database, kind } = options
  const kept = new Map((await database.asLearner(job.userId, (tx) => store.stepsOf(tx, job.id))).map((step) => [step.name, step]))
  const run: JobRun = {
    id: job.id,
    userId: job.userId,
    input: job.input,
    attempt: job.attempt,
    signal: hands.signal,
    report: hands.report,
    async step<T>(name: string, work: (signal: AbortSignal) => Promise<T>, also?: (tx: Tx, result: T) => Promise<void>): Promise<T> {
      const known = kept.get(name)
      // What was kept is what the same step gave before.
      if (known?.state === 'done') return known.result as T
      if (kind.undo?.[name] !== undefined && known === undefined)
        await held(options, { job, hands }, (tx) => store.keepStep(tx, job, { name, state: 'begun' }))
      hands.signal.throwIfAborted()
      const result = await observeStep(kind.name, name, () => work(hands.signal))
      await held(options, { job, hands }, async (tx) => {
        await store.keepStep(tx, job, { name, state: 'done', result })
        await also?.(tx, result)
      })
      return result
    },
  }
  await kind.run(run)
}

export interface Holding {
  readonly job: store.Claimed
  readonly hands: Hands
}

/** A transaction that counts only while this attempt is the job's last and nobody cancelled it. */
async function held(options: AttemptOptions, { job, hands }: Holding, work: (tx: Tx) => Promise<void>): Promise<void> {
  await options.database.asLearner(job.userId, async (tx) => {
    const place = await store.hold(tx, job)
    if (place === undefined) hands.stop('lost')
    else if (place.cancelRequested) hands.stop('cancelled')
    hands.signal.throwIfAborted()
    await work(tx)
  })
}

/** Takes back, last first, what was begun or done. Each is marked, so that an undoing that is cut off goes on where it was. */
export async function undoSteps({ database, kind }: AttemptOptions, job: store.Claimed, hands: Hands): Promise<void> {
  const steps = await database.asLearner(job.userId, (tx) => store.stepsOf(tx, job.id))
  for (const { name, state, result } of steps.toReversed()) {
    const undo = kind.undo?.[name]
    if (undo === undefined || state === 'undone') continue
    hands.signal.throwIfAborted()
    await observeStep(kind.name, `undo ${name}`, () =>
      undo({ id: job.id, userId: job.userId, input: job.input, result: state === 'done' ? result : undefined, signal: hands.signal }),
    )
    await database.asLearner(job.userId, async (tx) => {
      if ((await store.hold(tx, job)) === undefined) hands.stop('lost')
      hands.signal.throwIfAborted()
      await store.markUndone(tx, job.id, name)
    })
  }
}

/** Ends the job, together with what its service writes down about it. */
export async function finish(options: AttemptOptions, { job, hands }: Holding, end: Pick<JobEnd, 'state' | 'error'>): Promise<void> {
  await options.database.asLearner(job.userId, async (tx) => {
    const place = await store.hold(tx, job)
    if (place === undefined) hands.stop('lost')
    // Once everything is done, it is too late to cancel.
    if (place === undefined) hands.signal.throwIfAborted()
    const error = await store.endJob(tx, job.id, end)
    await options.kind.ended?.(tx, { id: job.id, userId: job.userId, input: job.input, state: end.state, error })
    if (place?.erase === true) await store.removeJob(tx, job.id)
  })
}
