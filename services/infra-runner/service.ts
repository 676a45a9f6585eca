/** The runner: runs learners' programs in sandboxes, judges them against the bank's tests, measures how they grow. */
import path from 'node:path'
import type { Bus } from '@quint/bus/bus.ts'
import { startConsumer } from '@quint/bus/consumer.ts'
import { startRelay } from '@quint/bus/relay.ts'
import { openDatabase } from '@quint/db/database.ts'
import { startMonths } from '@quint/db/months.ts'
import { migrate } from '@quint/db/schema.ts'
import { startWorkers } from '@quint/jobs/worker.ts'
import { RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { serve } from '@quint/rpc/server.ts'
import { serving } from '@quint/rpc/serving.ts'
import { openTls } from '@quint/rpc/tls.ts'
import type { Log } from '@quint/runtime/log.ts'
import { observe } from '@quint/telemetry/metrics.ts'
import { openDesigns } from './build/pipeline/open.ts'
import type { runTrial } from './build/trial.ts'
import type { RunnerConfig } from './config.ts'
import { handlers, topics } from './events.ts'
import { runLab } from './lab/run.ts'
import { openFollowing } from './lab/runs/following.ts'
import { labKind, type RunLab } from './lab/runs/kind.ts'
import { checkedPlaced } from './lab/service/request.ts'
import { migrations } from './migrate.ts'
import { openLabPlacing } from './place/lab-place.ts'
import type { Place } from './place/place.ts'
import { openQueue } from './queue.ts'
import { rpc } from './rpc.ts'
import { openSandbox } from './sandbox/open.ts'
import type { LanguageReport } from './sandbox/sandbox.ts'

export interface RunnerService extends AsyncDisposable {
  readonly address: string
  readonly languages: readonly LanguageReport[]
}

export interface RunnerDeps {
  readonly bus: Bus
  readonly log: Log
  /** In place of the lab itself. */
  readonly runLab?: RunLab
  /** In place of where the settings say that nodes of the lab run. */
  readonly labPlace?: Place
  /** In place of the trial of a design. */
  readonly runTrial?: typeof runTrial
  /** Pauses between attempts to apply an event, ms. */
  readonly eventRetryDelaysMs?: readonly number[]
}

const eventRetryDelaysMs = [50, 250, 1000, 5000]
/** Of one learner. */
const mostWaiting = 20

export async function start(config: RunnerConfig, deps: RunnerDeps): Promise<RunnerService> {
  await using owned = new AsyncDisposableStack()
  const { bus, log } = deps
  await migrate(config.RUNNER_DATABASE_OWNER_URL, 'runner', migrations)
  const database = owned.use(openDatabase({ url: config.RUNNER_DATABASE_URL, readUrl: config.RUNNER_DATABASE_READ_URL }))
  owned.use(startRelay({ database, bus, source: 'runner', log }))
  owned.use(startMonths({ database, log }))
  owned.use(startConsumer({ database, bus, group: 'runner', topics, handlers, log, retryDelaysMs: deps.eventRetryDelaysMs ?? eventRetryDelaysMs }))
  const sandbox = owned.use(
    await openSandbox({
      bubblewrap: config.RUNNER_BUBBLEWRAP === 'off' ? '' : config.RUNNER_BUBBLEWRAP,
      warm: config.RUNNER_WARM_PROCESSES,
      idleMs: config.RUNNER_IDLE_MINUTES * 60_000,
      cacheFolder: config.RUNNER_CACHE_DIR === '' ? '' : path.resolve(config.RUNNER_CACHE_DIR),
    }),
  )
  const queue = openQueue({ concurrent: config.RUNNER_CONCURRENT_RUNS, perLearner: config.RUNNER_RUNS_PER_LEARNER, mostWaiting })
  owned.use(
    observe('quint.run.active', (report) => {
      report(queue.running(), { 'quint.run.state': 'running' })
      report(queue.waiting(), { 'quint.run.state': 'waiting' })
    }),
  )
  const mostPerLearner = 1
  const designs = owned.use(openDesigns(config, { database, log, runTrial: deps.runTrial }))
  const placing = owned.use(await openLabPlacing(config, { log, place: deps.labPlace }))
  const atOnce = config.RUNNER_LAB_RUNS_AT_ONCE
  const kinds = [designs.kind, labKind({ database, sandbox, placing, runLab: deps.runLab ?? runLab, atOnce, mostPerLearner })]
  owned.use(startWorkers({ database, log, kinds }))
  const following = owned.use(openFollowing(database))
  const labQuota = { mostAtOnce: config.RUNNER_LAB_RUNS_PER_LEARNER, mostPerDay: config.RUNNER_LAB_RUNS_PER_DAY }
  const tls = owned.use(openTls({ folder: config.MESH_TLS_DIR, log }))
  const server = owned.use(
    await serve(
      RunnerServiceDefinition,
      rpc({
        database,
        runner: { sandbox, queue },
        lab: {
          database,
          sandbox: { ...sandbox, placed: placing === undefined ? undefined : checkedPlaced(config.RUNNER_LAB_PLACE_RUNS) },
          following,
          ...labQuota,
        },
        designs: designs.calls,
      }),
      serving(config, {
        name: 'runner',
        listen: config.RUNNER_LISTEN_ADDRESS,
        log,
        tls,
        ready: () => database.query('select 1'),
      }),
    ),
  )
  const rest = owned.move()
  return { address: server.address, languages: sandbox.report(), [Symbol.asyncDispose]: () => rest.disposeAsync() }
}
