/** What learners are promised at the door of the mesh. */
import type { Objective } from '../../area.ts'

/** The one answer that is a stream: its duration is how long the learner reads. */
const answered = 'http_route!="/api/session/analyze"'
const all = 'http_server_request_duration_seconds_count'
const read = '{http_request_method="GET",http_response_status_code="200",http_route="/api/session/:id"}'
const broken = '{http_request_method="GET",http_response_status_code="503",http_route="/api/session/:id"}'
const inTime = '{http_request_method="GET",http_response_status_code="200",http_route="/api/session/:id",le="0.5"}'

export const objectives: readonly Objective[] = [
  {
    name: 'gateway-availability',
    alert: 'GatewayAvailability',
    title: 'The gateway answers',
    says: '99.9 % of requests get an answer that is no fault of ours (no 5xx).',
    target: 0.999,
    events: `sum(rate(${all}[$window]))`,
    failed: `sum(rate(${all}{http_response_status_code=~"5.."}[$window]))`,
    series: { good: [`${all}${read}`], failed: [`${all}${broken}`] },
    dashboard: 'quint-services',
  },
  {
    name: 'gateway-latency',
    alert: 'GatewayLatency',
    title: 'The gateway answers within half a second',
    says: '99 % of requests, streams apart, are answered within 0.5 s.',
    target: 0.99,
    events: `sum(rate(${all}{${answered}}[$window]))`,
    failed: `sum(rate(${all}{${answered}}[$window])) - sum(rate(http_server_request_duration_seconds_bucket{${answered},le="0.5"}[$window]))`,
    series: { every: [`${all}${read}`], good: [`http_server_request_duration_seconds_bucket${inTime}`] },
    dashboard: 'quint-services',
  },
]
