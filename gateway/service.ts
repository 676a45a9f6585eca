/** The gateway: the only door. Authenticates, checks, calls, maps; identity is the one rule that lives here. */
import type { Server } from 'node:http'
import { learnerVerifier } from '@quint/auth/learner.ts'
import { serviceIdentity } from '@quint/auth/service.ts'
import type { Bus } from '@quint/bus/bus.ts'
import { startRelay } from '@quint/bus/relay.ts'
import { memoryCache } from '@quint/cache/memory.ts'
import { openStores, type Stores } from '@quint/cache/open.ts'
import { type Database, openDatabase } from '@quint/db/database.ts'
import { startMonths } from '@quint/db/months.ts'
import { migrate } from '@quint/db/schema.ts'
import { ContentServiceDefinition } from '@quint/proto/gen/quint/content/v1/content.ts'
import { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { PlansServiceDefinition } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import { RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { type ConnectOptions, connect } from '@quint/rpc/client.ts'
import { openTls } from '@quint/rpc/tls.ts'
import type { Log } from '@quint/runtime/log.ts'
import { openStorage } from '@quint/storage/open.ts'
import { adminRoutes } from './admin/routes.ts'
import { openAllowances } from './allowances.ts'
import { createApp, isPage } from './app.ts'
import { type CoachClients, coachRoutes } from './coach/routes.ts'
import { communityRoutes } from './community/routes.ts'
import type { GatewayConfig } from './config.ts'
import { mostFirstPages, openKeptFeed } from './content/kept-feed.ts'
import { contentRoutes } from './content/routes.ts'
import { designRoutes } from './design/routes.ts'
import { startOutdating } from './events.ts'
import { callerIdentification } from './http/caller.ts'
import { webCookies } from './http/cookies.ts'
import { idempotency } from './http/idempotency.ts'
import { openIdempotencyStore } from './http/idempotency-store.ts'
import { openKeptAnswers } from './http/kept.ts'
import { openLeaving } from './http/leaving.ts'
import { httpServer } from './http/server.ts'
import { startHousekeeping } from './identity/housekeeping.ts'
import { openIdentity } from './identity/identity.ts'
import { audience, openSigningKeys } from './identity/keys.ts'
import type { Mailer } from './identity/mail/mailer.ts'
import type { HashFunctions } from './identity/passwords.ts'
import { openChosenCoach } from './identity/people/chosen-coach.ts'
import { importsRoutes } from './imports/routes.ts'
import { interviewRoutes } from './interview/routes.ts'
import { labRoutes } from './lab/routes.ts'
import { migrations } from './migrate.ts'
import { planRoutes } from './plans/routes.ts'
import { runRoutes } from './run/routes.ts'
import { openSpeaking } from './socket/open.ts'
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
  /** Milliseconds since the epoch, by which codes of authenticator apps are judged. */
  readonly now?: () => number
}

export async function start(config: GatewayConfig, deps: GatewayDeps): Promise<Gateway> {
  await using owned = new AsyncDisposableStack()
  const { bus, log } = deps
  const publicUrl = new URL(config.GATEWAY_PUBLIC_URL).origin
  await migrate(config.GATEWAY_DATABASE_OWNER_URL, 'identity', migrations)
  const database = owned.use(openDatabase({ url: config.GATEWAY_DATABASE_URL, readUrl: config.GATEWAY_DATABASE_READ_URL }))
  const name = await serviceIdentity('gateway', JSON.parse(config.GATEWAY_SERVICE_KEY))
  const tls = owned.use(openTls({ folder: config.MESH_TLS_DIR, log }))
  const clients = openClients(config, { identity: name, tls, log }, owned)
  const own = { database, log }
  for (const work of [startRelay({ ...own, bus, source: 'identity' }), startMonths(own), startHousekeeping(own)]) owned.use(work)
  const keys = await openSigningKeys({ file: config.GATEWAY_SIGNING_KEYS_FILE, issuer: publicUrl })
  const stores = owned.use(await openStores(config.REDIS_URL, log))
  const limits = openAllowances(config, stores)
  const cookies = webCookies(publicUrl)
  const site = { publicUrl, allowedOrigins: config.GATEWAY_ALLOWED_ORIGINS }
  const { kept, feed } = openKept(stores)
  if (stores.common) owned.use(startOutdating({ bus, drop: kept.drop, dropFeed: feed.drop, log }))
  const identity = owned.use(await openIdentity({ ...own, ...deps, config, keys, limits, cookies, site, clients, erase: [kept.drop] }))
  const leaving = openLeaving({ leadMs: config.MESH_DRAIN_LEAD_MS, drainMs: config.MESH_DRAIN_MS })
  const verify = learnerVerifier({ issuer: publicUrl, audience, keys: keys.verifyWith })
  const chosenCoach = openChosenCoach(database)
  const speaking = owned.use(
    await openSpeaking({ ...own, ...identity, config, publicUrl, bus, stores, keys, verify, limits, leaving, clients, chosenCoach, kept }),
  )
  const app = createApp({
    routes: [
      ...speaking.routes,
      ...identity.routes,
      ...coachRoutes({ ...clients, chosenCoach, hintLimit: limits.hints, leaving: leaving.streams, changed: kept.drop, log }),
      ...importsRoutes({ ...clients, limit: limits.imports }),
      ...communityRoutes({ ...clients, database, limit: limits.community }),
      ...adminRoutes({ bus, database, log, clients, held: identity.held, keys }),
      ...runRoutes({ ...clients, limit: limits.runs }),
      ...interviewRoutes({ ...clients, limit: limits.interviews }),
      ...planRoutes({ ...clients, ...site, database, chosenCoach, leaving: leaving.streams, limits, log }),
      ...contentRoutes({ ...clients, storage: videosOf(config), database, feed, leaving: leaving.streams, limits, log }),
      ...labRoutes({ ...clients, leaving: leaving.streams, limit: limits.lab, log }),
      ...designRoutes({ ...clients, database, chosenCoach, leaving: leaving.streams, limits, log }),
      ...vitalsRoutes(),
    ],
    dispatch: {
      identify: callerIdentification({ verify, cookies, ...site, deviceLives: identity.deviceLives }),
      learnerLimit: limits.learner,
      anonymousLimit: limits.anonymous,
      idempotency: idempotency(openIdempotencyStore(database)),
      kept,
      devices: identity.devices,
    },
    keys,
    ...site,
    webUrl: config.WEB_URL,
    trustedProxies: config.GATEWAY_TRUSTED_PROXIES,
    mailbox: identity.mailbox,
    log,
    leaving,
    notReady: readiness(database, clients),
  })
  const server = httpServer(app, isPage, speaking.sockets)
  const port = await listen(server, { host: config.GATEWAY_HOST, port: config.GATEWAY_PORT })
  owned.defer(() => leaving.close(server))
  const rest = owned.move()
  return { url: `http://${config.GATEWAY_HOST}:${port}`, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

/** One connection a service, closed with the gateway. */
function openClients(config: GatewayConfig, common: Pick<ConnectOptions, 'identity' | 'tls' | 'log'>, owned: AsyncDisposableStack) {
  return {
    sessions: owned.use(connect(SessionsServiceDefinition, { address: config.SESSIONS_ADDRESS, audience: 'sessions', ...common })).call,
    hints: owned.use(connect(HintsServiceDefinition, { address: config.HINTS_ADDRESS, audience: 'hints', ...common })).call,
    runner: owned.use(connect(RunnerServiceDefinition, { address: config.RUNNER_ADDRESS, audience: 'runner', ...common })).call,
    plans: owned.use(connect(PlansServiceDefinition, { address: config.PLANS_ADDRESS, audience: 'plans', ...common })).call,
    content: owned.use(connect(ContentServiceDefinition, { address: config.CONTENT_ADDRESS, audience: 'content', ...common })).call,
  }
}

function readiness(database: Database, { sessions, hints }: CoachClients) {
  return (whose: 'own' | 'all'): Promise<string | undefined> =>
    firstMissing({
      database: () => database.query('select 1'),
      ...(whose === 'own' ? {} : { sessions: () => sessions.listElements({}), hints: () => hints.getCoach({}) }),
    })
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

function videosOf(config: GatewayConfig) {
  return openStorage({ url: config.CONTENT_STORAGE_URL, keyId: config.CONTENT_STORAGE_KEY_ID, secret: config.CONTENT_STORAGE_SECRET })
}

function openKept({ cache }: Stores) {
  const ttlMs = 300_000
  return {
    kept: openKeptAnswers({ common: memoryCache({ name: 'common', ttlMs, mostScopes: 1 }), own: cache({ name: 'own', ttlMs }) }),
    feed: openKeptFeed(cache({ name: 'feed', ttlMs, mostKeys: mostFirstPages })),
  }
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
