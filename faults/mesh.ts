/** The mesh as a cluster runs it: gateways and services as processes of their own on real engines, each started again when it ends. */
import path from 'node:path'
import { generateMeshKeys } from '@quint/auth/service.ts'
import { outboxMigrations } from '@quint/bus/outbox.ts'
import { migrate, prepareSchema } from '@quint/db/schema.ts'
import { freePort } from '@quint/runtime/port.ts'
import type { Verdict } from './audit/verdict.ts'
import { type Auditor, startAuditor } from './auditor.ts'
import { openPostgres, type Postgres } from './postgres.ts'
import { settled } from './producer/place.ts'
import { type Program, startProgram } from './program.ts'
import type { Scene } from './scene.ts'

export interface MeshOptions {
  /** In place of one that is started here. */
  readonly postgres?: Postgres
  /** In place of the log in Postgres. */
  readonly busUrl?: string
  /** Another origin, such as a balancer's, under which learners come. */
  readonly publicUrl?: string
  readonly environment?: Readonly<Record<string, string>>
  /** What one program is given beside that. */
  readonly environmentOf?: (program: string) => Readonly<Record<string, string>>
  /** Where hints are served, in place of a process that is started here. */
  readonly hintsAddress?: string
  /** An auditing consumer beside the services; without one, only the tables are compared. */
  readonly consumer?: boolean
}

export interface Mesh extends AsyncDisposable {
  readonly url: string
  readonly postgres: Postgres
  readonly auditor: Auditor
  readonly gateway: Program
  readonly sessions: Program
  /** Undefined when hints are served elsewhere. */
  readonly hints: Program | undefined
  readonly runner: Program
  readonly plans: Program
  readonly content: Program
  readonly consumer: Program | undefined
  /** Keys and addresses, for who speaks to the services themselves. */
  readonly environment: Readonly<Record<string, string>>
  /** One more gateway, ready when it is returned. */
  anotherGateway(environment?: Readonly<Record<string, string>>): Promise<Program & { readonly port: number }>
  /** The auditor's verdict once everything has arrived. */
  settle(quietMs?: number): Promise<Verdict>
}

/** Nobody is limited: what rows count must not depend on how fast they ask. */
const unlimited = {
  GATEWAY_REQUESTS_PER_MINUTE: '1000000',
  GATEWAY_ANONYMOUS_REQUESTS_PER_MINUTE: '1000000',
  GATEWAY_REGISTRATIONS_PER_HOUR: '1000000',
  GATEWAY_LOGINS_PER_QUARTER_HOUR: '1000000',
  GATEWAY_HINTS_PER_MINUTE: '1000000',
  GATEWAY_INTERVIEWS_PER_HOUR: '1000000',
  HINTS_REQUESTS_PER_MINUTE: '1000',
  HINTS_TOKENS_PER_DAY: '100000000',
}

const topics = ['quint.identity.user.v1', 'quint.sessions.session.v1', 'quint.hints.hint.v1']
const types = [
  ...['identity.user.registered', 'identity.user.deleted', 'hints.hint.given'],
  ...['started', 'answered', 'completed', 'abandoned'].map((fact) => `sessions.session.${fact}`),
]

