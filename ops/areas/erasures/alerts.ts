/** When a learner who left is not forgotten. */
import type { Alert } from '../../area.ts'

const age = (instance: string): string => `quint_erasures_age_seconds{service_name="gateway",instance="${instance}",quint_service="sessions"}`

export const alerts: readonly Alert[] = [
  {
    name: 'ErasureLate',
    expr: 'max by (quint_service) (quint_erasures_age_seconds) > 60',
    holds: '1m',
    severity: 'page',
    summary: 'A deleted account waits for {{ $labels.quint_service }} for more than a minute: it has not erased what it held',
    dashboard: 'quint-erasures',
    fires: [
      { says: 'the service is down', series: { [age('a')]: '0x5 30+60x10' }, at: '10m', labels: { quint_service: 'sessions' } },
      { says: 'both gateways say so', series: { [age('a')]: '0+60x10', [age('b')]: '0+60x10' }, at: '8m', labels: { quint_service: 'sessions' } },
    ],
    quiet: [
      { says: 'accounts are erased within seconds', series: { [age('a')]: '0 4 0 0 7 1 0 0 0 2 0' }, at: '10m' },
      { says: 'a service that was restarted has caught up', series: { [age('a')]: '0 50 0 0 0 0 0' }, at: '6m' },
    ],
  },
]
