/** By which ways learners sign in, and how the providers of the others answer. */
import type { Dashboard } from '../../area.ts'

export const dashboard: Dashboard = {
  uid: 'quint-sign-ins',
  title: 'Ways to sign in',
  says: 'Passwords, Google, GitHub and tokens of trusted issuers: how many come by each way, and whether the providers answer.',
  rows: [
    {
      title: 'Ways',
      panels: [
        {
          title: 'Sign-ins by way',
          says: 'Ten-minute sums of those whose first factor was good. A way that falls to none while others go on is broken.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [
            { expr: 'sum by (quint_auth_way) (increase(quint_auth_ways_total{quint_auth_outcome="succeeded"}[10m]))', legend: '{{quint_auth_way}}' },
          ],
        },
        {
          title: 'Failures by way',
          says: 'Ten-minute sums. By a provider: an address that is not confirmed, or in use here in another way. external: tokens that do not hold.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [
            { expr: 'sum by (quint_auth_way) (increase(quint_auth_ways_total{quint_auth_outcome="failed"}[10m]))', legend: '{{quint_auth_way}}' },
          ],
        },
      ],
    },
    {
      title: 'Providers',
      panels: [
        {
          title: 'Answers of providers',
          says: 'Ten-minute sums. denied is the learner’s own no. refused: our client or its secret, or a code that came twice. away: no answer in time. garbled: an answer that does not hold, which is never usual.',
          shows: 'lines',
          unit: 'short',
          width: 16,
          queries: [
            {
              expr: 'sum by (quint_auth_provider, quint_auth_answer) (increase(quint_auth_provider_answers_total[10m]))',
              legend: '{{quint_auth_provider}} {{quint_auth_answer}}',
            },
          ],
        },
        {
          title: 'Share that fails',
          says: 'Of all answers of a provider in half an hour, without those of learners who said no.',
          shows: 'lines',
          unit: 'percentunit',
          width: 8,
          queries: [
            {
              expr: 'sum by (quint_auth_provider) (increase(quint_auth_provider_answers_total{quint_auth_answer=~"refused|away|garbled"}[30m])) / sum by (quint_auth_provider) (increase(quint_auth_provider_answers_total{quint_auth_answer!="denied"}[30m]))',
              legend: '{{quint_auth_provider}}',
            },
          ],
          limits: { warn: 0.1, bad: 0.5 },
        },
      ],
    },
  ],
}
