/** What a process tells whom: OpenTelemetry's own variables, and ours for the Prometheus endpoint. */
import { integer, type Setting, type Settings, text, url } from '@quint/runtime/config.ts'

function share(options: { readonly fallback: string; readonly purpose: string }): Setting<number> {
  return {
    ...text(options),
    parse(given) {
      const number = Number(given)
      if (!(number >= 0 && number <= 1)) throw new Error('must be a number from 0 to 1')
      return number
    },
  }
}

export const settings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: url({
    fallback: '',
    purpose: 'collector that takes OTLP over HTTP, such as http://collector:4318; empty sends nothing',
  }),
  OTEL_SERVICE_NAME: text({
    fallback: '',
    purpose: 'name of the process in traces, metrics and logs; empty takes the name of the service that is started',
  }),
  OTEL_RESOURCE_ATTRIBUTES: text({ fallback: '', purpose: 'more about the process: key=value, separated by commas' }),
  OTEL_TRACES_SAMPLER_ARG: share({
    fallback: '1',
    purpose: 'share of traces that begin here and are kept, 0 to 1; a trace that came in keeps its own decision',
  }),
  OTEL_METRIC_EXPORT_INTERVAL: integer({ min: 100, max: 3_600_000, fallback: '15000', purpose: 'milliseconds between two pushes of metrics' }),
  OTEL_BSP_SCHEDULE_DELAY: integer({ min: 10, max: 60_000, fallback: '2000', purpose: 'milliseconds that a finished span or a log line waits' }),
  OTEL_BSP_MAX_QUEUE_SIZE: integer({
    min: 1,
    max: 1_000_000,
    fallback: '2048',
    purpose: 'most spans, and most log lines, that wait for the collector; further ones are dropped',
  }),
  METRICS_PORT: integer({ min: 0, max: 65_535, fallback: '0', purpose: 'port of /metrics for Prometheus; 0 opens none' }),
  METRICS_HOST: text({ fallback: '127.0.0.1', purpose: 'address on which /metrics listens' }),
} as const

export type TelemetrySettings = Settings<typeof settings>
