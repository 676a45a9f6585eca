/** The whole mesh on one page: promises, what is left of them, and what burns. */
import type { Dashboard } from '../../area.ts'

export const dashboard: Dashboard = {
  uid: 'quint-platform',
  title: 'Platform overview',
  says: 'What was promised to learners and teams, how much of each error budget of 30 days is left, and what is wrong now. Begin here.',
  rows: [
    {
      title: 'Promises',
      panels: [
        {
          title: 'Objectives',
          says: 'The target, the share of events that failed in an hour and in 30 days, and what is left of the budget: 1 is all of it, 0 is none, below 0 the promise is broken.',
          shows: 'table',
          unit: 'short',
          width: 12,
          queries: [
            { expr: 'max by (slo) (slo:objective:ratio)', legend: 'Target' },
            { expr: 'max by (slo) (slo:sli_error:ratio_rate1h)', legend: 'Failed in an hour' },
            { expr: 'max by (slo) (slo:sli_error:ratio_rate30d)', legend: 'Failed in 30 days' },
            { expr: 'max by (slo) (slo:period_error_budget_remaining:ratio)', legend: 'Budget left' },
          ],
        },
        {
          title: 'Budget left',
          says: 'Of the error budget of 30 days. With less than a quarter left, release less and repair more.',
          shows: 'bars',
          unit: 'percentunit',
          width: 12,
          queries: [{ expr: 'max by (slo) (slo:period_error_budget_remaining:ratio)', legend: '{{slo}}' }],
          limits: { warn: 0.25, bad: 0, below: true },
        },
        {
          title: 'How fast budgets burn',
          says: 'Over an hour: at 1 the budget lasts its 30 days, at 14.4 two hundredths of it are gone in that hour and somebody is woken.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [{ expr: 'slo:sli_error:ratio_rate1h / slo:error_budget:ratio', legend: '{{slo}}' }],
          limits: { warn: 6, bad: 14.4 },
        },
        {
          title: 'Alerts that fire',
          says: 'Each has a runbook in ops/runbooks under its name.',
          shows: 'table',
          unit: 'short',
          width: 12,
          queries: [{ expr: 'sum by (alertname, severity, area, slo) (ALERTS{alertstate="firing"})', legend: 'Instances' }],
        },
      ],
    },
    {
      title: 'Now',
      panels: [
        {
          title: 'Requests',
          says: 'Requests a second at the gateway.',
          shows: 'number',
          unit: 'reqps',
          width: 4,
          queries: [{ expr: 'sum(rate(http_server_request_duration_seconds_count[$__rate_interval]))', legend: 'Requests' }],
        },
        {
          title: 'Failing requests',
          says: 'Share of requests that end in 5xx.',
          shows: 'number',
          unit: 'percentunit',
          width: 4,
          queries: [
            {
              expr: '(sum(rate(http_server_request_duration_seconds_count{http_response_status_code=~"5.."}[$__rate_interval])) or vector(0)) / sum(rate(http_server_request_duration_seconds_count[$__rate_interval]))',
              legend: 'Failing',
            },
          ],
          limits: { warn: 0.001, bad: 0.01 },
        },
        {
          title: 'Time to an answer, 95th percentile',
          says: 'Streams apart.',
          shows: 'number',
          unit: 's',
          width: 4,
          queries: [
            {
              expr: 'histogram_quantile(0.95, sum by (le) (rate(http_server_request_duration_seconds_bucket{http_route!="/api/session/analyze"}[$__rate_interval])))',
              legend: 'Answer',
            },
          ],
          limits: { warn: 0.25, bad: 0.5 },
        },
        {
          title: 'Oldest event in an outbox',
          says: 'Of all services.',
          shows: 'number',
          unit: 's',
          width: 4,
          queries: [{ expr: 'max(quint_outbox_age_seconds)', legend: 'Oldest' }],
          limits: { warn: 10, bad: 60 },
        },
        {
          title: 'Learners reading a hint',
          says: 'Open event streams.',
          shows: 'number',
          unit: 'short',
          width: 4,
          queries: [{ expr: 'sum(quint_sse_streams)', legend: 'Streams' }],
        },
        {
          title: 'Processes',
          says: 'Processes of the mesh that tell of themselves.',
          shows: 'number',
          unit: 'short',
          width: 4,
          queries: [{ expr: 'count(process_uptime_seconds)', legend: 'Processes' }],
          limits: { warn: 1, bad: 0.5, below: true },
        },
      ],
    },
    {
      title: 'Is what we see whole?',
      panels: [
        {
          title: 'The collector hands on',
          says: 'Spans and log lines a second that reached Tempo and Loki.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            { expr: 'sum by (exporter) (rate(otelcol_exporter_sent_spans_total[$__rate_interval]))', legend: '{{exporter}} spans' },
            { expr: 'sum by (exporter) (rate(otelcol_exporter_sent_log_records_total[$__rate_interval]))', legend: '{{exporter}} lines' },
          ],
        },
        {
          title: 'The collector loses',
          says: 'Spans and log lines a second that it gave up on.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            { expr: 'sum by (exporter) (rate(otelcol_exporter_send_failed_spans_total[$__rate_interval]))', legend: '{{exporter}} spans' },
            { expr: 'sum by (exporter) (rate(otelcol_exporter_send_failed_log_records_total[$__rate_interval]))', legend: '{{exporter}} lines' },
          ],
          limits: { warn: 0.1, bad: 10 },
        },
        {
          title: 'The collector holds',
          says: 'Batches that wait for Tempo or Loki.',
          shows: 'lines',
          unit: 'short',
          queries: [{ expr: 'max by (exporter) (otelcol_exporter_queue_size)', legend: '{{exporter}}' }],
        },
      ],
    },
  ],
}
