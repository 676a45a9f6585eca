/** A design from what was written to a report, as a durable job: checked, derived, deployed, tried, reported on. Whatever happens, nothing of it stays behind. */
import type { Database } from '@quint/db/database.ts'
import type { JobKind, JobRun } from '@quint/jobs/job.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { measure } from '@quint/telemetry/metrics.ts'
import { z } from 'zod'
import type { Queue } from '../../queue.ts'
import type { Blueprint } from '../blueprint/blueprint.ts'
import { blueprintFrom } from '../blueprint/read.ts'
import { mostConnections, toLocalPlan } from '../derive/local-plan.ts'
import { toTerraform } from '../derive/terraform.ts'
import { packs } from '../packs/packs.ts'
import type { Deployment } from '../provisioner.ts'
import { type Checked, checkDesign } from '../submission/check.ts'
import type { Status } from '../submission/status.ts'
import * as store from '../submission/submission-store.ts'
import { forgetTrial } from '../submission/trial-store.ts'
import type { runTrial } from '../trial.ts'
import type { Budget } from './budget.ts'
import { ending } from './ending.ts'
import type { Provisioning } from './provisioning.ts'
import { reported } from './reporting.ts'
import { tryDesign } from './trying.ts'

export const designJob = 'design'

export interface PipelineDeps {
  readonly database: Database
  readonly provisioning: Provisioning
  readonly budget: Budget
  /** Trials measure: they take turns, so that nobody measures somebody else's load. */
  readonly turns: Queue
  readonly runTrial: typeof runTrial
  /** Empty: all. */
  readonly faults: ReadonlySet<string>
  readonly trialMs: number
  /** See reference/version.ts. */
  readonly runsOn?: string
  readonly atOnce: number
  readonly mostPerLearner: number
}

const inputShape = z.object({ submissionId: z.string() })
const mostTries = 3

/** Of the whole job, when a part begins. */
const percents = { validate: 2, generate: 6, deploy: 10, test: 20, report: 97 } as const

export function designKind(deps: PipelineDeps): JobKind {
  return {
    name: designJob,
    atOnce: deps.atOnce,
    mostPerLearner: deps.mostPerLearner,
    mostTries,
    run: (job) => make(deps, job),
    undo: {
      deploy: async ({ input }) => {
        const { submissionId } = inputShape.parse(input)
        await (await deps.provisioning.open()).remove(namespaceOf(submissionId))
      },
    },
    ended: (tx, end) => ending(tx, inputShape.parse(end.input).submissionId, end),
  }
}

/** Letters and digits, of this submission alone. */
export function namespaceOf(submissionId: string): string {
  return `s${submissionId.replaceAll('-', '')}`
}

async function make(deps: PipelineDeps, job: JobRun): Promise<void> {
  const { submissionId } = inputShape.parse(job.input)
  const enter = (status: Status, part: keyof typeof percents): Promise<unknown> => {
    job.report({ stage: part, percent: percents[part] })
    return job.step(
      `enter ${status}`,
      async () => ({}),
      (tx) => store.enter(tx, submissionId, status),
    )
  }
  await enter('VALIDATING', 'validate')
  const { go } = await job.step(
    'validate',
    () => checked(deps, job, submissionId),
    (tx, { all }) => store.putChecked(tx, submissionId, all),
  )
  // That rules are broken is a result, and no failure of the job.
  if (!go) return
  const parts = await deps.database.asLearner(job.userId, (tx) => store.findParts(tx, submissionId))
  if (parts?.checked?.derived === undefined) throw new Failure('gone', 'The submission was deleted.')
  const blueprint = read(parts.checked)
  await enter('GENERATING_INFRA', 'generate')
  await job.step('generate', async () => generated(blueprint, submissionId))
  await deployedAndTried(deps, { job, submissionId, blueprint, checked: parts.checked, expiresAt: parts.expiresAt, enter })
  job.report({ stage: 'report', percent: percents.report })
  await job.step(
    'report',
    () => reported(deps.database, job.userId, { submissionId, blueprint, findings: parts.checked?.findings ?? [], asked: deps }),
    (tx, done) => store.putReport(tx, submissionId, done),
  )
}

