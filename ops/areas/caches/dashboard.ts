/** Caches: how often they know the answer. */
import type { Dashboard } from '../../area.ts'

const cache = 'quint_cache_name=~"$cache"'

export const dashboard: Dashboard = {
  uid: 'quint-caches',
  title: 'Caches',
  says: 'What is answered without asking PostgreSQL. A cache that is away costs time and no answer.',
  variables: [{ name: 'cache', label: 'Cache', from: { series: 'quint_cache_requests_total', label: 'quint_cache_name' } }],
  rows: [
    {
      title: 'Answers',
      panels: [
        {
          title: 'Hit ratio',
          says: 'Share of questions that the cache answered. It falls after a release and when what is asked no longer fits in.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [
            {
              expr: `sum by (quint_cache_name) (rate(quint_cache_requests_total{${cache},quint_cache_outcome="hit"}[$__rate_interval])) / sum by (quint_cache_name) (rate(quint_cache_requests_total{${cache}}[$__rate_interval]))`,
              legend: '{{quint_cache_name}}',
            },
          ],
          limits: { warn: 0.8, bad: 0.5, below: true },
        },
        {
          title: 'Questions by outcome',
          says: 'Questions a second: answered, not known, or asked in vain.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            {
              expr: `sum by (quint_cache_name, quint_cache_outcome) (rate(quint_cache_requests_total{${cache}}[$__rate_interval]))`,
              legend: '{{quint_cache_name}} {{quint_cache_outcome}}',
            },
          ],
        },
        {
          title: 'Asked in vain',
          says: 'Share of questions to a cache that was away.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [
            {
              expr: `sum by (quint_cache_name) (rate(quint_cache_requests_total{${cache},quint_cache_outcome="error"}[$__rate_interval])) / sum by (quint_cache_name) (rate(quint_cache_requests_total{${cache}}[$__rate_interval]))`,
              legend: '{{quint_cache_name}}',
            },
          ],
          limits: { warn: 0.01, bad: 0.2 },
        },
      ],
    },
  ],
}
