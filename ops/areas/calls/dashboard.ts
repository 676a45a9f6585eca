/** The edges between services, seen from the caller: network, retries and balancing included. */
import type { Dashboard } from '../../area.ts'

const caller = 'service_name=~"$caller"'
const edge = 'service_name, rpc_method'
const legend = '{{service_name}} → {{rpc_method}}'
const faults = 'rpc_response_status_code=~"UNKNOWN|DEADLINE_EXCEEDED|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS"'

export const dashboard: Dashboard = {
  uid: 'quint-calls',
  title: 'gRPC edges',
  says: 'Who calls whom, how often that fails, and what a call costs the caller beyond what the service says it took.',
  variables: [{ name: 'caller', label: 'Caller', from: { series: 'rpc_client_call_duration_seconds_count', label: 'service_name' } }],
  rows: [
    {
      title: 'Edges',
      panels: [
        {
          title: 'Every edge',
          says: 'Calls a second, share that failed and 95th percentile, over five minutes.',
          shows: 'table',
          unit: 'short',
          width: 24,
          queries: [
            { expr: `sum by (${edge}) (rate(rpc_client_call_duration_seconds_count{${caller}}[5m]))`, legend: 'Calls a second' },
            {
              expr: `sum by (${edge}) (rate(rpc_client_call_duration_seconds_count{${caller},${faults}}[5m])) / sum by (${edge}) (rate(rpc_client_call_duration_seconds_count{${caller}}[5m]))`,
              legend: 'Share that failed',
            },
            {
              expr: `histogram_quantile(0.95, sum by (le, ${edge}) (rate(rpc_client_call_duration_seconds_bucket{${caller}}[5m])))`,
              legend: 'Seconds, 95th percentile',
            },
          ],
        },
        {
          title: 'Calls',
          says: 'Calls a second on each edge.',
          shows: 'lines',
          unit: 'reqps',
          queries: [{ expr: `sum by (${edge}) (rate(rpc_client_call_duration_seconds_count{${caller}}[$__rate_interval]))`, legend }],
        },
        {
          title: 'Failing calls by status',
          says: 'UNAVAILABLE: nobody answers or the breaker is open. DEADLINE_EXCEEDED: too slow. INTERNAL, UNKNOWN: a fault in the service.',
          shows: 'lines',
          unit: 'reqps',
          queries: [
            {
              expr: `sum by (rpc_method, rpc_response_status_code) (rate(rpc_client_call_duration_seconds_count{${caller},${faults}}[$__rate_interval]))`,
              legend: '{{rpc_response_status_code}} {{rpc_method}}',
            },
          ],
        },
        {
          title: 'Refused calls by status',
          says: "Statuses that are the caller's doing, such as NOT_FOUND or RESOURCE_EXHAUSTED. A new one after a release is a contract misread.",
          shows: 'lines',
          unit: 'reqps',
          queries: [
            {
              expr: `sum by (rpc_method, rpc_response_status_code) (rate(rpc_client_call_duration_seconds_count{${caller},rpc_response_status_code!="OK",rpc_response_status_code!~"UNKNOWN|DEADLINE_EXCEEDED|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS"}[$__rate_interval]))`,
              legend: '{{rpc_response_status_code}} {{rpc_method}}',
            },
          ],
        },
        {
          title: 'Time of a call, 95th percentile',
          says: 'As the caller waits.',
          shows: 'lines',
          unit: 's',
          width: 12,
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (le, ${edge}) (rate(rpc_client_call_duration_seconds_bucket{${caller}}[$__rate_interval])))`,
              legend,
            },
          ],
        },
        {
          title: 'Time on the way, mean',
          says: 'What the caller waits beyond what the service took: network, queues and connecting. A few milliseconds are usual.',
          shows: 'lines',
          unit: 's',
          width: 12,
          queries: [
            {
              expr: 'sum by (rpc_method) (rate(rpc_client_call_duration_seconds_sum[$__rate_interval])) / sum by (rpc_method) (rate(rpc_client_call_duration_seconds_count[$__rate_interval])) - sum by (rpc_method) (rate(rpc_server_call_duration_seconds_sum[$__rate_interval])) / sum by (rpc_method) (rate(rpc_server_call_duration_seconds_count[$__rate_interval]))',
              legend: '{{rpc_method}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Why?',
      panels: [
        {
          title: 'Calls that failed',
          says: 'Traces with a failed call in them.',
          shows: 'traces',
          unit: 'none',
          queries: [{ expr: '{ span.rpc.system.name = "grpc" && status = error }' }],
        },
      ],
    },
  ],
}
