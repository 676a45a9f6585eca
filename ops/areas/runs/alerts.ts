/** When programs wait too long for their turn, runs of the lab have no verdict, or their machines are not there or do not go. */
import type { Alert } from '../../area.ts'

const waiting = 'quint_run_wait_seconds_bucket{instance="a",le="2.5"}'
const all = 'quint_run_wait_seconds_count{instance="a"}'
const judged = (verdict: string): string => `quint_lab_judged_total{quint_lab_verdict="${verdict}",quint_lab_style="sdk",instance="a"}`
const machines = (event: string): string => `quint_lab_machines_total{quint_lab_event="${event}",instance="a"}`

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
  {
    name: 'LabMachinesMissing',
    expr: 'sum(increase(quint_lab_machines_total{quint_lab_event=~"refused|lost"}[1h])) > 4 and sum(increase(quint_lab_machines_total{quint_lab_event=~"refused|lost"}[1h])) / sum(increase(quint_lab_machines_total{quint_lab_event=~"refused|opened"}[1h])) > 0.25',
    holds: '5m',
    severity: 'ticket',
    summary: 'More than a quarter of the runs of the lab do not get machines, or lose one',
    dashboard: 'quint-runs',
    fires: [
      { says: 'none are to be had', series: { [machines('refused')]: '0+0.5x60', [machines('opened')]: '0x60' }, at: '60m', labels: {} },
      { says: 'one in two is lost', series: { [machines('lost')]: '0+0.5x60', [machines('opened')]: '0+1x60' }, at: '60m', labels: {} },
    ],
    quiet: [
      { says: 'one in ten is lost', series: { [machines('lost')]: '0+0.1x60', [machines('opened')]: '0+1x60' }, at: '60m' },
      { says: 'two of two', series: { [machines('refused')]: '0x50 1x5 2x20', [machines('opened')]: '0x80' }, at: '70m' },
    ],
  },
  {
    name: 'LabMachinesStay',
    expr: 'sum(increase(quint_lab_machines_total{quint_lab_event="stayed"}[15m])) > 5',
    holds: '5m',
    severity: 'page',
    summary: 'Machines of runs of the lab cannot be removed, and may cost money',
    dashboard: 'quint-runs',
    fires: [{ says: 'each sweep fails', series: { [machines('stayed')]: '0+2x40' }, at: '30m', labels: {} }],
    quiet: [{ says: 'one that goes with the next sweep', series: { [machines('stayed')]: '0x10 1x30' }, at: '25m' }],
  },
]
