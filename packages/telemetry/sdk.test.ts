/** What a process tells its collector and Prometheus, and what becomes of it when nobody listens. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { readSettings } from '@quint/runtime/config.ts'
import { createLog, silentLog } from '@quint/runtime/log.ts'
import { freePort } from '@quint/runtime/port.ts'
import { count, measure, measuring, observe } from './metrics.ts'
import { startTelemetry } from './sdk.ts'
import { settings } from './settings.ts'
import { type Collector, startCollector } from './testing.ts'
import { activeTraceparent, begin, tracing } from './trace.ts'

const quiet = { OTEL_METRIC_EXPORT_INTERVAL: '3600000', OTEL_BSP_SCHEDULE_DELAY: '60000' }

async function telemetryTo(collector: Collector, environment: Readonly<Record<string, string>> = {}, log = silentLog) {
  const telemetry = await startTelemetry(readSettings(settings, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...quiet, ...environment }), {
    service: 'test',
    log,
  })
  assert.ok(telemetry !== undefined)
  return telemetry
}

test('spans, metrics and log lines reach a collector with the name of the process, and belong together', async () => {
  await using collector = await startCollector()
  {
    await using _telemetry = await telemetryTo(collector, { OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test%20bench, k8s.pod.name=p1' })
    const span = begin('outer', { kind: 'server', attributes: { 'http.route': '/api/things/:id' } })
    span.run(() => {
      begin('inner', { kind: 'client', within: true }).end('ECONNREFUSED')
      createLog('test', 'info', () => undefined).warn('said within', { code: 'late' })
    })
    span.end()
    count('quint.auth.events', { 'quint.auth.code': 'access_refused' }, 3)
  }
  const [inner, outer] = collector.spans
  assert.deepEqual([outer?.name, outer?.attributes, inner?.name, inner?.failed], ['outer', { 'http.route': '/api/things/:id' }, 'inner', true])
  assert.deepEqual([inner?.traceId, inner?.parentSpanId], [outer?.traceId, outer?.spanId])
  const [line] = collector.logs
  assert.deepEqual(
    [line?.body, line?.severity, line?.attributes, line?.traceId],
    ['said within', 'warn', { service: 'test', code: 'late' }, outer?.traceId],
  )
  assert.deepEqual(
    collector.metrics.filter(({ name }) => name === 'quint.auth.events').map(({ kind, attributes }) => ({ kind, attributes })),
    [{ kind: 'sum', attributes: [{ 'quint.auth.code': 'access_refused' }] }],
  )
  for (const resource of collector.resources) {
    const { 'service.name': name, 'deployment.environment.name': environment, 'k8s.pod.name': pod } = resource
    assert.deepEqual([name, environment, pod], ['test', 'test bench', 'p1'])
  }
  assert.deepEqual(collector.offences, [])
})

test('once it is closed nothing is traced, measured or kept', async () => {
  await using collector = await startCollector()
  await (await telemetryTo(collector))[Symbol.asyncDispose]()
  assert.deepEqual([tracing(), measuring(), activeTraceparent()], [false, false, undefined])
  const span = begin('late', { kind: 'server' })
  assert.equal(span.traceparent, undefined)
  span.end()
  assert.ok(!collector.spans.some(({ name }) => name === 'late'))
})

test('a trace that came in goes on with its decision; a header that is none begins a trace', async () => {
  await using collector = await startCollector()
  await using telemetry = await telemetryTo(collector, { OTEL_TRACES_SAMPLER_ARG: '0' })
  const trace = 'a'.repeat(32)
  begin('kept', { kind: 'server', parent: `00-${trace}-${'b'.repeat(16)}-01` }).end()
  begin('left out', { kind: 'server', parent: `00-${trace}-${'b'.repeat(16)}-00` }).end()
  for (const header of ['', 'nonsense', `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`, `00-${trace}-${'0'.repeat(16)}-01`])
    begin('not ours', { kind: 'server', parent: header }).end()
  await telemetry.flush()
  assert.deepEqual(
    collector.spans.map(({ name, traceId, parentSpanId }) => ({ name, traceId, parentSpanId })),
    [{ name: 'kept', traceId: trace, parentSpanId: 'b'.repeat(16) }],
  )
})

test('while the collector hangs, what waits is bounded', async () => {
  await using collector = await startCollector()
  collector.behave('hanging')
  const telemetry = await telemetryTo(collector, { OTEL_BSP_MAX_QUEUE_SIZE: '50', OTEL_BSP_SCHEDULE_DELAY: '10' })
  const log = createLog('test', 'info', () => undefined)
  const burst = (): void => {
    for (let n = 0; n < 2000; n += 1) {
      begin('one of many', { kind: 'server' }).end()
      log.info('one of many')
    }
  }
  burst()
  await collector.until(() => collector.requests() > 1)
  burst()
  collector.behave('well')
  await telemetry[Symbol.asyncDispose]()
  for (const { length } of [collector.spans, collector.logs]) assert.ok(length > 0 && length <= 300, `${length} of 4000 had waited`)
})

test('closing does not wait for a collector that hangs', async () => {
  await using collector = await startCollector()
  const telemetry = await telemetryTo(collector)
  collector.behave('hanging')
  begin('lost', { kind: 'server' }).end()
  await telemetry[Symbol.asyncDispose]()
  assert.deepEqual([tracing(), collector.spans.length], [false, 0])
})

test('an outage is told once for each signal, and its end once', async () => {
  await using collector = await startCollector()
  const lines: string[] = []
  const telemetry = await telemetryTo(
    collector,
    {},
    createLog('test', 'info', (line) => lines.push(line)),
  )
  collector.behave('refusing')
  const attempt = async (): Promise<void> => {
    begin('lost', { kind: 'server' }).end()
    await telemetry.flush()
  }
  for (let n = 0; n < 3; n += 1) await attempt()
  collector.behave('well')
  await attempt()
  await telemetry[Symbol.asyncDispose]()
  const told = lines.map((line) => JSON.parse(line) as { level: string; kind: string }).filter(({ kind }) => kind === 'traces')
  assert.deepEqual(
    told.map(({ level }) => level),
    ['warn', 'info'],
  )
  assert.ok(collector.spans.some(({ name }) => name === 'lost'))
})

test('Prometheus reads the metrics of the registry by their own names, escaped, from a port apart', async () => {
  const port = await freePort()
  await using _telemetry = await startTelemetry(readSettings(settings, { METRICS_PORT: String(port) }), { service: 'a "test"', log: silentLog })
  measure('http.server.request.duration', 0.02, {
    'http.request.method': 'GET',
    'http.response.status_code': '200',
    'http.route': '/api/session/:id',
  })
  using _depth = observe('quint.outbox.depth', (report) => report(7, { 'quint.service': 'hints' }))
  using _broken = observe('quint.outbox.depth', () => Promise.reject(new Error('the database is away')))
  const response = await fetch(`http://127.0.0.1:${port}/metrics`)
  assert.equal(response.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8')
  const text = await response.text()
  const labels = 'http_request_method="GET",http_response_status_code="200",http_route="/api/session/:id"'
  for (const line of [
    '# TYPE http_server_request_duration_seconds histogram',
    `http_server_request_duration_seconds_bucket{${labels},le="0.01"} 0`,
    `http_server_request_duration_seconds_bucket{${labels},le="0.025"} 1`,
    `http_server_request_duration_seconds_bucket{${labels},le="+Inf"} 1`,
    `http_server_request_duration_seconds_sum{${labels}} 0.02`,
    `http_server_request_duration_seconds_count{${labels}} 1`,
    'quint_outbox_depth{quint_service="hints"} 7',
  ])
    assert.ok(text.split('\n').includes(line), `${line}\n${text}`)
  assert.match(text, /^# TYPE process_cpu_time_seconds_total counter$/m)
  if (process.platform === 'linux')
    for (const series of [
      'process_unix_file_descriptor_count',
      'system_network_io_bytes_total{network_io_direction="receive"}',
      'system_filesystem_usage_bytes{system_filesystem_state="free"}',
    ])
      assert.match(text, new RegExp(`^${RegExp.escape(series)} \\d`, 'm'))
  assert.match(text, /^target_info\{.*service_name="a \\"test\\"".*\} 1$/m)
  const elsewhere = await fetch(`http://127.0.0.1:${port}/`)
  assert.equal(elsewhere.status, 404)
})

test('a process that tells nobody loads nothing of the SDK', async () => {
  const watched = `data:text/javascript,${encodeURIComponent(
    "import { registerHooks } from 'node:module'; globalThis.seen = []; registerHooks({ resolve(name, context, next) { const found = next(name, context); globalThis.seen.push(found.url); return found } })",
  )}`
  const loaded = (environment: Readonly<Record<string, string>>) => {
    const args = [
      '--no-warnings',
      '--import',
      watched,
      '--import',
      path.join(import.meta.dirname, 'start.ts'),
      '-p',
      'JSON.stringify(globalThis.seen)',
    ]
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { env: { PATH: process.env.PATH, ...environment }, encoding: 'utf8' })
    assert.equal(status, 0, stderr)
    return (JSON.parse(stdout) as string[]).filter((url) => /@opentelemetry\/(?!api\/)/.test(url))
  }
  assert.deepEqual(loaded({}), [])
  assert.notDeepEqual(loaded({ METRICS_PORT: String(await freePort()) }), [])
})

test('the README names every setting with its default and purpose, and none that is not there', () => {
  const readme = readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8')
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` +\| (?:`([^`]*)`)? *\| (.+?) *\|$/gm)].map(([, name, fallback = '', purpose]) => [
    name,
    fallback,
    purpose,
  ])
  assert.deepEqual(
    rows,
    Object.entries(settings).map(([name, { fallback, purpose }]) => [name, fallback, purpose]),
  )
})
