/** Records the metrics of the registry, and no others: a name or a value that is not in it does not compile. Without a meter nothing is done. */
import type { Counter, Histogram, Meter, ObservableResult, UpDownCounter } from '@opentelemetry/api'
import { masked, shaped } from '@quint/runtime/log-fields.ts'
import { type Attributes, type Bounded, type Metric, type MetricName, registry } from './registry.ts'

type ValueOf<Given> = Given extends readonly string[] ? Given[number] : Given extends Bounded ? string : never
type Required<Given extends Attributes> = { readonly [Name in keyof Given]: ValueOf<Given[Name]> }
type OptionalOf<Name extends MetricName> = (typeof registry)[Name] extends { readonly optional: infer Given extends Attributes }
  ? { readonly [Key in keyof Given]?: ValueOf<Given[Key]> | undefined }
  : unknown

export type AttributesOf<Name extends MetricName> = Required<(typeof registry)[Name]['attributes']> & OptionalOf<Name>

type Named<Kind extends Metric['kind']> = { [Name in MetricName]: (typeof registry)[Name]['kind'] extends Kind ? Name : never }[MetricName]
export type ObservedName = Named<'gauge' | 'observed_counter'>

type Report<Name extends MetricName> = (value: number, attributes: AttributesOf<Name>) => void
type Read<Name extends MetricName> = (report: Report<Name>) => void | Promise<void>

type Labels = Readonly<Record<string, string>>

interface Instruments {
  readonly counters: ReadonlyMap<string, Counter | UpDownCounter>
  readonly histograms: ReadonlyMap<string, Histogram>
}

let instruments: Instruments | undefined
const readers = new Map<string, Set<Read<ObservedName>>>()

/** True when somebody collects: what costs work only to be measured is left out otherwise. */
export function measuring(): boolean {
  return instruments !== undefined
}

/** From here on metrics go to this meter; undefined ends it. */
export function measureWith(meter: Meter | undefined): void {
  instruments = meter === undefined ? undefined : create(meter)
}

export function count<Name extends Named<'counter'>>(name: Name, attributes: AttributesOf<Name>, by = 1): void {
  instruments?.counters.get(name)?.add(by, labels(name, attributes))
}

/** Up or down by some. */
export function shift<Name extends Named<'up_down_counter'>>(name: Name, by: number, attributes: AttributesOf<Name>): void {
  instruments?.counters.get(name)?.add(by, labels(name, attributes))
}

/** One value of a distribution, in the unit of the metric. */
export function measure<Name extends Named<'histogram'>>(name: Name, value: number, attributes: AttributesOf<Name>): void {
  instruments?.histograms.get(name)?.record(value, labels(name, attributes))
}

/** The value is read whenever somebody collects, until disposal; a reader that fails has no value then. */
export function observe<Name extends ObservedName>(name: Name, read: Read<Name>): Disposable {
  const set = readers.get(name) ?? new Set()
  readers.set(name, set)
  const reader = read as Read<ObservedName>
  set.add(reader)
  return { [Symbol.dispose]: () => void set.delete(reader) }
}

function create(meter: Meter): Instruments {
  const counters = new Map<string, Counter | UpDownCounter>()
  const histograms = new Map<string, Histogram>()
  for (const [name, metric] of Object.entries<Metric>(registry)) {
    const options = { unit: metric.unit, description: metric.description }
    switch (metric.kind) {
      case 'counter':
        counters.set(name, meter.createCounter(name, options))
        break
      case 'up_down_counter':
        counters.set(name, meter.createUpDownCounter(name, options))
        break
      case 'histogram':
        histograms.set(name, meter.createHistogram(name, { ...options, advice: { explicitBucketBoundaries: [...(metric.buckets ?? [])] } }))
        break
      case 'gauge':
        meter.createObservableGauge(name, options).addCallback((result) => readAll(name, result))
        break
      case 'observed_counter':
        meter.createObservableCounter(name, options).addCallback((result) => readAll(name, result))
    }
  }
  return { counters, histograms }
}

async function readAll(name: string, result: ObservableResult): Promise<void> {
  const report: Report<ObservedName> = (value, attributes) => result.observe(value, labels(name as ObservedName, attributes))
  const reads = [...(readers.get(name) ?? [])].map(async (read) => read(report))
  await Promise.allSettled(reads)
}

/** Values of a closed set are as the compiler saw them; the others are checked once each, so that no text of a learner becomes a label. */
function labels(name: MetricName, attributes: object): Labels {
  const metric: Metric = registry[name]
  const kept: Record<string, string> = {}
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue
    const values = metric.attributes[key] ?? metric.optional?.[key]
    if (values !== undefined) kept[key] = 'bounded' in values ? safe(String(value)) : String(value)
  }
  return kept
}

const checked = new Map<string, string>()
const mostChecked = 5000

function safe(value: string): string {
  const known = checked.get(value)
  if (known !== undefined) return known
  const kept = [shaped('word', value), shaped('place', value)].find((answer) => answer !== masked)
  const label = typeof kept === 'string' ? kept : masked
  if (checked.size < mostChecked) checked.set(value, label)
  return label
}
