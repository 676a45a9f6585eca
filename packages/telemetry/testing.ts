/** A collector for tests: takes OTLP over HTTP in JSON as the protocol says, refuses what does not fit it, and can fail or fall silent. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Attributes {
  readonly [name: string]: string | number | boolean
}

export interface SeenSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string
  readonly name: string
  /** As numbered by the protocol: 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number
  readonly attributes: Attributes
  readonly failed: boolean
  readonly links: readonly string[]
}

export interface SeenMetric {
  readonly name: string
  readonly unit: string
  readonly kind: 'sum' | 'gauge' | 'histogram'
  readonly attributes: readonly Attributes[]
}

export interface SeenLog {
  readonly traceId: string
  readonly severity: string
  readonly body: string
  readonly scope: string
  readonly attributes: Attributes
}

type Manner = 'well' | 'failing' | 'refusing' | 'hanging'

const statuses: Readonly<Record<Manner, number>> = { well: 200, failing: 503, refusing: 400, hanging: 200 }

export interface Collector extends AsyncDisposable {
  readonly url: string
  readonly spans: SeenSpan[]
  readonly metrics: SeenMetric[]
  readonly logs: SeenLog[]
  readonly resources: Attributes[]
  /** Requests that broke the protocol. */
  readonly offences: string[]
  /** Requests so far, answered or not. */
  readonly requests: () => number
  /** failing: to be tried again; refusing: never; hanging: not answered until it behaves otherwise. */
  readonly behave: (how: Manner) => void
  /** Fulfilled when the condition holds, looked at after each request; rejected when it does not for very long. */
  readonly until: (condition: () => boolean) => Promise<void>
}

export async function startCollector(): Promise<Collector> {
  const seen = { spans: [] as SeenSpan[], metrics: [] as SeenMetric[], logs: [] as SeenLog[], resources: [] as Attributes[] }
  const offences: string[] = []
  const waiting = new Set<() => void>()
  const held: ServerResponse[] = []
  let how: Manner = 'well'
  let requests = 0
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString()
    requests += 1
    try {
      if (how === 'well') take(request, body, seen)
    } catch (error) {
      offences.push(`${request.url}: ${String(error)}`)
    }
    for (const look of waiting) look()
    if (how === 'hanging') held.push(response)
    else reply(response, how)
  }
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...seen,
    offences,
    requests: () => requests,
    behave(next) {
      how = next
      for (const response of held.splice(0)) reply(response, how)
    },
    until: (condition) => when(waiting, condition),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function reply(response: ServerResponse, how: Manner): void {
  response.writeHead(statuses[how], { 'Content-Type': 'application/json' }).end('{}')
}

const patienceMs = 60_000

function when(waiting: Set<() => void>, condition: () => boolean): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const look = (): void => {
    if (condition()) resolve()
  }
  const late = setTimeout(() => reject(new Error('what the test waits for does not arrive')), patienceMs)
  waiting.add(look)
  look()
  return promise.finally(() => {
    clearTimeout(late)
    waiting.delete(look)
  })
}

type Seen = Pick<Collector, 'spans' | 'metrics' | 'logs' | 'resources'>

function take(request: IncomingMessage, body: string, seen: Seen): void {
  if (request.method !== 'POST') throw new Error(`is ${request.method}`)
  if (request.headers['content-type'] !== 'application/json') throw new Error(`is ${request.headers['content-type']}`)
  const root = JSON.parse(body) as Json
  const [resources, scopes, items, read] = shapeOf(request.url ?? '')
  for (const resource of some(root, resources)) {
    seen.resources.push(attributesOf(part(resource, 'resource')))
    for (const scope of some(resource, scopes)) for (const item of some(scope, items)) read(item, seen, String(part(scope, 'scope').name))
  }
}

type Read = (item: Json, seen: Seen, scope: string) => void

function shapeOf(address: string): readonly [resources: string, scopes: string, items: string, read: Read] {
  if (address === '/v1/traces') return ['resourceSpans', 'scopeSpans', 'spans', (item, { spans }) => spans.push(spanOf(item))]
  if (address === '/v1/metrics') return ['resourceMetrics', 'scopeMetrics', 'metrics', (item, { metrics }) => metrics.push(metricOf(item))]
  if (address === '/v1/logs') return ['resourceLogs', 'scopeLogs', 'logRecords', (item, { logs }, scope) => logs.push(logOf(item, scope))]
  throw new Error('is no address of the protocol')
}

interface Json {
  readonly [name: string]: unknown
}

const hex = (text: unknown, digits: number): string => {
  if (typeof text !== 'string' || !/^[0-9a-f]+$/.test(text) || text.length !== digits) throw new Error(`${String(text)} is no id of ${digits} digits`)
  return text
}

function spanOf(span: Json): SeenSpan {
  if (!(Number(span.endTimeUnixNano) >= Number(span.startTimeUnixNano))) throw new Error('a span ends before it starts')
  return {
    traceId: hex(span.traceId, 32),
    spanId: hex(span.spanId, 16),
    parentSpanId: span.parentSpanId === undefined || span.parentSpanId === '' ? '' : hex(span.parentSpanId, 16),
    name: String(span.name),
    kind: Number(span.kind),
    attributes: attributesOf(span),
    failed: part(span, 'status').code === 2,
    links: some(span, 'links').map((link) => hex(link.spanId, 16)),
  }
}

function metricOf(metric: Json): SeenMetric {
  const kind = (['sum', 'gauge', 'histogram'] as const).find((name) => name in metric)
  if (kind === undefined) throw new Error(`${String(metric.name)} is of no kind`)
  const data = part(metric, kind)
  if (kind === 'sum' && data.aggregationTemporality !== 2) throw new Error(`${String(metric.name)} is not cumulative`)
  return { name: String(metric.name), unit: String(metric.unit), kind, attributes: some(data, 'dataPoints').map(attributesOf) }
}

function logOf(log: Json, scope: string): SeenLog {
  return {
    traceId: log.traceId === undefined || log.traceId === '' ? '' : hex(log.traceId, 32),
    severity: String(log.severityText),
    body: String(part(log, 'body').stringValue),
    scope,
    attributes: attributesOf(log),
  }
}

function attributesOf(holder: Json): Attributes {
  return Object.fromEntries(some(holder, 'attributes').map(({ key, value }) => [String(key), plain(value as Json)]))
}

function plain(value: Json): string | number | boolean {
  if (typeof value.stringValue === 'string') return value.stringValue
  if (typeof value.boolValue === 'boolean') return value.boolValue
  return Number(value.intValue ?? value.doubleValue)
}

function part(holder: Json, name: string): Json {
  const value = holder[name] ?? {}
  if (typeof value !== 'object') throw new Error(`${name} is no object`)
  return value as Json
}

function some(holder: Json, name: string): readonly Json[] {
  const value = holder[name] ?? []
  if (!Array.isArray(value)) throw new Error(`${name} is no list`)
  return value as readonly Json[]
}
