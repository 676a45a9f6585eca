/** When one service waits in vain for another. */
import type { Alert } from '../../area.ts'

const calls = 'rpc_client_call_duration_seconds_count'
const series = (status: string): string =>
  `${calls}{service_name="gateway",rpc_system_name="grpc",rpc_method="quint.sessions.v1.SessionsService/RespondToPrompt",rpc_response_status_code="${status}"}`

export const alerts: readonly Alert[] = [
  {
    name: 'CallsTimeOut',
    expr: `sum by (service_name, rpc_method) (rate(${calls}{rpc_response_status_code="DEADLINE_EXCEEDED"}[5m])) / sum by (service_name, rpc_method) (rate(${calls}[5m])) > 0.05`,
    holds: '5m',
    severity: 'ticket',
    summary: '{{ $labels.service_name }} waits in vain for {{ $labels.rpc_method }}: more than one call in twenty runs out of time',
    dashboard: 'quint-calls',
    fires: [
      {
        says: 'one call in ten runs out of time',
        series: { [series('OK')]: '0+90x20', [series('DEADLINE_EXCEEDED')]: '0+10x20' },
        at: '15m',
        labels: { service_name: 'gateway', rpc_method: 'quint.sessions.v1.SessionsService/RespondToPrompt' },
      },
    ],
    quiet: [
      { says: 'one call in a hundred runs out of time', series: { [series('OK')]: '0+99x20', [series('DEADLINE_EXCEEDED')]: '0+1x20' }, at: '15m' },
      {
        says: 'one call in ten runs out of time for two minutes',
        series: { [series('OK')]: '0+99x20', [series('DEADLINE_EXCEEDED')]: '0x10 10+10x1 20x7' },
        at: '12m',
      },
    ],
  },
]
