/** Designs in a cloud, out of the settings: whether one is lent here, and who keeps them on their way. */
import path from 'node:path'
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import { observe } from '@quint/telemetry/metrics.ts'
import type { RunnerConfig } from '../../config.ts'
import { cloudBacklog, goingStates } from './cloud-store.ts'
import { startKeeper } from './keeper.ts'
import { type CloudPlace, credentialsOf, variablesOf } from './place.ts'

export interface Clouds extends AsyncDisposable {
  readonly place: CloudPlace | undefined
}

/** Before it is killed, Terraform may write down what it is at. */
const graceMs = 20_000

/** @param environment where credentials are; a name that no provider of ours reads is never looked at. */
export function openClouds(
  config: RunnerConfig,
  { database, log, environment = process.env }: { readonly database: Database; readonly log: Log; readonly environment?: NodeJS.ProcessEnv },
): Clouds {
  const owned = new AsyncDisposableStack()
  const place = placeOf(config, environment)
  owned.use(observed(database))
  if (place !== undefined) owned.use(startKeeper({ database, place, log }))
  return { place, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

function placeOf(config: RunnerConfig, environment: NodeJS.ProcessEnv): CloudPlace | undefined {
  const cloud = config.RUNNER_DESIGN_CLOUD
  if (cloud === 'off') return undefined
  return {
    cloud,
    binary: config.RUNNER_DESIGN_CLOUD_TERRAFORM,
    folder: path.resolve(config.RUNNER_DESIGN_DIR, 'cloud'),
    plugins: config.RUNNER_DESIGN_CLOUD_PLUGINS,
    variables: variablesOf(cloud, config.RUNNER_DESIGN_CLOUD_VARIABLES),
    ...credentialsOf(cloud, environment),
    limits: {
      replicas: config.RUNNER_DESIGN_CLOUD_REPLICAS,
      usdMonth: config.RUNNER_DESIGN_CLOUD_USD_MONTH,
      hours: config.RUNNER_DESIGN_CLOUD_HOURS,
      planHours: config.RUNNER_DESIGN_CLOUD_PLAN_HOURS,
      atOnce: config.RUNNER_DESIGN_CLOUDS_AT_ONCE,
      longestMs: config.RUNNER_DESIGN_CLOUD_MINUTES * 60_000,
      graceMs,
    },
  }
}

/** Also where no cloud is lent any more: what was made while one was is still there. */
function observed(database: Database): Disposable {
  const owned = new DisposableStack()
  owned.use(
    observe('quint.cloud.deployments', async (report) => {
      const backlog = await cloudBacklog(database)
      for (const state of goingStates) report(backlog.find((one) => one.state === state)?.clouds ?? 0, { 'quint.cloud.state': state })
    }),
  )
  owned.use(
    observe('quint.cloud.late', async (report) => {
      report(Math.max(0, ...(await cloudBacklog(database)).map(({ lateSeconds }) => lateSeconds)), {})
    }),
  )
  return owned
}