async function checked(
  { database }: PipelineDeps,
  { userId }: JobRun,
  submissionId: string,
): Promise<{ readonly go: boolean; readonly all: Checked }> {
  const [row, parts] = await database.asLearner(
    userId,
    async (tx) => [await store.findSubmission(tx, submissionId), await store.findParts(tx, submissionId)] as const,
  )
  if (row === undefined || parts === undefined) throw new Failure('gone', 'The submission was deleted.')
  const all = await checkDesign(
    parts,
    packs.find(({ id }) => id === row.problemId),
  )
  return { go: all.valid || (row.despite && all.deployable), all }
}

/** What was kept is read again as anybody's: defaults and limits hold whatever the version that wrote it. */
function read({ derived }: Checked): Blueprint {
  const again = blueprintFrom(derived?.blueprint)
  if (again.kind === 'refused') throw new Failure('invalid', 'The design was checked by another version: submit it again.')
  return again.value
}

/** Whether everything can be derived, before anything is started. */
function generated(blueprint: Blueprint, submissionId: string): Readonly<Record<string, number>> {
  const placement = { namespace: namespaceOf(submissionId), expires: 'after-the-trial' }
  const bytes = (target: 'google' | 'aws' | 'local'): number => Buffer.byteLength(toTerraform(blueprint, target, placement))
  return { google: bytes('google'), aws: bytes('aws'), local: bytes('local'), processes: toLocalPlan(blueprint).processes.length }
}

interface Trying {
  readonly job: JobRun
  readonly submissionId: string
  readonly blueprint: Blueprint
  readonly checked: Checked
  readonly expiresAt: Date
  readonly enter: (status: Status, part: 'deploy' | 'test') => Promise<unknown>
}

/** Time for a trial that is over to be told so, before somebody else removes what it runs on. */
const graceMs = 60_000

/** A deployment lives in this process alone: whoever takes the job up later deploys anew, and tries from the beginning. */
async function deployedAndTried(deps: PipelineDeps, { job, submissionId, blueprint, checked: found, expiresAt, enter }: Trying): Promise<void> {
  const plan = toLocalPlan(blueprint)
  const namespace = namespaceOf(submissionId)
  const connections = mostConnections(plan)
  const provisioner = await deps.provisioning.open()
  job.report({ stage: 'queue', percent: percents.deploy })
  using _place = await deps.budget.take({ processes: plan.processes.length + 1, connections }, job.signal)
  await enter('DEPLOYING', 'deploy')
  const open: { deployment?: Deployment } = {}
  await using owned = new AsyncDisposableStack()
  const deploy = async (signal: AbortSignal): Promise<{ readonly startMs: number }> => {
    await provisioner.remove(namespace)
    const began = performance.now()
    open.deployment = owned.use(await provisioner.deploy(plan, { namespace, expiresAt: expiresAt.getTime() + graceMs, signal }))
    const startMs = Math.round(performance.now() - began)
    measure('quint.design.deploy', startMs / 1000, {})
    return { startMs }
  }
  let { startMs } = await job.step('deploy', deploy)
  await enter('TESTING', 'test')
  await job.step('test', async (signal) => {
    if (open.deployment === undefined) startMs = (await deploy(signal)).startMs
    const { deployment } = open
    if (deployment === undefined) throw new Failure('unavailable', 'The design is not there.')
    await deps.database.asLearner(job.userId, (tx) => forgetTrial(tx, submissionId))
    const span = { from: percents.test, to: percents.report }
    return await tryDesign(deps, {
      job,
      submissionId,
      blueprint,
      checked: found,
      deployment,
      processes: plan.processes.length,
      startMs,
      span,
      signal,
    })
  })
}
