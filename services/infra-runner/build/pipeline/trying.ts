/** One trial of a deployed design: waits for its turn, tells each thing that is found out as it is found, and ends when its job does. */
import { createHash } from 'node:crypto'
import type { Database } from '@quint/db/database.ts'
import type { JobRun } from '@quint/jobs/job.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Queue } from '../../queue.ts'
import type { Blueprint } from '../blueprint/blueprint.ts'
import { toChaosPlan } from '../derive/chaos-plan.ts'
import { toTestPlan } from '../derive/test-plan.ts'
import { packs } from '../packs/packs.ts'
import type { Deployment } from '../provisioner.ts'
import type { Checked } from '../submission/check.ts'
import * as store from '../submission/submission-store.ts'
import { type Told, tell } from '../submission/trial-store.ts'
import type { runTrial } from '../trial.ts'

export interface TryingDeps {
  readonly database: Database
  readonly turns: Queue
  readonly runTrial: typeof runTrial
  readonly faults: ReadonlySet<string>
  readonly trialMs: number
}

export interface Trying {
  readonly job: JobRun
  readonly submissionId: string
  readonly blueprint: Blueprint
  readonly checked: Checked
  readonly deployment: Deployment
  readonly processes: number
  readonly startMs: number
  readonly span: { readonly from: number; readonly to: number }
  readonly signal: AbortSignal
}

export async function tryDesign(deps: TryingDeps, trying: Trying): Promise<{ readonly events: number }> {
  const { job, submissionId, blueprint, checked, deployment, processes, startMs, span, signal } = trying
  const row = await deps.database.asLearner(job.userId, (tx) => store.findSubmission(tx, submissionId))
  if (row === undefined) throw new Failure('gone', 'The submission was deleted.')
  const pack = packs.find(({ id }) => id === row.problemId)
  const telling = { submissionId, userId: job.userId, jobId: job.id, attempt: job.attempt }
  const keep = async (event: Told): Promise<void> => {
    const kept = await deps.database.asLearner(job.userId, (tx) => tell(tx, telling, event))
    if (!kept) throw new Failure('cancelled', 'Another attempt has the job.')
  }
  job.report({ stage: 'turn', percent: span.from })
  using _turn = await deps.turns.enter(job.userId, signal)
  const seed = seedOf(submissionId)
  await keep({ kind: 'trial', measure: 'begun', seed, processes, startMs })
  const chaos = toChaosPlan(blueprint).filter(({ fault }) => deps.faults.size === 0 || deps.faults.has(fault))
  const given = { blueprint, tests: toTestPlan(blueprint), chaos, api: checked.api, seed, budgetMs: deps.trialMs }
  let events = 0
  for await (const event of deps.runTrial(deployment, pack === undefined ? given : { ...given, pack }, signal)) {
    await keep(event)
    events += 1
    const done = Math.min(1, event.atMs / deps.trialMs)
    job.report({ stage: event.kind, percent: Math.round(span.from + (span.to - span.from) * done) })
  }
  signal.throwIfAborted()
  return { events }
}

/** Of the submission: a trial that is begun again asks the same. */
function seedOf(submissionId: string): number {
  return createHash('sha256').update(submissionId).digest().readUInt32BE(0)
}
