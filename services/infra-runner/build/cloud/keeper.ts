/** Keeps every design in a cloud on its way: planned, applied, asked, destroyed. Whoever is killed in the middle is followed by another, who undoes what was half done. */
import type { Database } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { startRepeating } from '@quint/runtime/repeating.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { count } from '@quint/telemetry/metrics.ts'
import * as store from './cloud-store.ts'
import type { CloudPlace } from './place.ts'
import { checkStep, destroyStep, makeStep, planStep } from './steps.ts'
import { closeWorkspace, unkeptState } from './workspace.ts'

export interface Keeping {
  readonly database: Database
  readonly place: CloudPlace
  readonly log: Log
  /** After so long without a heartbeat another takes it up: longer than Terraform lives without whoever started it. */
  readonly leaseSeconds?: number
  readonly beatMs?: number
  readonly pollMs?: number
  /** The first pause after something went wrong; it doubles each time. */
  readonly againMs?: number
  /** How long what was made may take to answer. */
  readonly healthWithinMs?: number
}

export type Keeper = Required<Keeping>

const hands = 2
const mostPlanTries = 3
const longestPauseMs = 3_600_000

export function startKeeper(given: Keeping): AsyncDisposable {
  const keeper: Keeper = { leaseSeconds: 60, beatMs: 5000, pollMs: 2000, againMs: 10_000, healthWithinMs: 300_000, ...given }
  const owned = new AsyncDisposableStack()
  const leaving = new AbortController()
  const work = () => turn(keeper, leaving.signal)
  for (let hand = 0; hand < hands; hand += 1) owned.use(startRepeating({ name: 'runner.clouds', everyMs: keeper.pollMs, work, log: keeper.log }))
  return {
    async [Symbol.asyncDispose]() {
      leaving.abort()
      await owned.disposeAsync()
    },
  }
}

async function turn(keeper: Keeper, leaving: AbortSignal): Promise<'more' | 'done'> {
  if (leaving.aborted) return 'done'
  const claimed = await store.claimCloud(keeper.database, keeper.leaseSeconds)
  if (claimed === undefined) return 'done'
  await holding(keeper, claimed, leaving)
  return 'more'
}

/** Why the work stops before its end. */
class Stopped extends Error {
  readonly why: 'leaving' | 'lost' | 'ending'
  constructor(why: Stopped['why']) {
    super(why)
    this.why = why
  }
}

/** One deployment in these hands. */
export interface Hold {
  readonly keeper: Keeper
  readonly one: store.Claimed
  readonly signal: AbortSignal
  /** Where it is now. */
  state(): store.CloudState
  /** Kept only while nobody else has it. */
  put(patch: store.Patch): Promise<void>
}

async function holding(keeper: Keeper, one: store.Claimed, leaving: AbortSignal): Promise<void> {
  const stop = new AbortController()
  const over = new AbortController()
  let { state } = one
  const put = async (patch: store.Patch): Promise<void> => {
    if ((await store.putCloud(keeper.database, one, patch)) === undefined) throw new Stopped('lost')
    state = patch.state ?? state
  }
  const leave = (): void => stop.abort(new Stopped('leaving'))
  leaving.addEventListener('abort', leave, { once: true })
  if (leaving.aborted) leave()
  const hold = { keeper, one, signal: stop.signal, state: () => state, put }
  const beating = beat(hold, stop, over.signal)
  try {
    await step(hold)
    // Over, or waiting for somebody: the lease is given back, once there is no folder that the next one could share.
    await closeWorkspace(keeper.place, one.id)
    await store.putCloud(keeper.database, one, { leased_until: null })
  } catch (error) {
    // Nobody could be told: the lease runs out, and whoever comes next begins where this one was.
    await putDown(hold, stop.signal.aborted ? stop.signal.reason : error).catch((thrown: unknown) =>
      keeper.log.error('a design in a cloud could not be put down', thrown),
    )
  } finally {
    leaving.removeEventListener('abort', leave)
    over.abort()
    await beating
  }
}

