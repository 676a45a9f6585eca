/** When a provider that learners sign in with lets nobody in any more. */
import type { Alert } from '../../area.ts'

const answers = (answer: 'good' | 'denied' | 'refused' | 'away' | 'garbled'): string =>
  `quint_auth_provider_answers_total{service_name="gateway",instance="a",quint_auth_provider="google",quint_auth_answer="${answer}"}`
const failing = 'sum by (quint_auth_provider) (increase(quint_auth_provider_answers_total{quint_auth_answer=~"refused|away|garbled"}[15m]))'
const all = 'sum by (quint_auth_provider) (increase(quint_auth_provider_answers_total{quint_auth_answer!="denied"}[15m]))'

export const alerts: readonly Alert[] = [
  {
    name: 'ProviderFails',
    expr: `${failing} / ${all} > 0.5 and ${failing} >= 5`,
    holds: '5m',
    severity: 'page',
    summary: 'More than half of the sign-ins with {{ $labels.quint_auth_provider }} fail: it is away, it refuses us, or its answers do not hold',
    dashboard: 'quint-sign-ins',
    fires: [
      {
        says: 'the provider is away',
        series: { [answers('good')]: '0+2x10 20x30', [answers('away')]: '0x10 2+2x30' },
        at: '35m',
        labels: { quint_auth_provider: 'google' },
      },
      { says: 'our secret has expired', series: { [answers('refused')]: '0+1x40' }, at: '35m', labels: { quint_auth_provider: 'google' } },
    ],
    quiet: [
      { says: 'learners who change their minds', series: { [answers('good')]: '0+1x40', [answers('denied')]: '0+5x40' }, at: '35m' },
      { says: 'one failure at night', series: { [answers('away')]: '0x20 1x20' }, at: '30m' },
    ],
  },
]
