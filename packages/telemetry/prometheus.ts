/** The metrics as Prometheus reads them (text format 0.0.4), named as its own OTLP intake names them: one name, whichever way a metric came. */
import { DataPointType, type MetricData, type ResourceMetrics } from '@opentelemetry/sdk-metrics'
import type { Metric } from './registry.ts'

const unitSuffixes: Readonly<Record<string, string>> = { s: '_seconds', By: '_bytes' }

/** The name of the series, without `_bucket`, `_sum`, `_count`. */
export function prometheusName(name: string, metric: Pick<Metric, 'unit' | 'kind'>): string {
  const counts = metric.kind === 'counter' || metric.kind === 'observed_counter'
  const unit = unitSuffixes[metric.unit] ?? (metric.unit === '1' && metric.kind === 'gauge' ? '_ratio' : '')
  return `${plain(name)}${unit}${counts ? '_total' : ''}`
}

/** An attribute's name as a label. */
export function plain(name: string): string {
  return name.replaceAll(/[^a-zA-Z0-9_]/g, '_')
}

export interface Registered {
  readonly [name: string]: Metric
}

export function prometheusText(metrics: ResourceMetrics, registry: Registered): string {
  const families = metrics.scopeMetrics.flatMap((scope) => scope.metrics).map((data) => family(data, registry))
  return `${target(metrics)}${families.join('')}`
}

function target({ resource }: ResourceMetrics): string {
  const known = Object.entries(resource.attributes).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : []))
  return `# HELP target_info The process.\n# TYPE target_info gauge\ntarget_info${labels(Object.fromEntries(known))} 1\n`
}

function family(data: MetricData, registry: Registered): string {
  const metric = registry[data.descriptor.name]
  if (metric === undefined || data.dataPoints.length === 0) return ''
  const name = prometheusName(data.descriptor.name, metric)
  const type = metric.kind === 'histogram' ? 'histogram' : name.endsWith('_total') ? 'counter' : 'gauge'
  return `# HELP ${name} ${escaped(metric.description)}\n# TYPE ${name} ${type}\n${samples(name, data)}`
}

function samples(name: string, data: MetricData): string {
  switch (data.dataPointType) {
    case DataPointType.SUM:
    case DataPointType.GAUGE:
      return data.dataPoints.map(({ attributes, value }) => `${name}${labels(attributes)} ${value}\n`).join('')
    case DataPointType.HISTOGRAM:
      return data.dataPoints.map(({ attributes, value }) => histogram(name, attributes, value)).join('')
    default:
      return ''
  }
}

interface Distribution {
  readonly buckets: { readonly boundaries: readonly number[]; readonly counts: readonly number[] }
  readonly sum?: number | undefined
  readonly count: number
}

function histogram(name: string, attributes: object, { buckets, sum, count }: Distribution): string {
  let below = 0
  const lines = buckets.boundaries.map((bound, index) => {
    below += buckets.counts[index] ?? 0
    return `${name}_bucket${labels({ ...attributes, le: String(bound) })} ${below}\n`
  })
  const rest = labels(attributes)
  return `${lines.join('')}${name}_bucket${labels({ ...attributes, le: '+Inf' })} ${count}\n${name}_sum${rest} ${sum ?? 0}\n${name}_count${rest} ${count}\n`
}

function labels(attributes: object): string {
  const pairs = Object.entries(attributes).map(([key, value]) => `${plain(key)}="${escaped(String(value)).replaceAll('"', '\\"')}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}
