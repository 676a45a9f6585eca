/** A runner for tests of submissions: its own server and Postgres, real deployments, and a trial that asks what a test wants asked. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { serviceIdentity } from '@quint/auth/service.ts'
import { testIssuer } from '@quint/auth/testing.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { testDatabase } from '@quint/db/testing.ts'
import type { DesignInput, FollowSubmissionResponse, Submission } from '@quint/proto/gen/quint/runner/v1/design.ts'
import { RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { connect } from '@quint/rpc/client.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { settings } from '../../config.ts'
import { migrations } from '../../migrate.ts'
import { start } from '../../service.ts'
import { localProvisioner } from '../local/provisioner.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import type { Deployment } from '../provisioner.ts'
import type { runTrial, TrialEvent } from '../trial.ts'

export const shortener: DesignInput = {
  problemId: 'url-shortener',
  schemaInput: urlShortener.schema,
  apiSpecInput: '',
  designText: '',
  blueprint: JSON.stringify(urlShortener.good),
}

/** Asks whether the design answers, and says so. */
const oneQuestion: typeof runTrial = async function* (deployment) {
  yield await asked(deployment)
}

export async function asked({ entryHost, entryPorts: [port = 0] }: Deployment): Promise<TrialEvent> {
  const { status } = await fetch(`http://${entryHost}:${port}/links/nobody`)
  return { kind: 'functional', title: 'An unknown link is not found', check: 'unknown-is-404', passed: status === 404, requests: 1, atMs: 1 }
}

export async function designHouse(trial: typeof runTrial = oneQuestion, environment: Readonly<Record<string, string>> = {}) {
  await using owned = new AsyncDisposableStack()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-designs-'))
  owned.defer(() => rmSync(folder, { recursive: true, force: true }))
  const issuer = owned.use(await testIssuer(['gateway', 'runner']))
  const db = owned.use(await testDatabase('runner', migrations))
  const bus = owned.use(memoryBus())
  const given: Record<string, string> = {
    RUNNER_LISTEN_ADDRESS: '127.0.0.1:0',
    RUNNER_DATABASE_URL: db.urls.url,
    RUNNER_DATABASE_OWNER_URL: db.urls.ownerUrl,
    RUNNER_DESIGN_DIR: folder,
    RUNNER_DESIGN_DATABASE_URL: db.adminUrl,
    RUNNER_BUBBLEWRAP: 'off',
    RUNNER_WARM_PROCESSES: '0',
    BUS_URL: db.urls.url,
    GATEWAY_JWKS_URL: issuer.jwksUrl,
    GATEWAY_ISSUER: issuer.issuer,
    MESH_TRUSTED_KEYS: JSON.stringify(issuer.mesh.trusted),
    ...environment,
  }
  const begin = (runs: typeof runTrial = trial) =>
    start(readSettings(settings, given), { bus, log: silentLog, eventRetryDelaysMs: [1, 1], runTrial: runs })
  const runner = owned.use(await begin())
  const identity = await serviceIdentity('gateway', issuer.mesh.privateKeys.gateway ?? {})
  const { call } = owned.use(connect(RunnerServiceDefinition, { address: runner.address, identity, audience: 'runner' }))
  const learner = async (userId = uuidv7(), roles: readonly string[] = []) => ({
    userId,
    options: { learnerToken: await issuer.token(userId, { roles }), deadline: 120_000 },
  })
  const provisioner = localProvisioner({ folder: path.join(folder, 'ledger'), adminUrl: db.adminUrl })
  const whole = owned.move()
  return { call, bus, db, folder, learner, begin, given, left: () => provisioner.left(), [Symbol.asyncDispose]: () => whole.disposeAsync() }
}

export type DesignHouse = Awaited<ReturnType<typeof designHouse>>
export type Learner = Awaited<ReturnType<DesignHouse['learner']>>

export async function submitted(
  { call }: DesignHouse,
  { options }: Learner,
  design: Partial<DesignInput> = {},
  more: { despite?: boolean; wait?: boolean } = {},
) {
  const { submission } = await call.submitDesign(
    { design: { ...shortener, ...design }, despite: false, previousId: '', wait: false, ...more },
    options,
  )
  if (submission === undefined) throw new Error('no submission')
  return submission
}

/** Follows a submission until it is over, or until the probe is satisfied. @returns its last state, all states, and what was found out. */
export async function followed(
  { call }: DesignHouse,
  { options }: Learner,
  submissionId: string,
  until: (told: FollowSubmissionResponse) => boolean = () => false,
) {
  const events: TrialEvent[] = []
  const states: string[] = []
  let last: Submission | undefined
  for await (const told of call.followSubmission({ submissionId, after: 0 }, options)) {
    if (told.told?.$case === 'submission') {
      last = told.told.value
      if (states.at(-1) !== last.status) states.push(last.status)
    } else if (told.told?.$case === 'news') events.push(JSON.parse(told.told.value.event) as TrialEvent)
    if (until(told)) break
  }
  return { last, states, events }
}
