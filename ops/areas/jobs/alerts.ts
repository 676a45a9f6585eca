/** When long work waits, or goes wrong. */
import type { Alert } from '../../area.ts'

const age = 'quint_jobs_age_seconds{quint_job_kind="video",instance="a"}'
const ended = (outcome: string): string => `quint_jobs_ended_total{quint_job_kind="video",quint_job_outcome="${outcome}",instance="a"}`

export const alerts: readonly Alert[] = [
  {
    name: 'JobsWait',
    expr: 'max by (quint_job_kind) (quint_jobs_age_seconds) > 900',
    holds: '5m',
    severity: 'ticket',
    summary: 'Jobs of the kind {{ $labels.quint_job_kind }} have been due for a quarter of an hour without a worker',
    dashboard: 'quint-jobs',
    fires: [{ says: 'the oldest has waited for twenty minutes', series: { [age]: '1200+60x10' }, at: '8m', labels: { quint_job_kind: 'video' } }],
    quiet: [{ says: 'the oldest has waited for five minutes', series: { [age]: '300x20' }, at: '10m' }],
  },
  {
    name: 'JobsFail',
    expr: 'sum by (quint_job_kind) (increase(quint_jobs_ended_total{quint_job_outcome="failed"}[1h])) > 4 and sum by (quint_job_kind) (increase(quint_jobs_ended_total{quint_job_outcome="failed"}[1h])) / sum by (quint_job_kind) (increase(quint_jobs_ended_total{quint_job_outcome=~"failed|done"}[1h])) > 0.25',
    holds: '5m',
    severity: 'ticket',
    summary: 'More than a quarter of the jobs of the kind {{ $labels.quint_job_kind }} fail',
    dashboard: 'quint-jobs',
    fires: [
      {
        says: 'one in two fails',
        series: { [ended('failed')]: '0+1x60', [ended('done')]: '0+1x60' },
        at: '60m',
        labels: { quint_job_kind: 'video' },
      },
    ],
    quiet: [
      { says: 'one in ten fails', series: { [ended('failed')]: '0+1x60', [ended('done')]: '0+9x60' }, at: '60m' },
      { says: 'two of two fail', series: { [ended('failed')]: '0x50 1x5 2x20', [ended('done')]: '0x80' }, at: '70m' },
    ],
  },
]
