/** The part of the mesh that interviews need, for tests: real services, and gateways that come and go. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { generateMeshKeys } from '@quint/auth/service.ts'
import { openEmbeddedBus } from '@quint/bus/embedded.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { settings as gatewaySettings } from '@quint/gateway/config.ts'
import { start as startGateway } from '@quint/gateway/service.ts'
import { settings as hintsSettings } from '@quint/hints/config.ts'
import { start as startHints } from '@quint/hints/service.ts'
import { settings as runnerSettings } from '@quint/infra-runner/config.ts'
import { start as startRunner } from '@quint/infra-runner/service.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { freePort } from '@quint/runtime/port.ts'
import { settings as sessionsSettings } from '@quint/sessions/config.ts'
import { start as startSessions } from '@quint/sessions/service.ts'

/** @param environment of every service. */
export async function openInterviewMesh(environment: Readonly<Record<string, string>> = {}) {
  await using owned = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-interview-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  const db = owned.use(await testDatabase('identity', []))
  const [busUrls, sessionsUrls] = [await db.schema('bus', []), await db.schema('sessions', [])]
  const [hintsUrls, runnerUrls] = [await db.schema('hints', []), await db.schema('runner', [])]
  const bus = owned.use(await openEmbeddedBus(busUrls.ownerUrl))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const keys = await generateMeshKeys(['gateway', 'sessions', 'hints', 'runner', 'plans', 'content'])
  const common = {
    BUS_URL: busUrls.ownerUrl,
    MESH_TRUSTED_KEYS: JSON.stringify(keys.trusted),
    GATEWAY_JWKS_URL: `${url}/.well-known/jwks.json`,
    GATEWAY_ISSUER: url,
    GATEWAY_PUBLIC_URL: url,
    GATEWAY_DATABASE_URL: db.urls.url,
    GATEWAY_DATABASE_OWNER_URL: db.urls.ownerUrl,
    GATEWAY_SIGNING_KEYS_FILE: path.join(folder, 'keys.json'),
    GATEWAY_SERVICE_KEY: JSON.stringify(keys.privateKeys.gateway),
    SESSIONS_LISTEN_ADDRESS: '127.0.0.1:0',
    SESSIONS_DATABASE_URL: sessionsUrls.url,
    SESSIONS_DATABASE_OWNER_URL: sessionsUrls.ownerUrl,
    SESSIONS_SERVICE_KEY: JSON.stringify(keys.privateKeys.sessions),
    HINTS_LISTEN_ADDRESS: '127.0.0.1:0',
    HINTS_DATABASE_URL: hintsUrls.url,
    HINTS_DATABASE_OWNER_URL: hintsUrls.ownerUrl,
    RUNNER_LISTEN_ADDRESS: '127.0.0.1:0',
    RUNNER_DATABASE_URL: runnerUrls.url,
    RUNNER_DATABASE_OWNER_URL: runnerUrls.ownerUrl,
    RUNNER_CACHE_DIR: path.join(folder, 'runner'),
    RUNNER_BUBBLEWRAP: 'off',
    ...environment,
  }
  const deps = { bus, log: silentLog }
  const hints = owned.use(await startHints(readSettings(hintsSettings, common), deps))
  const runner = owned.use(await startRunner(readSettings(runnerSettings, common), deps))
  const sessions = owned.use(await startSessions(readSettings(sessionsSettings, { ...common, HINTS_ADDRESS: hints.address }), deps))
  const addresses = { SESSIONS_ADDRESS: sessions.address, HINTS_ADDRESS: hints.address, RUNNER_ADDRESS: runner.address }
  /** The first has the address by which learners' tokens are checked; it has to stay for that, or to have been asked once. */
  const gateway = async (at = 0) => startGateway(readSettings(gatewaySettings, { ...common, ...addresses, GATEWAY_PORT: String(at) }), deps)
  const first = owned.use(await gateway(port))
  const register = async (email: string): Promise<{ readonly userId: string; readonly token: string }> => {
    const body = JSON.stringify({ email, password: 'correct horse battery', displayName: 'Ada' })
    const response = await fetch(`${url}/api/auth/register`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const { accessToken, user } = (await response.json()) as { accessToken: string; user: { id: string } }
    return { userId: user.id, token: accessToken }
  }
  const rest = owned.move()
  return { url, bus, db, first, gateway, register, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}
