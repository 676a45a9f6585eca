/** The map: the whole mesh in one process. Each service is the same code that its main.ts runs alone; only values differ. */
import path from 'node:path'
import { generateMeshKeys } from '@quint/auth/service.ts'
import { openBus } from '@quint/bus/open.ts'
import { settings as contentSettings } from '@quint/content/config.ts'
import { start as startContent } from '@quint/content/service.ts'
import { startPostgres } from '@quint/db/embedded.ts'
import { prepareSchema, type SchemaUrls } from '@quint/db/schema.ts'
import { settings as gatewaySettings } from '@quint/gateway/config.ts'
import { start as startGateway } from '@quint/gateway/service.ts'
import { settings as hintsSettings } from '@quint/hints/config.ts'
import { start as startHints } from '@quint/hints/service.ts'
import { settings as runnerSettings } from '@quint/infra-runner/config.ts'
import { start as startRunner } from '@quint/infra-runner/service.ts'
import { settings as plansSettings } from '@quint/plans/config.ts'
import { start as startPlans } from '@quint/plans/service.ts'
import { claimFolder } from '@quint/runtime/claim.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { createLog, type Log } from '@quint/runtime/log.ts'
import { assertFree, freePort } from '@quint/runtime/port.ts'
import { aborted, stopSignal } from '@quint/runtime/stop.ts'
import { settings as sessionsSettings } from '@quint/sessions/config.ts'
import { start as startSessions } from '@quint/sessions/service.ts'
import { start as startWeb } from '@quint/web/serve.ts'

export interface Quint extends AsyncDisposable {
  readonly url: string
  /** "offline", or the provider and model that hints are asked of. */
  readonly coach: string
  readonly adminUrl: string
}

export interface QuintOptions {
  /** Everything that must survive: database, keys. */
  readonly folder: string
  /** 0 picks a free one. */
  readonly port: number
  readonly signal: AbortSignal
  /** 'none' serves only the API; a URL is a web app that runs already. */
  readonly web: 'built' | 'none' | URL
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly log: Log
  readonly say?: (line: string) => void
}

