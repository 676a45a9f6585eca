/** Jobs: what waits, what ends how, and where the time goes. */
import type { Dashboard } from '../../area.ts'

const kind = 'quint_job_kind=~"$kind"'

export const dashboard: Dashboard = {
  uid: 'quint-jobs',
  title: 'Jobs',
  says: 'Long work on behalf of a learner, in steps. A job that dies goes on behind its last step within ten seconds; one that fails for good is undone.',
  variables: [{ name: 'kind', label: 'Kind', from: { series: 'quint_jobs_waiting', label: 'quint_job_kind' } }],
  rows: [
    {
      title: 'Waiting',
      panels: [
        {
          title: 'Jobs that wait',
          says: 'For a free hand, or for their next try.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [{ expr: `max by (quint_job_kind) (quint_jobs_waiting{${kind}})`, legend: '{{quint_job_kind}}' }],
        },
        {
          title: 'The oldest has been due for',
          says: 'Minutes in busy hours are usual for videos; more hands are more replicas.',
          shows: 'lines',
          unit: 's',
          width: 12,
          queries: [{ expr: `max by (quint_job_kind) (quint_jobs_age_seconds{${kind}})`, legend: '{{quint_job_kind}}' }],
          limits: { warn: 300, bad: 900 },
        },
      ],
    },
    {
      title: 'Ending',
      panels: [
        {
          title: 'Jobs that ended',
          says: 'An hour, by how they ended.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [
            {
              expr: `sum by (quint_job_kind, quint_job_outcome) (increase(quint_jobs_ended_total{${kind}}[1h]))`,
              legend: '{{quint_job_kind}} {{quint_job_outcome}}',
            },
          ],
        },
        {
          title: 'Time of a step, 95th percentile',
          says: 'Where a job spends its time; undoing is a step of its own.',
          shows: 'lines',
          unit: 's',
          width: 12,
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (quint_job_kind, quint_job_step, le) (rate(quint_job_step_duration_seconds_bucket{${kind}}[$__rate_interval])))`,
              legend: '{{quint_job_kind}} {{quint_job_step}}',
            },
          ],
        },
      ],
    },
  ],
}
