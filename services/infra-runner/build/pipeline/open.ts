/** Everything that submissions of designs need, out of the settings: where they are deployed, what they may take, the job, the calls. */
import type { Database } from '@quint/db/database.ts'
import type { JobKind } from '@quint/jobs/job.ts'
import type { Log } from '@quint/runtime/log.ts'
import { startRepeating } from '@quint/runtime/repeating.ts'
import { observe } from '@quint/telemetry/metrics.ts'
import type { RunnerConfig } from '../../config.ts'
import { checkPlaceSettings, openKubernetes } from '../../place/open.ts'
import type { Place } from '../../place/place.ts'
import { openQueue } from '../../queue.ts'
import { openClouds } from '../cloud/open.ts'
import { startMeasuring } from '../reference/measuring.ts'
import { openFollowing } from '../submission/following.ts'
import type { SubmissionDeps } from '../submission/rpc.ts'
import type { runTrial } from '../trial.ts'
import { openBudget } from './budget.ts'
import { keepHouse } from './housekeeping.ts'
import { designJob, designKind } from './pipeline.ts'
import { openProvisioning } from './provisioning.ts'

export interface Designs extends AsyncDisposable {
  readonly kind: JobKind
  readonly calls: SubmissionDeps
}

export interface DesignDeps {
  readonly database: Database
  readonly log: Log
  readonly now?: (() => Date) | undefined
  readonly runTrial?: typeof runTrial | undefined
  readonly houseEveryMs?: number | undefined
}

const houseEveryMs = 10_000

/** What tries a design is in memory once one is tried. */
const trialWhenNeeded: typeof runTrial = async function* (...asked) {
  const trial = await import('../trial.ts')
  yield* trial.runTrial(...asked)
}

/** Undefined: this machine. @throws where the settings do not go together. */
export function placeOf(config: RunnerConfig): (() => Promise<Place & Disposable>) | undefined {
  if (config.RUNNER_DESIGN_PLACE === 'local' || config.RUNNER_DESIGNS === 'off') return undefined
  if (config.RUNNER_DESIGN_DATABASE_URL === '')
    throw new Error('configuration:\n  RUNNER_DESIGN_DATABASE_URL is required where RUNNER_DESIGN_PLACE is kubernetes')
  checkPlaceSettings(config)
  return () => openKubernetes(config, 'design')
}

/** Submissions of one learner that wait to measure. */
const mostWaiting = 100

export function openDesigns(config: RunnerConfig, { database, log, now = () => new Date(), ...deps }: DesignDeps): Designs {
  const owned = new AsyncDisposableStack()
  const provisioning = owned.use(
    openProvisioning({
      folder: config.RUNNER_DESIGN_DIR,
      databaseUrl: config.RUNNER_DESIGN_DATABASE_URL,
      terraform: config.RUNNER_DESIGN_TERRAFORM,
      openPlace: placeOf(config),
      log,
    }),
  )
  const budget = openBudget({ processes: config.RUNNER_DESIGN_PROCESSES, connections: config.RUNNER_DESIGN_CONNECTIONS })
  const turns = openQueue({ concurrent: config.RUNNER_DESIGN_TRIALS_AT_ONCE, perLearner: 1, mostWaiting })
  const clouds = owned.use(openClouds(config, { database, log }))
  const following = owned.use(openFollowing(database, clouds.place?.cloud ?? ''))
  const house = { database, provisioning, log }
  owned.use(startRepeating({ name: 'runner.house', everyMs: deps.houseEveryMs ?? houseEveryMs, work: () => keepHouse(house), log }))
  owned.use(
    observe('quint.design.processes', (report) => {
      report(budget.taken().processes, {})
    }),
  )
  const asked = {
    faults: new Set(config.RUNNER_DESIGN_FAULTS),
    trialMs: config.RUNNER_DESIGN_TRIAL_SECONDS * 1000,
    runsOn: config.RUNNER_DESIGN_PLACE,
  }
  const trials = { runTrial: deps.runTrial ?? trialWhenNeeded, ...asked }
  const kind = designKind({
    database,
    provisioning,
    budget,
    turns,
    ...trials,
    atOnce: config.RUNNER_DESIGNS === 'on' ? config.RUNNER_DESIGNS_AT_ONCE : 0,
    mostPerLearner: config.RUNNER_DESIGNS_PER_LEARNER,
  })
  const idle = config.RUNNER_DESIGN_REFERENCES === 'idle'
  if (config.RUNNER_DESIGNS === 'on' && config.RUNNER_DESIGNS_AT_ONCE > 0)
    owned.use(startMeasuring({ database, provisioning, budget, turns, ...trials, idle, jobKind: designJob, log }))
  const quota = { mostAtOnce: config.RUNNER_DESIGNS_WAITING, mostPerDay: config.RUNNER_DESIGNS_PER_DAY }
  const longestMs = config.RUNNER_DESIGN_MINUTES * 60_000
  const calls = { database, following, ...quota, longestMs, now, deploys: config.RUNNER_DESIGNS === 'on', place: clouds.place, references: asked }
  return { kind, calls, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
