/** Turns telemetry on as the settings say: traces, metrics and logs to a collector, metrics to Prometheus, both, or nothing at all. */
import { copyLines, type Log } from '@quint/runtime/log.ts'
import { emitLines } from './log-lines.ts'
import { measureWith } from './metrics.ts'
import { type Watch, watchOutages } from './outage.ts'
import { observeProcess } from './process.ts'
import type { TelemetrySettings } from './settings.ts'
import { traceWith } from './trace.ts'

export interface TelemetryOptions {
  /** The name of the process where the settings give none. */
  readonly service: string
  readonly log: Log
}

export interface Telemetry extends AsyncDisposable {
  /** Sends what waits, as far as the collector takes it in time. */
  readonly flush: () => Promise<void>
}

interface Part extends Telemetry {
  /** Closes without asking the collector. */
  readonly end: () => void | Promise<void>
}

/** One attempt and its repeats. */
const exportDeadlineMs = 5000
/** All that waits, at the end of the process. */
const flushDeadlineMs = 3000

/** @returns undefined when nothing is told. */
export async function startTelemetry(settings: TelemetrySettings, options: TelemetryOptions): Promise<Telemetry | undefined> {
  const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, '')
  // Nothing of the SDK is loaded for a process that tells nobody.
  if (endpoint === '' && settings.METRICS_PORT === 0) return undefined
  const place = { endpoint, resource: await describe(settings, options), watch: watchOutages(options.log) }
  const parts = [await startMetrics(settings, place)]
  if (endpoint !== '') parts.push(await startTraces(settings, place), await startLogs(settings, place))
  return {
    flush: () => inTime(parts.map((part) => part.flush())),
    async [Symbol.asyncDispose]() {
      await inTime(parts.map((part) => part[Symbol.asyncDispose]()))
      for (const part of parts) await part.end()
    },
  }
}

async function describe(settings: TelemetrySettings, { service }: TelemetryOptions) {
  const { defaultResource, resourceFromAttributes } = await import('@opentelemetry/resources')
  const pairs = settings.OTEL_RESOURCE_ATTRIBUTES.split(',').flatMap((pair) => {
    const [key = '', value = ''] = pair.split('=')
    return key.trim() === '' ? [] : [[key.trim(), decodeURIComponent(value.trim())] as const]
  })
  return defaultResource().merge(
    resourceFromAttributes({ ...Object.fromEntries(pairs), 'service.namespace': 'quint', 'service.name': settings.OTEL_SERVICE_NAME || service }),
  )
}

interface Place {
  readonly endpoint: string
  readonly resource: Awaited<ReturnType<typeof describe>>
  readonly watch: Watch
}

const exporterTo = (endpoint: string, signal: string) => ({ url: `${endpoint}/v1/${signal}`, timeoutMillis: exportDeadlineMs, concurrencyLimit: 4 })

function batches(settings: TelemetrySettings) {
  return {
    maxQueueSize: settings.OTEL_BSP_MAX_QUEUE_SIZE,
    maxExportBatchSize: Math.min(512, settings.OTEL_BSP_MAX_QUEUE_SIZE),
    scheduledDelayMillis: settings.OTEL_BSP_SCHEDULE_DELAY,
    exportTimeoutMillis: exportDeadlineMs,
  }
}

async function startMetrics(settings: TelemetrySettings, { endpoint, resource, watch }: Place): Promise<Part> {
  const { MeterProvider, PeriodicExportingMetricReader } = await import('@opentelemetry/sdk-metrics')
  await using owned = new AsyncDisposableStack()
  const readers = []
  if (settings.METRICS_PORT !== 0) {
    const { openMetricsPage } = await import('./metrics-page.ts')
    const page = owned.use(await openMetricsPage({ host: settings.METRICS_HOST, port: settings.METRICS_PORT }))
    readers.push(page.reader)
  }
  if (endpoint !== '') {
    const { OTLPMetricExporter } = await import('@opentelemetry/exporter-metrics-otlp-http')
    readers.push(
      new PeriodicExportingMetricReader({
        exporter: watch('metrics', new OTLPMetricExporter(exporterTo(endpoint, 'metrics'))),
        exportIntervalMillis: settings.OTEL_METRIC_EXPORT_INTERVAL,
        exportTimeoutMillis: Math.min(exportDeadlineMs, settings.OTEL_METRIC_EXPORT_INTERVAL),
      }),
    )
  }
  const provider = new MeterProvider({ resource, readers })
  measureWith(provider.getMeter('quint'))
  owned.defer(() => measureWith(undefined))
  owned.use(observeProcess())
  const rest = owned.move()
  return { flush: () => provider.forceFlush(), [Symbol.asyncDispose]: () => provider.shutdown(), end: () => rest.disposeAsync() }
}

async function startTraces(settings: TelemetrySettings, { endpoint, resource, watch }: Place): Promise<Part> {
  const { context } = await import('@opentelemetry/api')
  const { AsyncLocalStorageContextManager } = await import('@opentelemetry/context-async-hooks')
  const { BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider } = await import('@opentelemetry/sdk-trace')
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  const exporter = watch('traces', new OTLPTraceExporter(exporterTo(endpoint, 'traces')))
  const provider = new TracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor({ exporter, ...batches(settings) })],
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(settings.OTEL_TRACES_SAMPLER_ARG) }),
    spanLimits: { attributeValueLengthLimit: 200, attributeCountLimit: 32, linkCountLimit: 8 },
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  traceWith(provider.getTracer('quint'))
  return {
    flush: () => provider.forceFlush(),
    [Symbol.asyncDispose]: () => provider.shutdown(),
    end() {
      traceWith(undefined)
      context.disable()
    },
  }
}

async function startLogs(settings: TelemetrySettings, { endpoint, resource, watch }: Place): Promise<Part> {
  const { BatchLogRecordProcessor, LoggerProvider } = await import('@opentelemetry/sdk-logs')
  const { OTLPLogExporter } = await import('@opentelemetry/exporter-logs-otlp-http')
  const exporter = watch('logs', new OTLPLogExporter(exporterTo(endpoint, 'logs')))
  const provider = new LoggerProvider({ resource, processors: [new BatchLogRecordProcessor({ exporter, ...batches(settings) })] })
  copyLines(emitLines((name) => provider.getLogger(name)))
  return { flush: () => provider.forceFlush(), [Symbol.asyncDispose]: () => provider.shutdown(), end: () => copyLines(undefined) }
}

/** A collector that does not answer holds up nobody for longer than this. */
async function inTime(works: readonly PromiseLike<void>[]): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const late = setTimeout(resolve, flushDeadlineMs)
  await Promise.race([Promise.allSettled(works), promise])
  clearTimeout(late)
}
