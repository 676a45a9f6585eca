/** The two services that an interview needs, as they run in the mesh: the interviewer, and what runs the code. */
import { serviceIdentity } from '@quint/auth/service.ts'
import { testIssuer } from '@quint/auth/testing.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { settings as hintsSettings } from '@quint/hints/config.ts'
import { start as startHints } from '@quint/hints/service.ts'
import { settings as runnerSettings } from '@quint/infra-runner/config.ts'
import { start as startRunner } from '@quint/infra-runner/service.ts'
import { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { connect } from '@quint/rpc/client.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'

export type Interviewer = Awaited<ReturnType<Stand['interviewer']>>
export type Runner = Stand['runner']
export type Stand = Awaited<ReturnType<typeof openStand>>

const patienceMs = 120_000

export async function openStand() {
  await using owned = new AsyncDisposableStack()
  const issuer = owned.use(await testIssuer(['gateway', 'hints', 'runner']))
  const bus = owned.use(memoryBus())
  const db = owned.use(await testDatabase('hints', []))
  const runnerUrls = await db.schema('runner', [])
  const identity = await serviceIdentity('gateway', issuer.mesh.privateKeys.gateway ?? {})
  const common = {
    BUS_URL: db.urls.url,
    GATEWAY_JWKS_URL: issuer.jwksUrl,
    GATEWAY_ISSUER: issuer.issuer,
    MESH_TRUSTED_KEYS: JSON.stringify(issuer.mesh.trusted),
  }
  const config = readSettings(runnerSettings, {
    ...common,
    RUNNER_LISTEN_ADDRESS: '127.0.0.1:0',
    RUNNER_DATABASE_URL: runnerUrls.url,
    RUNNER_DATABASE_OWNER_URL: runnerUrls.ownerUrl,
    RUNNER_BUBBLEWRAP: 'off',
    RUNNER_WARM_PROCESSES: '1',
  })
  const running = owned.use(await startRunner(config, { bus, log: silentLog }))
  const runner = owned.use(connect(RunnerServiceDefinition, { address: running.address, identity, audience: 'runner' })).call
  const options = { learnerToken: await issuer.token(uuidv7(), {}), deadline: patienceMs }
  const rest = owned.move()
  /** @param environment of the service, such as a model's address and key. */
  const interviewer = async (environment: Readonly<Record<string, string>>) => {
    const hints = rest.use(
      await startHints(
        readSettings(hintsSettings, {
          ...common,
          HINTS_LISTEN_ADDRESS: '127.0.0.1:0',
          HINTS_DATABASE_URL: db.urls.url,
          HINTS_DATABASE_OWNER_URL: db.urls.ownerUrl,
          HINTS_REQUESTS_PER_MINUTE: '1000',
          HINTS_TOKENS_PER_DAY: '100000000',
          ...environment,
        }),
        { bus, log: silentLog },
      ),
    )
    const { call } = rest.use(connect(HintsServiceDefinition, { address: hints.address, identity, audience: 'hints' }))
    return { ...hints.coach, call, options }
  }
  return { runner: { call: runner, options }, interviewer, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}
