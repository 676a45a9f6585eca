/** When reminders do not come in time. */
import type { Alert } from '../../area.ts'

const overdue = 'quint_reminders_overdue_seconds{instance="a"}'

export const alerts: readonly Alert[] = [
  {
    name: 'RemindersLate',
    expr: 'max(quint_reminders_overdue_seconds) > 120',
    holds: '2m',
    severity: 'page',
    summary: 'A reminder has been due for more than two minutes and nobody was told',
    dashboard: 'quint-plans',
    fires: [{ says: 'nobody looks', series: { [overdue]: '0+60x30' }, at: '10m', labels: {} }],
    quiet: [{ says: 'each is told within ten seconds', series: { [overdue]: '10x30' }, at: '10m' }],
  },
]
