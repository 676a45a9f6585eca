/** When a cache helps nobody. */
import type { Alert } from '../../area.ts'

const asked = (outcome: string): string =>
  `quint_cache_requests_total{service_name="gateway",quint_cache_name="elements",quint_cache_outcome="${outcome}"}`

export const alerts: readonly Alert[] = [
  {
    name: 'CacheAway',
    expr: 'sum by (quint_cache_name) (rate(quint_cache_requests_total{quint_cache_outcome="error"}[5m])) / sum by (quint_cache_name) (rate(quint_cache_requests_total[5m])) > 0.2',
    holds: '5m',
    severity: 'ticket',
    summary: 'More than one question in five to the cache {{ $labels.quint_cache_name }} is asked in vain: everything is read from PostgreSQL',
    dashboard: 'quint-caches',
    fires: [
      {
        says: 'it is away',
        series: { [asked('hit')]: '0+90x10 900x20', [asked('error')]: '0x10 0+100x20' },
        at: '25m',
        labels: { quint_cache_name: 'elements' },
      },
    ],
    quiet: [
      { says: 'it knows nothing yet', series: { [asked('miss')]: '0+100x30' }, at: '25m' },
      { says: 'one question in a hundred is lost', series: { [asked('hit')]: '0+99x30', [asked('error')]: '0+1x30' }, at: '25m' },
    ],
  },
]