export async function openMesh(scene: Scene, options: MeshOptions = {}): Promise<Mesh> {
  await using owned = new AsyncDisposableStack()
  const postgres = options.postgres ?? owned.use(await openPostgres(path.join(scene.folder, 'postgres')))
  const auditor = owned.use(startAuditor(path.join(scene.folder, 'journal')))
  const { adminUrl } = postgres
  const { common, ports, auditUrl } = await settingsOf(scene, adminUrl, options)
  const url = `http://127.0.0.1:${ports.gateway}`
  const start = (name: string, file: string, extra: Readonly<Record<string, string>> = {}): Program =>
    owned.use(startProgram({ name, file, env: { ...common, ...extra, ...options.environmentOf?.(name) } }))
  const gateway = start('gateway', 'gateway/main.ts')
  const sessions = start('sessions', 'services/sessions/main.ts')
  const hints = options.hintsAddress === undefined ? start('hints', 'services/hints/main.ts') : undefined
  const runner = start('runner', 'services/infra-runner/main.ts')
  const plans = start('plans', 'services/plans/main.ts')
  const content = start('content', 'services/content/main.ts')
  const audited = { AUDIT_DATABASE_URL: auditUrl, AUDIT_TOPICS: topics.join(','), AUDIT_TYPES: types.join(',') }
  const consumer = options.consumer === false ? undefined : start('consumer', 'faults/audit/consumer.ts', audited)
  await Promise.all([gateway, sessions, hints, runner, plans, content, consumer].map((program) => program?.ready()))
  const rest = owned.move()
  return {
    url: options.publicUrl ?? url,
    postgres,
    auditor,
    gateway,
    sessions,
    hints,
    runner,
    plans,
    content,
    consumer,
    environment: common,
    async anotherGateway(environment = {}) {
      const port = await freePort()
      const env = { ...common, GATEWAY_PORT: String(port), ...environment }
      const program = rest.use(startProgram({ name: `gateway ${port}`, file: 'gateway/main.ts', env }))
      await program.ready()
      return { ...program, port }
    },
    settle: (quietMs) => settled(() => auditor.compare('mesh', adminUrl), quietMs),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

async function settingsOf(scene: Scene, adminUrl: string, { busUrl, publicUrl, hintsAddress, environment }: MeshOptions) {
  const prepare = (name: string) => prepareSchema(adminUrl, name)
  const [bus, identity, sessions] = [await prepare('bus'), await prepare('identity'), await prepare('sessions')]
  const [hints, runner, audit] = [await prepare('hints'), await prepare('runner'), await prepare('audit')]
  const [plans, content] = [await prepare('plans'), await prepare('content')]
  await migrate(audit.ownerUrl, 'audit', [outboxMigrations, path.join(import.meta.dirname, 'audit', 'migrations')])
  const keys = await generateMeshKeys(['gateway', 'sessions', 'hints', 'runner', 'plans', 'content'])
  const ports = { gateway: await freePort(), sessions: await freePort(), hints: await freePort(), runner: await freePort(), plans: await freePort() }
  const contentAt = `127.0.0.1:${await freePort()}`
  const origin = `http://127.0.0.1:${ports.gateway}`
  const at = (port: number): string => `127.0.0.1:${port}`
  const common = {
    ...unlimited,
    BUS_URL: busUrl ?? bus.ownerUrl,
    MESH_TRUSTED_KEYS: JSON.stringify(keys.trusted),
    GATEWAY_PORT: String(ports.gateway),
    GATEWAY_PUBLIC_URL: publicUrl ?? origin,
    GATEWAY_ISSUER: publicUrl ?? origin,
    GATEWAY_JWKS_URL: `${publicUrl ?? origin}/.well-known/jwks.json`,
    GATEWAY_DATABASE_URL: identity.url,
    GATEWAY_DATABASE_OWNER_URL: identity.ownerUrl,
    GATEWAY_SIGNING_KEYS_FILE: path.join(scene.folder, 'signing-keys.json'),
    GATEWAY_SERVICE_KEY: JSON.stringify(keys.privateKeys.gateway),
    SESSIONS_ADDRESS: at(ports.sessions),
    SESSIONS_LISTEN_ADDRESS: at(ports.sessions),
    SESSIONS_DATABASE_URL: sessions.url,
    SESSIONS_DATABASE_OWNER_URL: sessions.ownerUrl,
    SESSIONS_SERVICE_KEY: JSON.stringify(keys.privateKeys.sessions),
    HINTS_ADDRESS: hintsAddress ?? at(ports.hints),
    HINTS_LISTEN_ADDRESS: at(ports.hints),
    HINTS_DATABASE_URL: hints.url,
    HINTS_DATABASE_OWNER_URL: hints.ownerUrl,
    RUNNER_ADDRESS: at(ports.runner),
    RUNNER_LISTEN_ADDRESS: at(ports.runner),
    RUNNER_DATABASE_URL: runner.url,
    RUNNER_DATABASE_OWNER_URL: runner.ownerUrl,
    RUNNER_WARM_PROCESSES: '0',
    RUNNER_DESIGN_DIR: path.join(scene.folder, 'designs'),
    PLANS_ADDRESS: at(ports.plans),
    PLANS_SERVICE_KEY: JSON.stringify(keys.privateKeys.plans),
    PLANS_LISTEN_ADDRESS: at(ports.plans),
    PLANS_DATABASE_URL: plans.url,
    PLANS_DATABASE_OWNER_URL: plans.ownerUrl,
    CONTENT_ADDRESS: contentAt,
    CONTENT_LISTEN_ADDRESS: contentAt,
    CONTENT_DATABASE_URL: content.url,
    CONTENT_DATABASE_OWNER_URL: content.ownerUrl,
    CONTENT_STORAGE_URL: path.join(scene.folder, 'videos'),
    CONTENT_WORK_DIR: path.join(scene.folder, 'rendering'),
    LOG_LEVEL: 'info',
    ...environment,
  }
  return { common, ports, auditUrl: audit.url }
}
