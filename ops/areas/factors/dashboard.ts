/** Second factors, devices that ask to be let in, and the mail that tells of both. */
import type { Dashboard } from '../../area.ts'

export const dashboard: Dashboard = {
  uid: 'quint-factors',
  title: 'Codes, devices and mail',
  says: 'Codes at sign-in, devices that ask to be signed in, and the mail that goes out.',
  rows: [
    {
      title: 'Codes',
      panels: [
        {
          title: 'Codes by outcome',
          says: 'Ten-minute sums. failed without passed is somebody who has a password and guesses codes.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [
            { expr: 'sum by (quint_auth_factor_outcome) (increase(quint_auth_factors_total[10m]))', legend: '{{quint_auth_factor_outcome}}' },
          ],
        },
        {
          title: 'Devices by outcome',
          says: 'Ten-minute sums. asked without approved is a flood or a client that cannot show its code; unknown is guessing.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [
            { expr: 'sum by (quint_auth_grant_outcome) (increase(quint_auth_device_grants_total[10m]))', legend: '{{quint_auth_grant_outcome}}' },
          ],
        },
      ],
    },
    {
      title: 'Mail',
      panels: [
        {
          title: 'Mails that wait',
          says: 'In the queue for the mail server. Usually none for longer than a second.',
          shows: 'lines',
          unit: 'short',
          width: 8,
          queries: [{ expr: 'max(quint_mail_waiting)', legend: 'Waiting' }],
          limits: { warn: 20, bad: 200 },
        },
        {
          title: 'Oldest mail that waits',
          says: 'Links in mails live for an hour or two days: who waits longer asks again.',
          shows: 'lines',
          unit: 's',
          width: 8,
          queries: [{ expr: 'max(quint_mail_age_seconds)', legend: 'Oldest' }],
          limits: { warn: 300, bad: 3600 },
        },
        {
          title: 'Tries to hand a mail over',
          says: 'A second by outcome: taken, refused for good, to be tried later, or the server was away.',
          shows: 'lines',
          unit: 'ops',
          width: 8,
          queries: [{ expr: 'sum by (quint_mail_outcome) (rate(quint_mail_deliveries_total[$__rate_interval]))', legend: '{{quint_mail_outcome}}' }],
        },
      ],
    },
  ],
}