export async function start(options: QuintOptions): Promise<Quint> {
  const say = options.say ?? (() => undefined)
  await using owned = new AsyncDisposableStack()
  owned.use(claimFolder(options.folder))
  const port = await portOf(options)
  const publicUrl = options.environment.GATEWAY_PUBLIC_URL || `http://localhost:${port}`

  const adminUrl = givenDatabase(options.environment) || (await startDatabase(owned, options.folder, say))
  const [busUrls, identity, sessionsUrls, hintsUrls, runnerUrls, plansUrls, contentUrls] = await prepareSchemas(adminUrl)
  const busUrl = options.environment.BUS_URL || busUrls.ownerUrl
  const bus = owned.use(await openBus(busUrl, options.log.child({ service: 'bus' })))

  const web = await startWebApp(options, say)
  if (typeof web !== 'string') owned.use(web)

  say('Starting the services …')
  const keys = await generateMeshKeys(['gateway', 'sessions', 'hints', 'runner', 'plans', 'content'])
  const common = {
    ...options.environment,
    BUS_URL: busUrl,
    MESH_TRUSTED_KEYS: JSON.stringify(keys.trusted),
    GATEWAY_JWKS_URL: `http://127.0.0.1:${port}/.well-known/jwks.json`,
    GATEWAY_ISSUER: publicUrl,
  }
  const key = (name: string): string => JSON.stringify(keys.privateKeys[name])
  const deps = (service: string) => ({ bus, log: options.log.child({ service }) })

  const hintsConfig = readSettings(hintsSettings, { ...common, ...own('HINTS', hintsUrls) })
  const hints = owned.use(await startHints(hintsConfig, deps('hints')))

  const sessionsConfig = readSettings(sessionsSettings, {
    ...common,
    ...own('SESSIONS', sessionsUrls),
    SESSIONS_SERVICE_KEY: key('sessions'),
    HINTS_ADDRESS: hints.address,
  })
  const sessions = owned.use(await startSessions(sessionsConfig, deps('sessions')))

  const runnerEnvironment = { ...common, ...own('RUNNER', runnerUrls), ...runnerFolders(options) }
  const runner = owned.use(await startRunner(readSettings(runnerSettings, runnerEnvironment), deps('runner')))
  const plansEnvironment = { ...common, ...own('PLANS', plansUrls), PLANS_SERVICE_KEY: key('plans'), RUNNER_ADDRESS: runner.address }
  const plans = owned.use(await startPlans(readSettings(plansSettings, plansEnvironment), deps('plans')))

  const videos = { CONTENT_STORAGE_URL: options.environment.CONTENT_STORAGE_URL || path.join(options.folder, 'videos') }
  const contentEnvironment = { ...common, ...own('CONTENT', contentUrls), ...videos, CONTENT_WORK_DIR: path.join(options.folder, 'rendering') }
  const content = owned.use(await startContent(readSettings(contentSettings, contentEnvironment), deps('content')))

  const gatewayConfig = readSettings(gatewaySettings, {
    ...common,
    ...videos,
    GATEWAY_PORT: String(port),
    GATEWAY_PUBLIC_URL: publicUrl,
    GATEWAY_DATABASE_URL: identity.url,
    GATEWAY_DATABASE_OWNER_URL: identity.ownerUrl,
    GATEWAY_SIGNING_KEYS_FILE: path.join(options.folder, 'signing-keys.json'),
    GATEWAY_SERVICE_KEY: key('gateway'),
    SESSIONS_ADDRESS: sessions.address,
    HINTS_ADDRESS: hints.address,
    RUNNER_ADDRESS: runner.address,
    PLANS_ADDRESS: plans.address,
    CONTENT_ADDRESS: content.address,
    WEB_URL: typeof web === 'string' ? web : web.url,
  })
  owned.use(await startGateway(gatewayConfig, deps('gateway')))

  const rest = owned.move()
  return {
    url: publicUrl,
    coach: hints.coach.model === '' ? hints.coach.source : `${hints.coach.source}, ${hints.coach.model}`,
    adminUrl,
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

/** Zero is any that is free; one that is taken is refused before anything is started. */
async function portOf({ port, environment }: QuintOptions): Promise<number> {
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) throw new Error('PORT must be a whole number, at most 65535')
  if (port === 0) return freePort()
  await assertFree(port, environment.GATEWAY_HOST || '127.0.0.1')
  return port
}

/** Where a service listens and what its schema is, in the names of its settings. */
function own(service: string, { url, ownerUrl }: SchemaUrls): Readonly<Record<string, string>> {
  return { [`${service}_LISTEN_ADDRESS`]: '127.0.0.1:0', [`${service}_DATABASE_URL`]: url, [`${service}_DATABASE_OWNER_URL`]: ownerUrl }
}

function runnerFolders({ folder, environment }: QuintOptions): Readonly<Record<string, string>> {
  return {
    RUNNER_CACHE_DIR: environment.RUNNER_CACHE_DIR || path.join(folder, 'runner'),
    RUNNER_DESIGN_DIR: path.join(folder, 'designs'),
    RUNNER_LAB_TERRAFORM_DIR: path.join(folder, 'lab'),
  }
}

/** Empty: none is given. */
function givenDatabase({ DATABASE_URL: url = '' }: QuintOptions['environment']): string {
  if (url !== '' && !(URL.canParse(url) && /^postgres(ql)?:\/\/./.test(url)))
    throw new Error('DATABASE_URL must be postgres://user:password@host:port/database')
  return url
}

async function startDatabase(owned: AsyncDisposableStack, folder: string, say: (line: string) => void): Promise<string> {
  say('Starting PostgreSQL …')
  return owned.use(await startPostgres(path.join(folder, 'postgres'))).adminUrl
}

function prepareSchemas(adminUrl: string) {
  const prepare = (name: string) => prepareSchema(adminUrl, name)
  return Promise.all([
    prepare('bus'),
    prepare('identity'),
    prepare('sessions'),
    prepare('hints'),
    prepare('runner'),
    prepare('plans'),
    prepare('content'),
  ])
}

async function startWebApp(options: QuintOptions, say: (line: string) => void) {
  if (options.web === 'none') return ''
  if (options.web instanceof URL) return options.web.href
  say('Starting the web app …')
  return startWeb('built', options.signal)
}

if (import.meta.main) {
  const { telemetry } = await import('@quint/telemetry/start.ts')
  await using _telemetry = telemetry
  const signal = stopSignal()
  const environment = process.env
  const web = environment.QUINT_WEB_URL ? new URL(environment.QUINT_WEB_URL) : 'built'
  const log = createLog('quint', environment.LOG_LEVEL === 'debug' ? 'debug' : 'info')
  const folder = path.resolve(environment.QUINT_DATA_DIR || path.join(import.meta.dirname, '.quint'))
  try {
    await using quint = await start({ folder, port: Number(environment.PORT || 8080), signal, web, environment, log, say: console.log })
    console.log(`\nQuint is ready at ${quint.url}   (coach: ${quint.coach}; data: ${folder}; ${(performance.now() / 1000).toFixed(1)} s)`)
    await aborted(signal)
    console.log('Stopping …')
  } catch (error) {
    if (signal.aborted) process.exitCode = 0
    else {
      console.error(`\nQuint could not start: ${error instanceof Error ? error.message : String(error)}`)
      process.exitCode = 1
    }
  }
}
