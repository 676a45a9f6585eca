/** The stream of security events. */
import type { Dashboard } from '../../area.ts'

export const dashboard: Dashboard = {
  uid: 'quint-security',
  title: 'Security',
  says: 'Who is refused what, and how often. Each event is a line of the logger "security" as well, with the opaque id of whom it concerns.',
  rows: [
    {
      title: 'Events',
      panels: [
        {
          title: 'Events by code',
          says: 'Ten-minute sums. token_reused and service_refused are never usual.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [{ expr: 'sum by (quint_auth_code) (increase(quint_auth_events_total[10m]))', legend: '{{quint_auth_code}}' }],
        },
        {
          title: 'Sign-ins that fail',
          says: 'Share of attempts. A fifth is people; more than half with many attempts is a machine.',
          shows: 'lines',
          unit: 'percentunit',
          width: 12,
          queries: [
            {
              expr: 'sum(rate(quint_auth_sign_ins_total{quint_auth_outcome="failed"}[$__rate_interval])) / sum(rate(quint_auth_sign_ins_total[$__rate_interval]))',
              legend: 'Failed',
            },
          ],
          limits: { warn: 0.3, bad: 0.5 },
        },
        {
          title: 'Attempts to sign in',
          says: 'Attempts a second by outcome.',
          shows: 'lines',
          unit: 'ops',
          width: 12,
          queries: [{ expr: 'sum by (quint_auth_outcome) (rate(quint_auth_sign_ins_total[$__rate_interval]))', legend: '{{quint_auth_outcome}}' }],
        },
        {
          title: 'Refusals at the door',
          says: '401, 403 and 429 a second by route.',
          shows: 'lines',
          unit: 'reqps',
          width: 12,
          queries: [
            {
              expr: 'sum by (http_route, http_response_status_code) (rate(http_server_request_duration_seconds_count{http_response_status_code=~"401|403|429"}[$__rate_interval]))',
              legend: '{{http_response_status_code}} {{http_route}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Lines',
      panels: [
        {
          title: 'The logger "security"',
          says: 'Newest first. At most twenty lines of a code a second are written; "count" says how many were left out before a line.',
          shows: 'logs',
          unit: 'none',
          queries: [{ expr: '{service_name=~".+"} | logger="security"' }],
        },
      ],
    },
  ],
}
