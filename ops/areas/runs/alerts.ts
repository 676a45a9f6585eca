/** When programs wait too long for their turn. */
import type { Alert } from '../../area.ts'

const waiting = 'quint_run_wait_seconds_bucket{instance="a",le="2.5"}'
const all = 'quint_run_wait_seconds_count{instance="a"}'
const judged = (verdict: string): string => `quint_lab_judged_total{quint_lab_verdict="${verdict}",quint_lab_style="sdk",instance="a"}`

export const alerts: readonly Alert[] = [
  {
    name: 'RunsWait',
    expr: '1 - sum(rate(quint_run_wait_seconds_bucket{le="2.5"}[10m])) / sum(rate(quint_run_wait_seconds_count[10m])) > 0.05',
    holds: '5m',
    severity: 'ticket',
    summary: 'One in twenty programs of learners waits for its turn for more than two and a half seconds',
    dashboard: 'quint-runs',
    fires: [{ says: 'one in two waits', series: { [waiting]: '0+5x40', [all]: '0+10x40' }, at: '30m', labels: {} }],
    quiet: [{ says: 'one in a hundred waits', series: { [waiting]: '0+99x40', [all]: '0+100x40' }, at: '30m' }],
  },
  {
    name: 'LabUndecided',
    expr: 'sum(increase(quint_lab_judged_total{quint_lab_verdict="unknown"}[1h])) > 4 and sum(increase(quint_lab_judged_total{quint_lab_verdict="unknown"}[1h])) / sum(increase(quint_lab_judged_total[1h])) > 0.25',
    holds: '5m',
    severity: 'ticket',
    summary: 'More than a quarter of the runs of the lab end without a verdict',
    dashboard: 'quint-runs',
    fires: [{ says: 'one in two', series: { [judged('unknown')]: '0+1x60', [judged('pass')]: '0+1x60' }, at: '60m', labels: {} }],
    quiet: [
      { says: 'one in ten', series: { [judged('unknown')]: '0+1x60', [judged('pass')]: '0+9x60' }, at: '60m' },
      { says: 'two of two', series: { [judged('unknown')]: '0x50 1x5 2x20', [judged('pass')]: '0x80' }, at: '70m' },
    ],
  },
]
