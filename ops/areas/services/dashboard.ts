/** Rate, errors and duration of each service, at its own door. */
import type { Dashboard } from '../../area.ts'

const service = 'service_name=~"$service"'

export const dashboard: Dashboard = {
  uid: 'quint-services',
  title: 'Services: rate, errors, duration',
  says: 'What each service is asked, how often it fails at that, and how long it takes. The gateway answers HTTP, the others gRPC.',
  variables: [{ name: 'service', label: 'Service', from: { series: 'process_uptime_seconds', label: 'service_name' } }],
  rows: [
    {
      title: 'HTTP at the gateway',
      panels: [
        {
          title: 'Requests',
          says: 'Requests a second by route. A route that falls to nothing while others go on is as bad a sign as an error.',
          shows: 'lines',
          unit: 'reqps',
          queries: [
            {
              expr: `sum by (http_route) (rate(http_server_request_duration_seconds_count{${service}}[$__rate_interval]))`,
              legend: '{{http_route}}',
            },
          ],
        },
        {
          title: 'Failing requests',
          says: "Share of requests of a route that end in 5xx. 4xx are the caller's and stand in the panel beside.",
          shows: 'lines',
          unit: 'percentunit',
          queries: [
            {
              expr: `sum by (http_route) (rate(http_server_request_duration_seconds_count{${service},http_response_status_code=~"5.."}[$__rate_interval])) / sum by (http_route) (rate(http_server_request_duration_seconds_count{${service}}[$__rate_interval]))`,
              legend: '{{http_route}}',
            },
          ],
          limits: { warn: 0.001, bad: 0.01 },
        },
        {
          title: 'Answers by status',
          says: 'Answers a second by HTTP status. Many 401 or 429 are told by the security dashboard.',
          shows: 'lines',
          unit: 'reqps',
          queries: [
            {
              expr: `sum by (http_response_status_code) (rate(http_server_request_duration_seconds_count{${service}}[$__rate_interval]))`,
              legend: '{{http_response_status_code}}',
            },
          ],
        },
        {
          title: 'Time to the whole answer, 95th percentile',
          says: 'Nineteen of twenty requests of a route are faster. /api/session/analyze is a stream: its time is how long the learner reads.',
          shows: 'lines',
          unit: 's',
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (le, http_route) (rate(http_server_request_duration_seconds_bucket{${service}}[$__rate_interval])))`,
              legend: '{{http_route}}',
            },
          ],
          limits: { warn: 0.5, bad: 2.5 },
        },
        {
          title: 'Requests without an answer yet',
          says: 'Open requests, streams included. It rises when something behind the gateway hangs.',
          shows: 'lines',
          unit: 'short',
          queries: [{ expr: `sum by (http_request_method) (http_server_active_requests{${service}})`, legend: '{{http_request_method}}' }],
        },
        {
          title: 'Open event streams',
          says: 'Learners who read a hint as it is written.',
          shows: 'lines',
          unit: 'short',
          queries: [{ expr: `sum by (instance) (quint_sse_streams{${service}})`, legend: '{{instance}}' }],
        },
      ],
    },
    {
      title: 'Sockets at the gateway',
      panels: [
        {
          title: 'Open sockets',
          says: 'Learners with a page open that talks or listens. A gateway that is replaced loses its own to the others.',
          shows: 'lines',
          unit: 'short',
          queries: [{ expr: `sum by (instance) (quint_socket_connections{${service}})`, legend: '{{instance}}' }],
        },
        {
          title: 'Messages of learners',
          says: 'Messages a second, over all sockets.',
          shows: 'lines',
          unit: 'ops',
          queries: [{ expr: `sum(rate(quint_socket_messages_total{${service}}[$__rate_interval]))`, legend: 'Messages' }],
        },
        {
          title: 'Sockets that ended, by why',
          says: 'gone: the client went. slow: it did not read. flood, nonsense, binary: it did not speak as it should. moved: this gateway took leave.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            {
              expr: `sum by (quint_socket_reason) (rate(quint_socket_closings_total{${service}}[$__rate_interval]))`,
              legend: '{{quint_socket_reason}}',
            },
          ],
        },
        {
          title: 'Sockets that were refused',
          says: 'By the status of the answer: 401 a ticket that is not good, 403 a foreign page, 429 too many.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            {
              expr: `sum by (quint_socket_status) (rate(quint_socket_refusals_total{${service}}[$__rate_interval]))`,
              legend: '{{quint_socket_status}}',
            },
          ],
        },
      ],
    },
    {
      title: 'gRPC at the services',
      panels: [
        {
          title: 'Calls',
          says: 'Calls a second by method, as the service that answers counts them.',
          shows: 'lines',
          unit: 'reqps',
          queries: [
            { expr: `sum by (rpc_method) (rate(rpc_server_call_duration_seconds_count{${service}}[$__rate_interval]))`, legend: '{{rpc_method}}' },
          ],
        },
        {
          title: 'Failing calls',
          says: "Share of calls that end in a status that is the service's own doing.",
          shows: 'lines',
          unit: 'percentunit',
          queries: [
            {
              expr: `sum by (rpc_method) (rate(rpc_server_call_duration_seconds_count{${service},rpc_response_status_code=~"UNKNOWN|DEADLINE_EXCEEDED|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS"}[$__rate_interval])) / sum by (rpc_method) (rate(rpc_server_call_duration_seconds_count{${service}}[$__rate_interval]))`,
              legend: '{{rpc_method}}',
            },
          ],
          limits: { warn: 0.001, bad: 0.01 },
        },
        {
          title: 'Time of a call, 95th percentile',
          says: 'Nineteen of twenty calls of a method are faster. A call that streams a hint lasts as long as the hint.',
          shows: 'lines',
          unit: 's',
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (le, rpc_method) (rate(rpc_server_call_duration_seconds_bucket{${service}}[$__rate_interval])))`,
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
          title: 'Requests that failed or took more than a second',
          says: 'Traces of the gateway: open one to see where its time went.',
          shows: 'traces',
          unit: 'none',
          queries: [{ expr: '{ resource.service.name =~ "gateway|quint" && kind = server && (status = error || duration > 1s) }' }],
        },
        {
          title: 'Errors in the log',
          says: 'Lines of level error; each carries the id of its trace.',
          shows: 'logs',
          unit: 'none',
          queries: [{ expr: '{service_name=~"$service"} | severity_text="error"' }],
        },
      ],
    },
  ],
}
