/** Turns telemetry on as the settings say: traces and metrics to a collector, metrics to Prometheus, both, or nothing at all. */
import type { SpanProcessor } from '@opentelemetry/sdk-trace'
import { observeProcess } from './process.ts'
import { registry } from './registry.ts'
import type { TelemetrySettings } from './settings.ts'

export interface TelemetryOptions {
  /** The name of the process where the settings give none. */
  readonly service: string
  /** Takes finished spans, beside the exporter. */
  readonly spanProcessors?: readonly SpanProcessor[]
}

export interface Telemetry extends AsyncDisposable {
  /** Where /metrics is served; undefined where it is not. */
  readonly metricsPort: number | undefined
  /** The metrics as text; empty when nothing is measured. */
  readonly metricsText: () => Promise<string>
  /** Sends what waits, as far as the collector takes it in time. */
  readonly flush: () => Promise<void>
}

const exportDeadlineMs = 5000
const flushDeadlineMs = 3000

export async function startTelemetry(settings: TelemetrySettings, options: TelemetryOptions): Promise<Telemetry> {
  const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, '')
  const processors = options.spanProcessors ?? []
  const traced = endpoint !== '' || processors.length > 0
  const measured = traced || settings.TELEMETRY_METRICS_PORT !== 0
  // Nothing of the SDK is loaded for a process that tells nobody.
  if (!measured)
    return { metricsPort: undefined, metricsText: async () => '', flush: async () => undefined, [Symbol.asyncDispose]: async () => undefined }
  await using owned = new AsyncDisposableStack()
  const resource = await describe(settings, options)
  const metrics = owned.use(await startMetrics(settings, { endpoint, resource }))
  const traces = traced ? owned.use(await startTraces(settings, { endpoint, resource, processors })) : undefined
  const rest = owned.move()
  return {
    metricsPort: metrics.port,
    metricsText: metrics.text,
    flush: async () => {
      await Promise.all([metrics.flush(), traces?.flush()])
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
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
}

async function startMetrics(settings: TelemetrySettings, { endpoint, resource }: Place) {
  await using owned = new AsyncDisposableStack()
  const { MeterProvider, MetricReader, PeriodicExportingMetricReader } = await import('@opentelemetry/sdk-metrics')
  const { prometheusText, serveMetrics } = await import('./prometheus.ts')
  const { measureWith } = await import('./metrics.ts')
  class TextReader extends MetricReader {
    protected override async onShutdown(): Promise<void> {}
    protected override async onForceFlush(): Promise<void> {}
  }
  const reader = new TextReader()
  const readers: InstanceType<typeof MetricReader>[] = [reader]
  if (endpoint !== '') {
    const { OTLPMetricExporter } = await import('@opentelemetry/exporter-metrics-otlp-http')
    readers.push(
      new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter({ url: `${endpoint}/v1/metrics`, timeoutMillis: exportDeadlineMs }),
        exportIntervalMillis: settings.OTEL_METRIC_EXPORT_INTERVAL,
        exportTimeoutMillis: Math.min(exportDeadlineMs, settings.OTEL_METRIC_EXPORT_INTERVAL),
      }),
    )
  }
  const provider = new MeterProvider({ resource, readers })
  owned.defer(() => inTime(provider.shutdown()))
  measureWith(provider.getMeter('quint'))
  owned.defer(() => measureWith(undefined))
  owned.use(observeProcess())
  const text = async (): Promise<string> => prometheusText((await reader.collect({ timeoutMillis: exportDeadlineMs })).resourceMetrics, registry)
  const place = { host: settings.TELEMETRY_METRICS_HOST, port: settings.TELEMETRY_METRICS_PORT }
  const served = place.port === 0 ? undefined : owned.use(await serveMetrics(place, text))
  const rest = owned.move()
  return { text, port: served?.port, flush: () => inTime(provider.forceFlush()), [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

async function startTraces(
  settings: TelemetrySettings,
  { endpoint, resource, processors }: Place & { readonly processors: readonly SpanProcessor[] },
) {
  const { context } = await import('@opentelemetry/api')
  const { AsyncLocalStorageContextManager } = await import('@opentelemetry/context-async-hooks')
  const { BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider } = await import('@opentelemetry/sdk-trace')
  const { traceWith } = await import('./trace.ts')
  const spanProcessors = [...processors]
  if (endpoint !== '') {
    const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
    spanProcessors.push(
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: exportDeadlineMs, concurrencyLimit: 4 }),
        maxQueueSize: settings.OTEL_BSP_MAX_QUEUE_SIZE,
        maxExportBatchSize: Math.min(512, settings.OTEL_BSP_MAX_QUEUE_SIZE),
        scheduledDelayMillis: settings.OTEL_BSP_SCHEDULE_DELAY,
        exportTimeoutMillis: exportDeadlineMs,
      }),
    )
  }
  const provider = new TracerProvider({
    resource,
    spanProcessors,
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(settings.OTEL_TRACES_SAMPLER_ARG) }),
    spanLimits: { attributeValueLengthLimit: 200, attributeCountLimit: 32, linkCountLimit: 8 },
  })
  const manager = new AsyncLocalStorageContextManager().enable()
  context.setGlobalContextManager(manager)
  traceWith(provider.getTracer('quint'))
  return {
    flush: () => inTime(provider.forceFlush({ timeoutMillis: flushDeadlineMs })),
    async [Symbol.asyncDispose]() {
      traceWith(undefined)
      context.disable()
      await inTime(provider.shutdown())
    },
  }
}

/** A collector that does not answer holds up nobody for longer than this. */
async function inTime(work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const late = setTimeout(resolve, flushDeadlineMs)
  await Promise.race([work.catch(() => undefined), promise])
  clearTimeout(late)
}
