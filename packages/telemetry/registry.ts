/** Every metric of the mesh, once: what it is called, what it counts, in which unit, and which values its attributes may take. */

import { communityMetrics } from './community-metrics.ts'
import { identityMetrics } from './identity-metrics.ts'
import { interviewMetrics } from './interview-metrics.ts'
import { jobMetrics } from './job-metrics.ts'
import { planMetrics } from './plan-metrics.ts'
import { processMetrics } from './process-metrics.ts'
import { runMetrics } from './run-metrics.ts'
import { socketMetrics } from './socket-metrics.ts'
import { videoMetrics } from './video-metrics.ts'

/** A set that the code or the operator bounds, such as the routes of the gateway: never what a learner sends. */
export interface Bounded {
  readonly bounded: string
}

export type Values = readonly string[] | Bounded
export type Attributes = Readonly<Record<string, Values>>

export interface Metric {
  /** Gauges and observed counters are read when somebody collects; the others are told as things happen. */
  readonly kind: 'counter' | 'histogram' | 'up_down_counter' | 'gauge' | 'observed_counter'
  /** UCUM: s, By, 1, or what is counted in braces. */
  readonly unit: string
  readonly description: string
  readonly attributes: Attributes
  /** Those that a sample may go without. */
  readonly optional?: Attributes
  /** Upper bounds of a histogram, in its unit. */
  readonly buckets?: readonly number[]
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
const shortSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]
/** The convention ends at 82 s, which is too soon for a model that runs on processors alone. */
const modelSeconds = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 120, 300, 600]
const tokenCounts = [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536]

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', '_OTHER'] as const
const statusNames = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const
const statements = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'COMMIT', 'OTHER'] as const

const rpcMethod = { bounded: 'methods of the services in proto/' }
const databaseName = { bounded: 'login roles of the services: one a schema' }
const topic = { bounded: 'topics of the catalogue, and the dead letters of each group' }
const group = { bounded: 'consumer groups: one a service or team' }
const errorClass = { bounded: 'failure codes, SQLSTATE classes and names of errors' }
const provider = ['anthropic', 'openai', 'compatible'] as const
const model = { bounded: 'models in the configuration' }

const http = {
  'http.server.request.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time from a request to the end of its answer; for a stream, its whole life.',
    attributes: {
      'http.request.method': methods,
      'http.response.status_code': { bounded: 'HTTP status codes' },
      'http.route': { bounded: 'templates of the routes of the gateway; "unknown" for an address that is none, "web" for a page' },
    },
    buckets: seconds,
  },
  'http.server.active_requests': {
    kind: 'up_down_counter',
    unit: '{request}',
    description: 'Requests that have no whole answer yet, open streams included.',
    attributes: { 'http.request.method': methods },
  },
  'quint.sse.streams': {
    kind: 'up_down_counter',
    unit: '{stream}',
    description: 'Event streams that are open.',
    attributes: {},
  },
} as const

const rpc = {
  'rpc.server.call.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time a service took for a call; for a stream, its whole life.',
    attributes: { 'rpc.system.name': ['grpc'], 'rpc.method': rpcMethod, 'rpc.response.status_code': statusNames },
    buckets: seconds,
  },
  'rpc.client.call.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time a caller waited for a call; for a stream, its whole life.',
    attributes: { 'rpc.system.name': ['grpc'], 'rpc.method': rpcMethod, 'rpc.response.status_code': statusNames },
    buckets: seconds,
  },
} as const

const database = {
  'db.client.operation.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time of one statement, as its caller saw it.',
    attributes: { 'db.system.name': ['postgresql'], 'db.namespace': databaseName, 'db.operation.name': statements },
    optional: { 'error.type': errorClass },
    buckets: shortSeconds,
  },
  'db.client.connection.wait_time': {
    kind: 'histogram',
    unit: 's',
    description: 'Time a transaction waited for a connection of the pool.',
    attributes: { 'db.client.connection.pool.name': databaseName },
    buckets: shortSeconds,
  },
  'db.client.connection.timeouts': {
    kind: 'counter',
    unit: '{timeout}',
    description: 'Transactions that got no connection.',
    attributes: { 'db.client.connection.pool.name': databaseName },
  },
  'db.client.connection.count': {
    kind: 'gauge',
    unit: '{connection}',
    description: 'Connections of the pool, by state.',
    attributes: { 'db.client.connection.pool.name': databaseName, 'db.client.connection.state': ['idle', 'used'] },
  },
  'db.client.connection.max': {
    kind: 'gauge',
    unit: '{connection}',
    description: 'Most connections that the pool may open.',
    attributes: { 'db.client.connection.pool.name': databaseName },
  },
  'db.client.connection.pending_requests': {
    kind: 'gauge',
    unit: '{request}',
    description: 'Transactions that wait for a connection now.',
    attributes: { 'db.client.connection.pool.name': databaseName },
  },
  'quint.db.table.size': {
    kind: 'gauge',
    unit: 'By',
    description: 'Disk that a table takes, its indexes and partitions included; every process of a service says the same.',
    attributes: { 'db.namespace': databaseName, 'db.collection.name': { bounded: 'tables of the migrations' } },
  },
} as const