async function beat(hold: Hold, stop: AbortController, over: AbortSignal): Promise<void> {
  const { leaseSeconds, beatMs, log } = hold.keeper
  let renewed = performance.now()
  while (!over.aborted && !stop.signal.aborted) {
    await sleep(beatMs, over)
    if (over.aborted) return
    const asked = performance.now()
    try {
      const why = await beatOnce(hold)
      renewed = asked
      if (why !== undefined && !over.aborted) stop.abort(new Stopped(why))
    } catch (error) {
      log.warn('a design in a cloud could not be held', { error: error instanceof Error ? error.name : 'unknown' })
      if (performance.now() - renewed > leaseSeconds * 1000 - beatMs) stop.abort(new Stopped('lost'))
    }
  }
}

async function beatOnce({ keeper: { database, leaseSeconds }, one }: Hold): Promise<Stopped['why'] | undefined> {
  const told = await store.beatCloud(database, one, leaseSeconds)
  if (told === undefined) return 'lost'
  return told.ending && !one.ending ? 'ending' : undefined
}

const takenBack = 'It was taken back.'
const undecided = 'Nobody decided about the plan in time: it can be asked for again.'

async function step(hold: Hold): Promise<void> {
  const { one, put } = hold
  const reason = one.reason || takenBack
  switch (one.state) {
    case 'asked':
      return one.ending ? await put({ state: 'refused', reason }) : await planStep(hold)
    case 'planned':
      return await put(one.ending ? { state: 'refused', reason, plan: null } : { state: 'expired', reason: undecided, plan: null })
    case 'approved':
      return one.ending ? await put({ state: 'refused', reason, plan: null }) : await makeStep(hold)
    // Somebody was at it and is no more: what was approved was all of it, not the rest.
    case 'applying':
      return await takenDown(hold, 'Making it was interrupted: what there was of it is taken down.')
    case 'applied':
      if (one.ending) return await takenDown(hold, 'It was ended.')
      return one.isOver ? await takenDown(hold, 'Its time was over.') : await checkStep(hold, one.outputs)
    case 'destroying':
      return await destroyStep(hold)
    default:
      return
  }
}

async function takenDown(hold: Hold, why: string): Promise<void> {
  await hold.put({ state: 'destroying', reason: hold.one.reason || why })
  await destroyStep(hold)
}

/** Its state is in the database then; where that failed, its folder stays for the next one. */
async function putDown(hold: Hold, error: unknown): Promise<void> {
  const { keeper, one } = hold
  const { database, place, log } = keeper
  if (error instanceof Stopped) {
    if (error.why === 'lost') return
    // Taken up again at once: by this process, or by the next one.
    await store.putCloud(database, one, { leased_until: null })
    return
  }
  const failure = error instanceof Failure ? error.code : 'internal'
  log.warn('a step of a design in a cloud went wrong', { kind: hold.state(), attempt: one.attempt, error: failure })
  const unkept = await unkeptState(place, one)
  const patch = { ...wentWrong(hold, error), ...(unkept === undefined ? {} : { state_file: unkept }) }
  if ((await store.putCloud(database, one, patch)) === undefined) return
  await closeWorkspace(place, one.id)
  await store.putCloud(database, one, { leased_until: null })
}

/** Where it goes on, and when. Nothing is given up that may be there. */
function wentWrong({ keeper, one, state }: Hold, error: unknown): store.Patch {
  const detail = error instanceof Failure ? error.message : 'It failed for a reason of ours: see the log.'
  const failures = one.failures + 1
  const pauseMs = Math.min(longestPauseMs, keeper.againMs * 2 ** one.failures)
  const again = { detail, failures, run_at: new Date(Date.now() + pauseMs).toISOString() }
  const isFinal = error instanceof Failure && (error.code === 'conflict' || error.code === 'invalid')
  switch (state()) {
    case 'asked':
      if (!isFinal && failures < mostPlanTries) return again
      return { state: 'failed', detail, failures, reason: 'The plan could not be made; nothing was made in the cloud.' }
    case 'approved':
      return { state: 'failed', detail, failures, plan: null, reason: 'The plan is not the one that was approved; nothing was made in the cloud.' }
    case 'applying':
      return {
        ...again,
        state: 'destroying',
        failures: 0,
        reason: 'It could not be made in the cloud; what there was of it is taken down.',
        run_at: new Date().toISOString(),
      }
    case 'destroying':
      count('quint.cloud.undestroyed', {})
      return again
    default:
      return again
  }
}
