/** The mesh as its operators see it: one learner's action is one trace, and nothing that a learner said is in it. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { startChild } from '@quint/runtime/child.ts'
import { freePort } from '@quint/runtime/port.ts'
import { type Metric, registry } from '@quint/telemetry/registry.ts'
import { isSpanAttribute } from '@quint/telemetry/span-attributes.ts'
import { type Collector, type SeenSpan, startCollector } from '@quint/telemetry/testing.ts'

const email = 'ada.canary@example.org'
const password = 'canary horse battery'
const answer = 'Canary: I compare every pair, such as [3, 9] with 12.'

/** The whole mesh as `npm start` runs it, without the web app. */
async function startMesh(environment: Readonly<Record<string, string>>) {
  await using owned = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-observed-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  const port = await freePort()
  const child = owned.use(
    startChild(process.execPath, ['--no-warnings', '--import', '@quint/telemetry/start.ts', 'quint.ts'], {
      cwd: import.meta.dirname,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        PORT: String(port),
        QUINT_DATA_DIR: folder,
        QUINT_WEB_URL: 'http://127.0.0.1:9',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      graceMs: 20_000,
    }),
  )
  const { stdout, stderr } = child.process
  assert.ok(stdout !== null && stderr !== null)
  const lines: string[] = []
  createInterface(stderr).on('line', (line) => lines.push(line))
  let ready = false
  for await (const line of createInterface(stdout)) {
    ready = line.startsWith('Quint is ready')
    if (ready) break
  }
  assert.ok(ready, lines.join('\n'))
  const rest = owned.move()
  return {
    url: `http://127.0.0.1:${port}`,
    /** What it wrote on standard error. */
    lines,
    async stop(): Promise<number | null> {
      child.process.kill('SIGTERM')
      if (child.process.exitCode === null) await once(child.process, 'exit')
      return child.process.exitCode
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

function client(url: string) {
  let token = ''
  const send = async (method: string, route: string, body?: unknown) => {
    const headers = { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) }
    const response = await fetch(`${url}${route}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await response.text()
    const trace = (response.headers.get('traceparent') ?? '').split('-')[1] ?? ''
    return { status: response.status, text, trace }
  }
  return {
    send,
    async register() {
      const { text } = await send('POST', '/api/auth/register', { email, password, displayName: 'Ada' })
      token = (JSON.parse(text) as { accessToken: string }).accessToken
      return token
    },
  }
}

const algorithm = { title: 'Two Sum', url: 'https://leetcode.com/problems/two-sum/', statement: 'Return the positions of two numbers.' }

const ofTrace = (collector: Collector, trace: string): readonly SeenSpan[] => collector.spans.filter(({ traceId }) => traceId === trace)

/** "kind name" of a span and of those that caused it, from the outermost. */
function pathTo(span: SeenSpan, spans: readonly SeenSpan[]): string[] {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId)
  return [...(parent === undefined ? [] : pathTo(parent, spans)), span.name]
}

test('one learner’s action is one trace from the gateway to the service that heard of it, and nothing a learner said is told', async () => {
  await using collector = await startCollector()
  const metricsPort = await freePort()
  await using mesh = await startMesh({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '100',
    // Only the end of the process sends metrics.
    OTEL_METRIC_EXPORT_INTERVAL: '3600000',
    METRICS_PORT: String(metricsPort),
  })
  const learner = client(mesh.url)
  const token = await learner.register()
  const started = await learner.send('POST', '/api/session/start', { algorithm })
  const { session } = JSON.parse(started.text) as { session: { id: string } }
  for (let promptIndex = 0; promptIndex < 12; promptIndex += 1)
    await learner.send('POST', '/api/session/respond', { sessionId: session.id, promptIndex, responseText: answer, timeSpentSeconds: 20 })
  const hint = await learner.send('GET', `/api/session/analyze?sessionId=${session.id}&tier=1`)
  const refused = await learner.send('POST', '/api/auth/login', { email, password: `${password}!` })
  assert.deepEqual([started.status, hint.status, refused.status], [201, 200, 401])

  const consumed = () => ofTrace(collector, hint.trace).some(({ kind }) => kind === 5)
  await collector.until(() => consumed() && collector.logs.some(({ scope }) => scope === 'security'))
  const page = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  assert.equal(await mesh.stop(), 0)
  assert.deepEqual(collector.offences, [])

  const spans = ofTrace(collector, hint.trace)
  const rpc = 'quint.hints.v1.HintsService/StreamHint'
  const way = ['GET /api/session/analyze', rpc, rpc, 'send quint.hints.hint.v1', 'process quint.hints.hint.v1']
  const applied = spans.find(({ kind }) => kind === 5)
  assert.deepEqual(applied && pathTo(applied, spans), way)
  assert.deepEqual(applied?.links, [applied?.parentSpanId])
  const statements = spans.filter(({ attributes }) => attributes['db.system.name'] === 'postgresql').map((span) => pathTo(span, spans).join(' > '))
  for (const [steps, statement] of [
    [3, 'INSERT hints'],
    [3, 'INSERT outbox'],
    [5, 'INSERT inbox'],
  ] as const)
    assert.ok(statements.includes([...way.slice(0, steps), statement].join(' > ')), `${statement} is not among\n${statements.join('\n')}`)

  const line = collector.logs.find(({ scope }) => scope === 'security')
  assert.deepEqual([line?.traceId, line?.severity, line?.attributes.code], [refused.trace, 'warn', 'sign_in_failed'])
  assert.ok(mesh.lines.some((text) => text.includes(`"trace_id":"${refused.trace}"`) && text.includes('"logger":"security"')))

  assertRegistered(collector)
  const counted = new Set(collector.metrics.map(({ name }) => name))
  for (const name of [
    'http.server.request.duration',
    'rpc.server.call.duration',
    'rpc.client.call.duration',
    'db.client.operation.duration',
    'messaging.process.duration',
    'messaging.client.sent.messages',
    'quint.coach.sessions',
    'quint.coach.hints',
    'quint.auth.events',
    'process.cpu.time',
  ])
    assert.ok(counted.has(name), `${name} was not sent`)
  assert.match(page, /^http_server_request_duration_seconds_count\{[^}]*http_route="\/api\/session\/start"[^}]*\} 1$/m)
  for (const service of ['identity', 'sessions', 'hints'])
    assert.match(page, new RegExp(`^quint_outbox_depth\\{quint_service="${service}"\\} \\d+$`, 'm'))
  assert.match(page, /^quint_bus_lag\{messaging_destination_name="quint.hints.hint.v1",messaging_consumer_group_name="sessions"\} \d+$/m)
  assert.match(page, /^db_client_connection_count\{db_client_connection_pool_name="hints",db_client_connection_state="idle"\} [1-9]\d*$/m)
  assert.match(page, /^quint_db_table_size_bytes\{db_namespace="hints",db_collection_name="hints"\} [1-9]\d*$/m)
  assert.match(page, /^quint_auth_events_total\{quint_auth_code="sign_in_failed"\} 1$/m)

  const told = JSON.stringify([collector.spans, collector.metrics, collector.logs, collector.resources, mesh.lines, page])
  for (const secret of [email, 'canary', 'Canary', token, token.split('.')[2] ?? token]) assert.ok(!told.includes(secret), `${secret} was told`)
})

/** Every name, unit, kind, attribute and value that arrived is one that the registry, or the list of span attributes, has. */
function assertRegistered({ metrics, spans, resources }: Collector): void {
  const known: Readonly<Record<string, Metric>> = registry
  for (const { name, unit, attributes } of metrics) {
    const metric = known[name]
    assert.ok(metric !== undefined, `${name} is not in the registry`)
    assert.equal(unit, metric.unit, name)
    for (const point of attributes) assertLabels(name, metric, point)
  }
  for (const { name, attributes } of spans)
    for (const attribute of Object.keys(attributes)) assert.ok(isSpanAttribute(attribute), `${attribute} of the span ${name} is not in the list`)
  for (const resource of resources) assert.deepEqual([resource['service.name'], resource['service.namespace']], ['quint', 'quint'])
}

function assertLabels(name: string, { attributes, optional = {} }: Metric, point: Readonly<Record<string, unknown>>): void {
  for (const required of Object.keys(attributes)) assert.ok(required in point, `${name} goes without ${required}`)
  for (const [attribute, value] of Object.entries(point)) {
    const values = attributes[attribute] ?? optional[attribute]
    assert.ok(values !== undefined, `${name} has ${attribute}, which the registry has not`)
    assert.notEqual(value, '[masked]', `${name} masks ${attribute}`)
    if (!('bounded' in values)) assert.ok(values.includes(String(value)), `${name} has ${attribute} "${String(value)}"`)
  }
}

test('a collector that hangs or fails holds up no request and no stop, and is told of once for each signal', async () => {
  await using collector = await startCollector()
  collector.behave('hanging')
  await using mesh = await startMesh({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '20',
    OTEL_METRIC_EXPORT_INTERVAL: '100',
  })
  const learner = client(mesh.url)
  await learner.register()
  const asked = async () => (await learner.send('POST', '/api/session/start', { algorithm })).status
  assert.equal(await asked(), 201)
  await collector.until(() => collector.requests() > 3)
  assert.equal(await asked(), 201)
  collector.behave('failing')
  const before = collector.requests()
  for (let count = 0; count < 20; count += 1) assert.ok((await asked()) < 500)
  await collector.until(() => collector.requests() > before + 4)
  collector.behave('hanging')
  assert.equal(await mesh.stop(), 0)
  const complaints = mesh.lines
    .map((line) => JSON.parse(line) as { message: string; kind?: string })
    .filter(({ message }) => /collector/.test(message))
  assert.equal(new Set(complaints.map(({ kind }) => kind)).size, complaints.length, mesh.lines.join('\n'))
})
