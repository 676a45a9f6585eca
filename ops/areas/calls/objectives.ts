/** What services are promised of each other. */
import type { Objective } from '../../area.ts'

const calls = 'rpc_client_call_duration_seconds_count'
const method = 'rpc_method="quint.sessions.v1.SessionsService/GetSession"'

export const objectives: readonly Objective[] = [
  {
    name: 'call-availability',
    alert: 'CallAvailability',
    title: 'Calls between services succeed',
    says: '99.9 % of calls between services end without a fault of the service that was called, as the caller sees it: a service that is away counts.',
    target: 0.999,
    events: `sum(rate(${calls}[$window]))`,
    failed: `sum(rate(${calls}{rpc_response_status_code=~"UNKNOWN|DEADLINE_EXCEEDED|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS"}[$window]))`,
    series: {
      good: [`${calls}{rpc_system_name="grpc",${method},rpc_response_status_code="OK"}`],
      failed: [`${calls}{rpc_system_name="grpc",${method},rpc_response_status_code="UNAVAILABLE"}`],
    },
    dashboard: 'quint-calls',
  },
]
