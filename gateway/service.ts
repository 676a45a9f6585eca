/** The gateway: the only door. Authenticates, checks, calls, maps; identity is the one rule that lives here. */
import type { Server } from 'node:http'
import { learnerVerifier } from '@quint/auth/learner.ts'
import { serviceIdentity } from '@quint/auth/service.ts'
import type { Bus } from '@quint/bus/bus.ts'
import { startRelay } from '@quint/bus/relay.ts'
import { memoryCache } from '@quint/cache/memory.ts'
import { openStores, type Stores } from '@quint/cache/open.ts'
import { openDatabase } from '@quint/db/database.ts'
import { startMonths } from '@quint/db/months.ts'
import { migrate } from '@quint/db/schema.ts'
import { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { connect } from '@quint/rpc/client.ts'
import { openTls } from '@quint/rpc/tls.ts'
import type { Log } from '@quint/runtime/log.ts'
import { adminRoutes } from './admin/routes.ts'
import { createApp, isPage } from './app.ts'
import { coachRoutes } from './coach/routes.ts'
import type { GatewayConfig } from './config.ts'
import { startOutdating } from './events.ts'
import { callerIdentification } from './http/caller.ts'
import { webCookies } from './http/cookies.ts'
import { idempotency } from './http/idempotency.ts'
import { openIdempotencyStore } from './http/idempotency-store.ts'
import { openKeptAnswers } from './http/kept.ts'
import { openLeaving } from './http/leaving.ts'
import { limit } from './http/limits.ts'
import { httpServer } from './http/server.ts'
import { openAccounts } from './identity/accounts.ts'
import { audience, openSigningKeys } from './identity/keys.ts'
import { type Mailer, openMailbox } from './identity/mailer.ts'
import { type HashFunctions, openPasswords } from './identity/passwords.ts'
import { identityRoutes } from './identity/routes.ts'
import { migrations } from './migrate.ts'
import { vitalsRoutes } from './vitals/routes.ts'

export interface Gateway extends AsyncDisposable {
  readonly url: string
}

export interface GatewayDeps {
  readonly bus: Bus
  readonly log: Log
  /** In place of the mailbox. */
  readonly mailer?: Mailer
  readonly hashFunctions?: HashFunctions
}

export async function start(config: GatewayConfig, deps: GatewayDeps): Promise<Gateway> {
  await using owned = new AsyncDisposableStack()
  const { bus, log } = deps
  const publicUrl = new URL(config.GATEWAY_PUBLIC_URL).origin
  await migrate(config.GATEWAY_DATABASE_OWNER_URL, 'identity', migrations)
  const database = owned.use(openDatabase({ url: config.GATEWAY_DATABASE_URL, readUrl: config.GATEWAY_DATABASE_READ_URL }))
  const identity = await serviceIdentity('gateway', JSON.parse(config.GATEWAY_SERVICE_KEY))
  const tls = owned.use(openTls({ folder: config.MESH_TLS_DIR, log }))
  const sessions = owned.use(connect(SessionsServiceDefinition, { address: config.SESSIONS_ADDRESS, identity, audience: 'sessions', tls, log }))
  const hints = owned.use(connect(HintsServiceDefinition, { address: config.HINTS_ADDRESS, identity, audience: 'hints', tls, log }))
  for (const work of [startRelay({ database, bus, source: 'identity', log }), startMonths({ database, log })]) owned.use(work)
  const keys = await openSigningKeys({ file: config.GATEWAY_SIGNING_KEYS_FILE, issuer: publicUrl })
  const mailbox = config.GATEWAY_MAILBOX === 'on' ? openMailbox(log) : undefined
  const accounts = openAccounts({
    database,
    keys,
    passwords: await openPasswords(deps.hashFunctions),
    mailer: deps.mailer ?? mailbox ?? noMailer,
    log,
    publicUrl,
    adminEmails: config.GATEWAY_ADMIN_EMAILS,
  })
  const cookies = webCookies(publicUrl)
  const site = { publicUrl, allowedOrigins: config.GATEWAY_ALLOWED_ORIGINS }
  const stores = owned.use(await openStores(config.REDIS_URL, log))
  const limits = openLimits(config, stores)
  const kept = openKept(stores)
  if (stores.common) owned.use(startOutdating({ bus, drop: kept.drop, log }))
  const leaving = openLeaving({ leadMs: config.MESH_DRAIN_LEAD_MS, drainMs: config.MESH_DRAIN_MS })
  const app = createApp({
    routes: [
      ...identityRoutes({ accounts, cookies, sessions: sessions.call, ...site, limits }),
      ...coachRoutes({ sessions: sessions.call, hints: hints.call, hintLimit: limits.hints, leaving: leaving.streams, changed: kept.drop, log }),
      ...adminRoutes({ bus, database, log }),
      ...vitalsRoutes(),
    ],
    dispatch: {
      identify: callerIdentification({
        verify: learnerVerifier({ issuer: publicUrl, audience, keys: keys.verifyWith }),
        cookies,
        ...site,
        deviceLives: accounts.deviceLives,
      }),
      learnerLimit: limits.learner,
      anonymousLimit: limits.anonymous,
      idempotency: idempotency(openIdempotencyStore(database)),
      kept,
    },
    keys,
    ...site,
    webUrl: config.WEB_URL,
    trustedProxies: config.GATEWAY_TRUSTED_PROXIES,
    mailbox,
    log,
    leaving,
    notReady: (whose) =>
      firstMissing({
        database: () => database.asService((tx) => tx.query('select 1')),
        ...(whose === 'own' ? {} : { sessions: () => sessions.call.listElements({}), hints: () => hints.call.getCoach({}) }),
      }),
  })
  const server = httpServer(app, isPage)
  const port = await listen(server, { host: config.GATEWAY_HOST, port: config.GATEWAY_PORT })
  owned.defer(() => leaving.close(server))
  const rest = owned.move()
  return { url: `http://${config.GATEWAY_HOST}:${port}`, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

async function firstMissing(checks: Readonly<Record<string, () => Promise<unknown>>>): Promise<string | undefined> {
  const ask = ([name, check]: readonly [string, () => Promise<unknown>]): Promise<string | undefined> =>
    check().then(
      () => undefined,
      () => name,
    )
  const missing = await Promise.all(Object.entries(checks).map(ask))
  return missing.find((name) => name !== undefined)
}

function openKept({ cache }: Stores) {
  const ttlMs = 300_000
  return openKeptAnswers({ common: memoryCache({ name: 'common', ttlMs, mostScopes: 1 }), own: cache({ name: 'own', ttlMs }) })
}

function openLimits(config: GatewayConfig, { tally }: Stores) {
  const slow = 'Too many requests: wait a little.'
  const failed = 'Too many failed sign-ins: wait a little.'
  const login = config.GATEWAY_LOGINS_PER_QUARTER_HOUR
  const of = (name: string, points: number, rest: { readonly windowSeconds: number; readonly message: string }) =>
    limit(tally, { name, points, ...rest })
  return {
    learner: of('learner', config.GATEWAY_REQUESTS_PER_MINUTE, { windowSeconds: 60, message: slow }),
    anonymous: of('anonymous', config.GATEWAY_ANONYMOUS_REQUESTS_PER_MINUTE, { windowSeconds: 60, message: slow }),
    registrations: of('registrations', config.GATEWAY_REGISTRATIONS_PER_HOUR, {
      windowSeconds: 3600,
      message: 'Too many accounts were made from here: try again later.',
    }),
    loginsOfAccount: of('logins-of-account', login, { windowSeconds: 900, message: failed }),
    loginsFromAddress: of('logins-from-address', login * 5, { windowSeconds: 900, message: failed }),
    mails: of('mails', 5, { windowSeconds: 3600, message: 'Too many mails: try again later.' }),
    hints: of('hints', config.GATEWAY_HINTS_PER_MINUTE, { windowSeconds: 60, message: 'Too many hints: think for a minute first.' }),
  }
}

const noMailer: Mailer = {
  send: () => Promise.reject(new Error('no mailer is configured')),
}

function listen(server: Server, place: { readonly host: string; readonly port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${place.port} is in use: set PORT to another one`) : error)
    })
    server.listen(place.port, place.host, () => {
      const address = server.address()
      resolve(address !== null && typeof address === 'object' ? address.port : place.port)
    })
  })
}
