/** A gateway for tests: real sockets and Postgres, and peers that speak the real contracts and can fail. */

import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { learnerVerifier, remoteKeys } from '@quint/auth/learner.ts'
import { generateMeshKeys, serviceVerifier } from '@quint/auth/service.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { ContentServiceDefinition, type ContentServiceImplementation } from '@quint/proto/gen/quint/content/v1/content.ts'
import { HintsServiceDefinition, type HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { PlansServiceDefinition, type PlansServiceImplementation } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import { RunnerServiceDefinition, type RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { SessionsServiceDefinition, type SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { serve } from '@quint/rpc/server.ts'
import { partly } from '@quint/rpc/testing.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { type Log, silentLog } from '@quint/runtime/log.ts'
import { freePort } from '@quint/runtime/port.ts'
import { settings } from './config.ts'
import { openMailbox } from './identity/mail/mailer.ts'
import type { HashFunctions } from './identity/passwords.ts'
import { migrations } from './migrate.ts'
import { start } from './service.ts'

export interface Peers {
  readonly sessions?: Partial<SessionsServiceImplementation>
  readonly hints?: Partial<HintsServiceImplementation>
  readonly runner?: Partial<RunnerServiceImplementation>
  readonly plans?: Partial<PlansServiceImplementation>
  readonly content?: Partial<ContentServiceImplementation>
  readonly environment?: Readonly<Record<string, string>>
  readonly log?: Log
  /** By which codes of authenticator apps are judged; milliseconds since the epoch. */
  readonly now?: () => number
}

/** Every export asks every service. */
const holdsNothing: Partial<RunnerServiceImplementation> = {
  async *streamExport() {
    yield { json: Buffer.from('{"runs":[]}') }
  },
}

const noPlans: Partial<PlansServiceImplementation> = {
  async *streamExport() {
    yield { json: Buffer.from('{"plans":[]}') }
  },
}

const noVideos: Partial<ContentServiceImplementation> = {
  async *streamExport() {
    yield { json: Buffer.from('{"videos":[]}') }
  },
}

export async function testGateway(peers: Peers = {}) {
  await using owned = new AsyncDisposableStack()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-gateway-'))
  owned.defer(() => rmSync(folder, { recursive: true, force: true }))
  const db = owned.use(await testDatabase('identity', migrations))
  const bus = owned.use(memoryBus())
  const mesh = await generateMeshKeys(['gateway', 'sessions', 'hints', 'runner', 'plans', 'content'])
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const verifyLearner = learnerVerifier({ issuer: url, audience: 'quint', keys: remoteKeys(`${url}/.well-known/jwks.json`) })
  const own = { listen: '127.0.0.1:0', verifyLearner, log: silentLog, drainMs: 50 }
  const peer = (name: string) => ({ ...own, verifyService: serviceVerifier(name, mesh.trusted) })
  const sessions = owned.use(await serve(SessionsServiceDefinition, partly(SessionsServiceDefinition, peers.sessions ?? {}), peer('sessions')))
  const hints = owned.use(await serve(HintsServiceDefinition, partly(HintsServiceDefinition, peers.hints ?? {}), peer('hints')))
  const runner = owned.use(
    await serve(RunnerServiceDefinition, partly(RunnerServiceDefinition, { ...holdsNothing, ...peers.runner }), peer('runner')),
  )
  const plans = owned.use(await serve(PlansServiceDefinition, partly(PlansServiceDefinition, { ...noPlans, ...peers.plans }), peer('plans')))
  const content = owned.use(
    await serve(ContentServiceDefinition, partly(ContentServiceDefinition, { ...noVideos, ...peers.content }), peer('content')),
  )
  const mailbox = openMailbox(silentLog)
  const hashes = { hashed: 0, verified: 0 }
  const config = readSettings(settings, {
    GATEWAY_PORT: String(port),
    GATEWAY_PUBLIC_URL: url,
    GATEWAY_DATABASE_URL: db.urls.url,
    GATEWAY_DATABASE_OWNER_URL: db.urls.ownerUrl,
    GATEWAY_SIGNING_KEYS_FILE: path.join(folder, 'keys.json'),
    GATEWAY_SERVICE_KEY: JSON.stringify(mesh.privateKeys.gateway),
    MESH_TRUSTED_KEYS: JSON.stringify(mesh.trusted),
    SESSIONS_ADDRESS: sessions.address,
    HINTS_ADDRESS: hints.address,
    RUNNER_ADDRESS: runner.address,
    PLANS_ADDRESS: plans.address,
    CONTENT_ADDRESS: content.address,
    CONTENT_STORAGE_URL: path.join(folder, 'videos'),
    BUS_URL: db.urls.url,
    ...peers.environment,
  })
  owned.use(
    await start(config, {
      bus,
      log: peers.log ?? silentLog,
      ...(peers.environment?.GATEWAY_SMTP_URL === undefined ? { mailer: mailbox } : {}),
      ...(peers.now === undefined ? {} : { now: peers.now }),
      hashFunctions: counting(hashes),
    }),
  )
  // What was opened is closed when something here fails, and is the caller’s from here on.
  const whole = owned.move()
  return {
    url,
    db,
    bus,
    /** What was sent, oldest first. */
    get mails() {
      return mailbox.list().toReversed()
    },
    hashes,
    ...client(url),
    breakDatabase: () => refuseConnections(db.adminUrl),
    keysFile: path.join(folder, 'keys.json'),
    [Symbol.asyncDispose]: () => whole.disposeAsync(),
  }
}

/** Counts the work instead of doing it; the real functions have a test of their own. */
function counting(hashes: { hashed: number; verified: number }): HashFunctions {
  return {
    hash: async (password) => {
      hashes.hashed += 1
      return `plain:${password}`
    },
    verify: async (stored, password) => {
      hashes.verified += 1
      return stored === `plain:${password}`
    },
  }
}

function client(url: string) {
  const send = (
    method: string,
    route: string,
    options: { readonly body?: unknown; readonly token?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ) =>
    fetch(`${url}${route}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(options.token === undefined ? {} : { Authorization: `Bearer ${options.token}` }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
    })
  let registered = 0
  const register = async (overrides: Readonly<Record<string, unknown>> = {}) => {
    registered += 1
    const credentials = { email: `learner${registered}@example.com`, password: 'a long password', displayName: 'Ada', ...overrides }
    const response = await send('POST', '/api/auth/register', { body: credentials })
    const answer = (await response.json()) as { user: { id: string; email: string }; accessToken: string; refreshToken: string }
    return { ...answer, credentials, status: response.status }
  }
  return { send, register }
}

/** Cuts identity's connections and lets it have no others; the next test database lets it in again. */
async function refuseConnections(adminUrl: string): Promise<void> {
  await using admin = openDatabase({ url: adminUrl, maxConnections: 1 })
  await admin.asService((tx) => tx.query('alter role identity nologin'))
  await admin.asService((tx) => tx.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'identity'"))
}