const messaging = {
  'messaging.client.operation.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time to publish a batch from an outbox, acknowledgement included.',
    attributes: { 'messaging.operation.name': ['send'], 'quint.service': databaseName },
    optional: { 'error.type': errorClass },
    buckets: shortSeconds,
  },
  'messaging.client.sent.messages': {
    kind: 'counter',
    unit: '{message}',
    description: 'Events that an outbox handed to the bus; after a crash some are sent again.',
    attributes: {
      'messaging.operation.name': ['send'],
      'messaging.destination.name': topic,
      'quint.event.type': { bounded: 'types in the catalogue' },
    },
  },
  'messaging.process.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time of one attempt to apply an event, its transaction included.',
    attributes: { 'messaging.operation.name': ['process'], 'messaging.destination.name': topic, 'messaging.consumer.group.name': group },
    optional: { 'error.type': errorClass },
    buckets: shortSeconds,
  },
  'quint.event.delay': {
    kind: 'histogram',
    unit: 's',
    description: 'From the moment an event was recorded to the moment a group had applied it.',
    attributes: { 'messaging.destination.name': topic, 'messaging.consumer.group.name': group },
    buckets: [...seconds, 300, 1800, 3600],
  },
  'quint.deadletters': {
    kind: 'counter',
    unit: '{message}',
    description: 'Events that a group could not apply and set aside.',
    attributes: { 'messaging.destination.name': topic, 'messaging.consumer.group.name': group, 'error.type': errorClass },
  },
  'quint.outbox.depth': {
    kind: 'gauge',
    unit: '{message}',
    description: 'Events that wait in an outbox.',
    attributes: { 'quint.service': databaseName },
  },
  'quint.outbox.age': {
    kind: 'gauge',
    unit: 's',
    description: 'How long the oldest event of an outbox waits; 0 when none does.',
    attributes: { 'quint.service': databaseName },
  },
  'quint.bus.lag': {
    kind: 'gauge',
    unit: '{message}',
    description: 'Events of a topic that a group has not read.',
    attributes: { 'messaging.destination.name': topic, 'messaging.consumer.group.name': group },
  },
} as const

const models = {
  'gen_ai.client.operation.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time of one attempt at a model, to the end of its answer.',
    attributes: { 'gen_ai.operation.name': ['chat'], 'gen_ai.provider.name': provider, 'gen_ai.request.model': model },
    optional: { 'error.type': ['rate_limited', 'overloaded', 'unavailable', 'timeout', 'bad_response', 'refused', 'misconfigured', 'cancelled'] },
    buckets: modelSeconds,
  },
  'gen_ai.client.operation.time_to_first_chunk': {
    kind: 'histogram',
    unit: 's',
    description: 'Time from the request to the first part of the answer.',
    attributes: { 'gen_ai.operation.name': ['chat'], 'gen_ai.provider.name': provider, 'gen_ai.request.model': model },
    buckets: modelSeconds,
  },
  'gen_ai.client.token.usage': {
    kind: 'histogram',
    unit: '{token}',
    description: 'Tokens that a provider charged for one answer.',
    attributes: {
      'gen_ai.operation.name': ['chat'],
      'gen_ai.provider.name': provider,
      'gen_ai.request.model': model,
      'gen_ai.token.type': ['input', 'output'],
    },
    buckets: tokenCounts,
  },
  'quint.llm.temperature': {
    kind: 'histogram',
    unit: '1',
    description: 'Temperature that models were asked with.',
    attributes: { 'gen_ai.provider.name': provider, 'gen_ai.request.model': model },
    buckets: [0, 0.2, 0.4, 0.6, 0.8, 1, 1.5, 2],
  },
} as const

const caches = {
  'quint.cache.requests': {
    kind: 'counter',
    unit: '{request}',
    description: 'Questions to a cache: answered by it, not known to it, or asked in vain because it was away.',
    attributes: { 'quint.cache.name': { bounded: 'caches of the code: one a kind of answer' }, 'quint.cache.outcome': ['hit', 'miss', 'error'] },
  },
} as const

