/** The registry is the only list of metrics: what is not in it cannot be recorded, and what is in it is recorded somewhere. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { count, measure, observe, shift } from './metrics.ts'
import { prometheusName } from './prometheus.ts'
import { type Metric, registry } from './registry.ts'

const root = path.join(import.meta.dirname, '../..')
const metrics: readonly (readonly [string, Metric])[] = Object.entries(registry)

test('a name, an attribute or a value that is not in the registry does not compile', () => {
  // Without a collector nothing is recorded; the check is the compiler's: it complains about each line that needs no exception.
  // @ts-expect-error: no such metric
  count('quint.unknown', {})
  // @ts-expect-error: no such value
  count('quint.auth.events', { 'quint.auth.code': 'something' })
  // @ts-expect-error: an attribute is missing
  count('quint.auth.events', {})
  // @ts-expect-error: no such attribute
  count('quint.auth.events', { 'quint.auth.code': 'access_refused', email: 'a@example.org' })
  // @ts-expect-error: a histogram is not counted
  count('http.server.request.duration', {})
  // @ts-expect-error: a counter is not measured
  measure('quint.coach.retracts', 1, {})
  // @ts-expect-error: a counter only goes up
  shift('quint.coach.retracts', -1, {})
  // @ts-expect-error: what is told as it happens is not observed
  using _observed = observe('quint.coach.retracts', () => undefined)
})

test('every metric is recorded somewhere', () => {
  const files = globSync('{packages,services,gateway}/**/*.ts', { cwd: root, exclude: (name) => name === 'node_modules' })
  const code = files
    .filter((file) => !/\.test\.ts$|telemetry\/registry\.ts$/.test(file))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n')
  for (const [name] of metrics)
    assert.match(code, new RegExp(`\\b(?:count|measure|shift|observe)\\(\\s*'${name.replaceAll('.', '\\.')}'`), `${name} is never recorded`)
})

test('names and units are those of the conventions, and no two metrics share a name in Prometheus', () => {
  for (const [name, { unit, kind, buckets, description }] of metrics) {
    assert.match(name, /^[a-z][a-z0-9]*(?:[._][a-z0-9]+)+$/, name)
    assert.match(unit, /^(?:s|By|1|\{[a-z_]+\})$/, name)
    assert.match(description, /^[A-Z].*\.$/, name)
    assert.equal(kind === 'histogram', buckets !== undefined, `${name}: only a histogram has buckets`)
    assert.deepEqual(
      buckets?.toSorted((a, b) => a - b),
      buckets && [...buckets],
      name,
    )
  }
  const names = metrics.map(([name, metric]) => prometheusName(name, metric))
  assert.equal(new Set(names).size, names.length)
  assert.deepEqual(
    (['rpc.server.call.duration', 'quint.auth.events', 'process.memory.usage', 'nodejs.eventloop.utilization', 'process.cpu.time'] as const).map(
      (name) => prometheusName(name, registry[name]),
    ),
    [
      'rpc_server_call_duration_seconds',
      'quint_auth_events_total',
      'process_memory_usage_bytes',
      'nodejs_eventloop_utilization_ratio',
      'process_cpu_time_seconds_total',
    ],
  )
})

test('a metric has few series: closed sets are small, and no attribute is of one learner', () => {
  for (const [name, { attributes, optional = {} }] of metrics) {
    const closed = [...Object.entries(attributes), ...Object.entries(optional)].map(([attribute, values]) => {
      assert.doesNotMatch(attribute, /user|learner|session|email|device|message\.id/, `${name}: ${attribute}`)
      return 'bounded' in values ? 1 : values.length
    })
    assert.ok(closed.reduce((product, size) => product * size, 1) <= 250, name)
  }
})
