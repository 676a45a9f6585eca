/** A runner for tests of the lab: its own server and Postgres, and an engine that tells what a test wants told. */
import { serviceIdentity } from '@quint/auth/service.ts'
import { testIssuer } from '@quint/auth/testing.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { testDatabase } from '@quint/db/testing.ts'
import type { StartLabRunRequest } from '@quint/proto/gen/quint/runner/v1/lab.ts'
import { RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { connect } from '@quint/rpc/client.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { settings } from '../../config.ts'
import { migrations } from '../../migrate.ts'
import { type RunnerDeps, start } from '../../service.ts'
import type { LabEvent, LabRun, LabStatistics } from '../run.ts'
import type { RunLab } from '../runs/kind.ts'

export const wish: StartLabRunRequest = {
  ...{ workload: 'broadcast', language: 'javascript', style: 'sdk', source: 'export const start = () => ({})', faults: ['partition'] },
  ...{ nodes: 5, seconds: 10, rate: 100, seed: 7 },
}

export async function labHouse(runLab?: RunLab, environment: Readonly<Record<string, string>> = {}, deps: Pick<RunnerDeps, 'labPlace'> = {}) {
  await using owned = new AsyncDisposableStack()
  const issuer = owned.use(await testIssuer(['gateway', 'runner']))
  const db = owned.use(await testDatabase('runner', migrations))
  const bus = owned.use(memoryBus())
  const settingsOf = (more: Readonly<Record<string, string>>) =>
    readSettings(settings, {
      RUNNER_LISTEN_ADDRESS: '127.0.0.1:0',
      RUNNER_DATABASE_URL: db.urls.url,
      RUNNER_DATABASE_OWNER_URL: db.urls.ownerUrl,
      RUNNER_BUBBLEWRAP: 'off',
      RUNNER_WARM_PROCESSES: '0',
      BUS_URL: db.urls.url,
      GATEWAY_JWKS_URL: issuer.jwksUrl,
      GATEWAY_ISSUER: issuer.issuer,
      MESH_TRUSTED_KEYS: JSON.stringify(issuer.mesh.trusted),
      ...more,
    })
  const begin = (engine?: RunLab, more = environment) =>
    start(settingsOf(more), { bus, log: silentLog, eventRetryDelaysMs: [1, 1], ...deps, ...(engine === undefined ? {} : { runLab: engine }) })
  const runner = owned.use(await begin(runLab))
  const identity = await serviceIdentity('gateway', issuer.mesh.privateKeys.gateway ?? {})
  const { call } = owned.use(connect(RunnerServiceDefinition, { address: runner.address, identity, audience: 'runner' }))
  const learner = async (userId = uuidv7()) => ({ userId, options: { learnerToken: await issuer.token(userId), deadline: 60_000 } })
  // What was opened is closed when something here fails, and is the caller’s from here on.
  const whole = owned.move()
  return { call, bus, db, learner, begin, [Symbol.asyncDispose]: () => whole.disposeAsync() }
}

export type LabHouse = Awaited<ReturnType<typeof labHouse>>
export type Learner = Awaited<ReturnType<LabHouse['learner']>>

export const figures: LabStatistics = {
  ...{ operations: 200, ok: 190, failed: 5, unknown: 5, availability: 0.95, messages: 900, bytes: 50_000, messagesPerOperation: 4.5 },
  ...{ medianMs: 10, p95Ms: 40, p99Ms: 80, maxMs: 120, faultsTaken: 3 },
}

/** What an engine tells of a run that goes well, but for the things of `more` between its start and its end. */
export async function* told({ seed, nodes }: LabRun, more: Iterable<LabEvent> = [], statistics = figures): AsyncGenerator<LabEvent> {
  yield { kind: 'started', virtual: true, seed, nodes: Array.from({ length: nodes }, (_, index) => `n${index}`), totalMs: 10_000 }
  yield* more
  yield { kind: 'statistics', statistics }
  yield { kind: 'verdict', result: 'pass', anomaly: '', explanation: 'Everything that was told was read.', seed, witness: null }
}

export const logged = (node: string, text: string): LabEvent => ({ kind: 'log', atMs: 1, node, text })

/** Follows a run to its end. @returns its last state, and what happened. */
export async function followed({ call }: LabHouse, { options }: Learner, runId: string) {
  const events: LabEvent[] = []
  let state: { readonly status: string; readonly verdict: string } = { status: '', verdict: '' }
  for await (const { event } of call.followLabRun({ runId, attempt: 0, after: 0 }, options)) {
    if (event?.$case === 'run') state = event.value
    else if (event?.$case === 'piece') for (const line of event.value.lines.trimEnd().split('\n')) events.push(JSON.parse(line) as LabEvent)
  }
  return { ...state, events }
}