const guardReasons = ['technique', 'described', 'code', 'procedure', 'disguised', 'language', 'markup', 'prompt', 'verdict', 'length'] as const

const coach = {
  'quint.coach.sessions': {
    kind: 'counter',
    unit: '{step}',
    description: 'Steps of coaching sessions, as their events were published.',
    attributes: { 'quint.coach.step': ['started', 'answered', 'completed', 'abandoned'] },
  },
  'quint.coach.hints': {
    kind: 'counter',
    unit: '{hint}',
    description: 'Hints that learners received whole, by who wrote them.',
    attributes: { 'quint.coach.source': ['offline', 'mixed', ...provider], 'quint.coach.tier': ['1', '2', '3', '4'] },
  },
  'quint.coach.guard.interventions': {
    kind: 'counter',
    unit: '{intervention}',
    description: 'Answers of a model that the guard stopped before they spoiled a problem, and that had to be completed.',
    attributes: { 'quint.coach.reason': guardReasons },
  },
  'quint.coach.retracts': {
    kind: 'counter',
    unit: '{retract}',
    description: 'Times that text a learner had read was taken back.',
    attributes: {},
  },
  'quint.coach.offline.fallbacks': {
    kind: 'counter',
    unit: '{fallback}',
    description: 'Hints that the offline coach took over from a model.',
    attributes: { 'quint.coach.reason': [...guardReasons, 'provider', 'empty'] },
  },
} as const

export const webPages = ['home', 'account', 'dashboard', 'coach', 'sessions', 'other'] as const

const web = {
  'quint.web.vital': {
    kind: 'histogram',
    unit: 's',
    description: 'Web vitals that are times (web.dev/vitals), as a sample of browsers reported them.',
    attributes: { 'quint.web.vital.name': ['LCP', 'INP', 'FCP', 'TTFB'], 'quint.web.page': webPages },
    buckets: [0.1, 0.2, 0.3, 0.5, 0.8, 1, 1.5, 1.8, 2.5, 3, 4, 6, 10],
  },
  'quint.web.layout_shift': {
    kind: 'histogram',
    unit: '1',
    description: 'Cumulative layout shift of pages, as a sample of browsers reported it.',
    attributes: { 'quint.web.page': webPages },
    buckets: [0.01, 0.05, 0.1, 0.15, 0.25, 0.5, 1],
  },
} as const

const security = {
  'quint.auth.sign_ins': {
    kind: 'counter',
    unit: '{attempt}',
    description: 'Attempts to sign in.',
    attributes: { 'quint.auth.outcome': ['succeeded', 'failed'] },
  },
  'quint.auth.ways': {
    kind: 'counter',
    unit: '{attempt}',
    description: 'Attempts to sign in by the way: the first factor was good, or was not.',
    attributes: { 'quint.auth.way': ['password', 'google', 'github', 'external'], 'quint.auth.outcome': ['succeeded', 'failed'] },
  },
  'quint.auth.provider_answers': {
    kind: 'counter',
    unit: '{answer}',
    description:
      'Answers of providers that learners sign in with: good, the learner said no, the provider did, none in time, or one that does not hold.',
    attributes: { 'quint.auth.provider': ['google', 'github'], 'quint.auth.answer': ['good', 'denied', 'refused', 'away', 'garbled'] },
  },
  'quint.auth.events': {
    kind: 'counter',
    unit: '{event}',
    description: 'Events of the security stream, by code; each is a line of the logger "security" as well.',
    attributes: {
      'quint.auth.code': [
        'sign_in_failed',
        'access_refused',
        'token_refused',
        'token_reused',
        'service_refused',
        'cross_site_refused',
        'rate_limited',
      ],
    },
  },
} as const

const erasures = {
  'quint.erasures.waiting': {
    kind: 'gauge',
    unit: '{erasure}',
    description: 'Deleted accounts of which a service has not said that it erased what it held; every gateway says the same.',
    attributes: { 'quint.service': databaseName },
  },
  'quint.erasures.age': {
    kind: 'gauge',
    unit: 's',
    description: 'How long the oldest of them waits for the service; 0 when none does.',
    attributes: { 'quint.service': databaseName },
  },
} as const

export const registry = {
  ...http,
  ...rpc,
  ...database,
  ...messaging,
  ...models,
  ...caches,
  ...coach,
  ...socketMetrics,
  ...web,
  ...security,
  ...erasures,
  ...identityMetrics,
  ...planMetrics,
  ...runMetrics,
  ...interviewMetrics,
  ...communityMetrics,
  ...jobMetrics,
  ...processMetrics,
  ...videoMetrics,
} as const satisfies Record<string, Metric>

export type MetricName = keyof typeof registry
