/** Takes up jobs of one kind, as many at once as this process may, and keeps its hold on each by a heartbeat. */
import { startListener } from '@quint/bus/listener.ts'
import type { Database } from '@quint/db/database.ts'
import { Failure, type FailureCode } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { type AttemptOptions, finish, type Hands, openHands, runSteps, undoSteps } from './attempt.ts'
import type { JobKind } from './job.ts'
import { countEnd, observeBacklog } from './observed.ts'
import * as store from './store.ts'

export interface WorkerOptions {
  readonly database: Database
  readonly kinds: readonly JobKind[]
  readonly log: Log
  /** After so long without a heartbeat another worker takes a job up. */
  readonly leaseSeconds?: number
  readonly beatMs?: number
  readonly pollMs?: number
  /** The first wait before a job is tried again; it doubles each time, up to five minutes. */
  readonly againMs?: number
}

type Settings = Required<Omit<WorkerOptions, 'kinds'>>

/** Disposal stops the jobs in hand: they go on elsewhere, or at the next start, behind their last step. */
export function startWorkers({ kinds, ...given }: WorkerOptions): AsyncDisposable {
  const options: Settings = { leaseSeconds: 10, beatMs: 1000, pollMs: 1000, againMs: 1000, ...given }
  const leaving = new AbortController()
  const loops = kinds.map((kind) => work(options, kind, leaving.signal))
  const observing = observeBacklog(options.database)
  return {
    async [Symbol.asyncDispose]() {
      observing[Symbol.dispose]()
      leaving.abort()
      await Promise.all(loops)
    },
  }
}

async function work(options: Settings, kind: JobKind, leaving: AbortSignal): Promise<void> {
  const { database, pollMs, log } = options
  const inHand = new Set<Promise<void>>()
  await using listener = startListener({
    database,
    channel: store.jobsChannel,
    concerns: (payload) => payload.endsWith(` ${kind.name}`),
    signal: leaving,
    pollMs,
  })
  while (!leaving.aborted) {
    const free = kind.atOnce - inHand.size
    // However much there is to do, somebody undoes what is to end: whoever cancels a job that waits does not wait for the others.
    const job = free > -handsForEnding ? await next(options, kind, free > 0) : undefined
    if (job === undefined) {
      // Whichever comes first: news, the poll, or a free hand.
      await Promise.race([listener.next(), ...inHand])
      continue
    }
    const going = attempt({ ...options, kind, leaving }, options, job)
      .catch((error: unknown) => log.error('a job could not be put down', error, { name: kind.name, jobId: job.id }))
      .finally(() => inHand.delete(going))
    inHand.add(going)
  }
  await Promise.all(inHand)
}

/** Beside those that work. */
const handsForEnding = 1

async function next({ database, leaseSeconds, log }: Settings, kind: JobKind, anyJob: boolean): Promise<store.Claimed | undefined> {
  try {
    // Jobs that are to end are given out whatever their learner has running; others are not where none may run.
    return await store.claim(database, { kind: kind.name, mostPerLearner: anyJob ? kind.mostPerLearner : 0, leaseSeconds })
  } catch (error) {
    log.error('jobs cannot be taken up', error, { name: kind.name })
    return undefined
  }
}

type Given = 'done' | 'put down' | { readonly ending: 'failed' | 'cancelled'; readonly error: string }

async function attempt(options: AttemptOptions, settings: Settings, job: store.Claimed): Promise<void> {
  const given =
    begunToEnd(options.kind, job) ?? (await holding(options, { job, heedsCancel: true }, (hands) => play(options, settings, { job, hands })))
  if (given === 'put down') return
  // Cancelling stops the work, not its undoing.
  if (given !== 'done') await holding(options, { job, heedsCancel: false }, (hands) => giveUp(options, settings, { job, hands, ...given }))
}

function begunToEnd(kind: JobKind, job: store.Claimed): Given | undefined {
  if (job.ending !== null) return { ending: job.ending, error: '' }
  return overTried(kind, job) ? { ending: 'failed', error: 'gave_up' } : undefined
}

interface Holding {
  readonly job: store.Claimed
  readonly heedsCancel: boolean
}

/** The lease is renewed for as long as the work goes on. */
async function holding<T>(options: AttemptOptions, { job, heedsCancel }: Holding, work: (hands: Hands) => Promise<T>): Promise<T> {
  const hands = openHands()
  const leave = (): void => hands.stop('leaving')
  options.leaving.addEventListener('abort', leave, { once: true })
  if (options.leaving.aborted) leave()
  const ended = new AbortController()
  const beating = keepHold(options, { job, hands, heedsCancel, ended: ended.signal })
  try {
    return await work(hands)
  } finally {
    ended.abort()
    options.leaving.removeEventListener('abort', leave)
    await beating
  }
}

