/** When operators would go blind. */
import type { Alert } from '../../area.ts'

const spans = 'otelcol_exporter_send_failed_spans_total{exporter="otlphttp/tempo",instance="collector:8888"}'

export const alerts: readonly Alert[] = [
  {
    name: 'TelemetryLost',
    expr: 'sum by (exporter) (rate(otelcol_exporter_send_failed_spans_total[5m])) > 0 or sum by (exporter) (rate(otelcol_exporter_send_failed_log_records_total[5m])) > 0',
    holds: '10m',
    severity: 'ticket',
    summary: 'The collector cannot hand on what it was told ({{ $labels.exporter }}): traces or logs are missing',
    dashboard: 'quint-platform',
    fires: [{ says: 'Tempo is away', series: { [spans]: '0+100x30' }, at: '25m', labels: { exporter: 'otlphttp/tempo' } }],
    quiet: [{ says: 'Tempo was away for a minute', series: { [spans]: '0x5 100x30' }, at: '25m' }],
  },
]
