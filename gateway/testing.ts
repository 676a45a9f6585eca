/** A gateway for tests: real sockets and Postgres, and peers that speak the real contracts and can fail. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { learnerVerifier, remoteKeys } from '@quint/auth/learner.ts'
import { generateMeshKeys, serviceVerifier } from '@quint/auth/service.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { HintsServiceDefinition, type HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { SessionsServiceDefinition, type SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { serve } from '@quint/rpc/server.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { type Log, silentLog } from '@quint/runtime/log.ts'
import { freePort } from '@quint/runtime/port.ts'
import { settings } from './config.ts'
import type { Mail } from './identity/mailer.ts'
import { start } from './service.ts'

export interface Peers {
  readonly sessions?: Partial<SessionsServiceImplementation>
  readonly hints?: Partial<HintsServiceImplementation>
  readonly environment?: Readonly<Record<string, string>>
  readonly log?: Log
}

export async function testGateway(peers: Peers = {}) {
  const owned = new AsyncDisposableStack()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-gateway-'))
  owned.defer(() => rmSync(folder, { recursive: true, force: true }))
  const db = owned.use(await testDatabase('identity', []))
  const bus = owned.use(memoryBus())
  const mesh = await generateMeshKeys(['gateway', 'sessions', 'hints'])
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const verifyLearner = learnerVerifier({ issuer: url, audience: 'quint', keys: remoteKeys(`${url}/.well-known/jwks.json`) })
  const peer = (name: string) => ({
    listen: '127.0.0.1:0',
    verifyService: serviceVerifier(name, mesh.trusted),
    verifyLearner,
    log: silentLog,
    drainMs: 50,
  })
  const sessions = owned.use(await serve(SessionsServiceDefinition, complete<SessionsServiceImplementation>(peers.sessions), peer('sessions')))
  const hints = owned.use(await serve(HintsServiceDefinition, complete<HintsServiceImplementation>(peers.hints), peer('hints')))
  const mails: Mail[] = []
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
    BUS_URL: db.urls.url,
    ...peers.environment,
  })
  owned.use(
    await start(config, {
      bus,
      log: peers.log ?? silentLog,
      mailer: { send: async (mail) => void mails.push(mail) },
      // Counts the work instead of doing it; the real functions have a test of their own.
      hashFunctions: {
        hash: async (password) => {
          hashes.hashed += 1
          return `plain:${password}`
        },
        verify: async (stored, password) => {
          hashes.verified += 1
          return stored === `plain:${password}`
        },
      },
    }),
  )
  const { send, register } = client(url)
  const breakDatabase = () => refuseConnections(db.adminUrl)
  return {
    url,
    db,
    bus,
    mails,
    hashes,
    send,
    register,
    breakDatabase,
    keysFile: path.join(folder, 'keys.json'),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
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

/** Methods that a test does not give fail when they are called. */
export function complete<Implementation extends object>(given: Partial<Implementation> = {}): Implementation {
  return new Proxy(given, {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (() => {
        throw new Error(`${String(name)} is not part of this test`)
      }),
  }) as Implementation
}