interface InHand {
  readonly job: store.Claimed
  readonly hands: Hands
}

async function play(options: AttemptOptions, settings: Settings, { job, hands }: InHand): Promise<Given> {
  try {
    await runSteps(options, job, hands)
    await finish(options, { job, hands }, { state: 'done', error: '' })
    countEnd(options.kind.name, 'done')
    return 'done'
  } catch (thrown) {
    const ending = judge(thrown, { options, job, hands })
    if (ending !== 'put down') return { ending, error: ending === 'failed' ? codeOf(thrown) : '' }
    await putDown(options, settings, { job, hands, thrown })
    return 'put down'
  }
}

/** A job that kills whoever takes it up is not taken up for ever. */
const overTried = ({ mostTries }: JobKind, { attempt: taken }: store.Claimed): boolean => taken > 4 * mostTries

const passing: ReadonlySet<FailureCode> = new Set(['unavailable', 'deadline', 'exhausted', 'cancelled'])

function judge(thrown: unknown, { options, job, hands }: InHand & { readonly options: AttemptOptions }): 'failed' | 'cancelled' | 'put down' {
  const why = hands.stopped()
  if (why === 'cancelled') return 'cancelled'
  if (why !== undefined) return 'put down'
  options.log.warn('a step of a job went wrong', { name: options.kind.name, jobId: job.id, attempt: job.attempt, error: codeOf(thrown) })
  if (thrown instanceof Failure && !passing.has(thrown.code)) return 'failed'
  return job.failures + 1 >= options.kind.mostTries ? 'failed' : 'put down'
}

const codeOf = (thrown: unknown): string => (thrown instanceof Failure ? thrown.code : 'internal')
const longestWaitMs = 300_000

async function putDown(options: AttemptOptions, { againMs }: Settings, { job, hands, thrown }: InHand & { readonly thrown: unknown }): Promise<void> {
  const why = hands.stopped()
  if (why === 'lost') return
  const failed = why === undefined
  const seconds = failed ? Math.min(longestWaitMs, againMs * 2 ** job.failures) / 1000 : 0
  await options.database.asLearner(job.userId, (tx) => store.putOff(tx, job, { seconds, failed, error: failed ? codeOf(thrown) : '' }))
}

interface GivingUp extends InHand {
  readonly ending: 'failed' | 'cancelled'
  readonly error: string
}

/** Undoing is tried for as long as it takes: a job is not ended before nothing of it is left. */
async function giveUp(options: AttemptOptions, settings: Settings, { job, hands, ending, error }: GivingUp): Promise<void> {
  try {
    if (job.ending === null) await options.database.asLearner(job.userId, (tx) => store.beginEnding(tx, job, { ending, error }))
    await undoSteps(options, job, hands)
    await finish(options, { job, hands }, { state: ending, error })
    countEnd(options.kind.name, ending)
  } catch (thrown) {
    options.log.error('what a job began could not be undone yet', thrown, { name: options.kind.name, jobId: job.id })
    await putDown(options, settings, { job, hands, thrown })
  }
}

interface Holder extends InHand {
  readonly heedsCancel: boolean
  readonly ended: AbortSignal
}

/** Renews the lease. Whoever cannot, stops before another may have the job. */
async function keepHold(options: AttemptOptions, holder: Holder): Promise<void> {
  const { job, hands, ended } = holder
  const mostMs = options.leaseSeconds * 1000 - options.beatMs
  let renewed = performance.now()
  while (hands.stopped() !== 'lost') {
    await sleep(options.beatMs, ended)
    if (ended.aborted) return
    const asked = performance.now()
    try {
      await beatOnce(options, holder)
      renewed = asked
    } catch (error) {
      options.log.warn('a job could not be held', {
        name: options.kind.name,
        jobId: job.id,
        error: error instanceof Error ? error.name : 'unknown',
      })
      if (performance.now() - renewed > mostMs) hands.stop('lost')
    }
  }
}

async function beatOnce({ database, leaseSeconds }: AttemptOptions, { job, hands, heedsCancel }: Holder): Promise<void> {
  const progress = hands.news()
  const answer = await database.asLearner(job.userId, (tx) => store.beat(tx, job, { leaseSeconds, progress }))
  if (answer === undefined) hands.stop('lost')
  else if (heedsCancel && answer.cancelRequested) hands.stop('cancelled')
}
