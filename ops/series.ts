/** Every series that a query may name: what the registry becomes in Prometheus, and what the exporters beside the mesh give. */
import { plain, prometheusName } from '@quint/telemetry/prometheus.ts'
import { type Metric, registry, type Values } from '@quint/telemetry/registry.ts'
import { exported } from './exporters.ts'

export interface Series {
  /** The metric of the registry, or the name of the exporter. */
  readonly of: string
  readonly counts: boolean
  readonly labels: ReadonlyMap<string, Values>
}

export type KnownSeries = ReadonlyMap<string, Series>

/** Labels that scraping, or the intake of OTLP, puts on every series. */
const targetLabels: Readonly<Record<string, Values>> = {
  job: { bounded: 'quint/<service>, or the name of an exporter' },
  instance: { bounded: 'one a process' },
  service_name: { bounded: 'gateway, the services, or quint for the mesh in one process' },
}

export function knownSeries(metrics: Readonly<Record<string, Metric>> = registry): KnownSeries {
  const ours = Object.entries(metrics).flatMap(([name, metric]) => seriesOf(name, metric))
  const others = Object.entries(exported).map(([name, { from, kind, labels }]): [string, Series] => [
    name,
    { of: from, counts: kind === 'counter', labels: new Map([...labels.map((label) => [label, { bounded: from }] as const), ...target]) },
  ])
  return new Map([...ours, ...others])
}

const target = Object.entries(targetLabels)

function seriesOf(name: string, metric: Metric): [string, Series][] {
  const base = prometheusName(name, metric)
  const given = Object.entries({ ...metric.attributes, ...metric.optional }).map(([attribute, values]) => [plain(attribute), values] as const)
  const labels = new Map<string, Values>([...given, ...target])
  const counts = metric.kind !== 'gauge' && metric.kind !== 'up_down_counter'
  if (metric.kind !== 'histogram') return [[base, { of: name, counts, labels }]]
  const bounds = (metric.buckets ?? []).map(String)
  return [
    [`${base}_bucket`, { of: name, counts, labels: new Map([...labels, ['le', [...bounds, '+Inf']]]) }],
    [`${base}_sum`, { of: name, counts, labels }],
    [`${base}_count`, { of: name, counts, labels }],
  ]
}
