/** Designs that are deployed and tried: how many, how they end, how long the deploying takes, what is left behind. */
import type { Dashboard } from '../../area.ts'

export const dashboard: Dashboard = {
  uid: 'quint-designs',
  title: 'Designs',
  says: "Learners' designs, deployed on the runners, loaded and broken on purpose. How long they wait stands under Jobs.",
  variables: [],
  rows: [
    {
      title: 'Running',
      panels: [
        {
          title: 'Processes of designs',
          says: 'By instance; a design waits until what it needs fits beside the others.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [{ expr: 'sum by (instance) (quint_design_processes)', legend: '{{instance}}' }],
        },
        {
          title: 'Deploying, 95th percentile',
          says: 'From nothing to a design that answers; five seconds for twelve processes.',
          shows: 'lines',
          unit: 's',
          width: 12,
          queries: [
            { expr: 'histogram_quantile(0.95, sum by (le) (rate(quint_design_deploy_seconds_bucket[$__rate_interval])))', legend: 'deploying' },
          ],
          limits: { warn: 5, bad: 15 },
        },
      ],
    },
    {
      title: 'Ending',
      panels: [
        {
          title: 'Submissions that ended',
          says: 'An hour, by state and verdict. A verdict of failed is a learner who learns; DEPLOY_FAILED is ours to mend.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [
            {
              expr: 'sum by (quint_design_status, quint_design_verdict) (increase(quint_design_submissions_total[1h]))',
              legend: '{{quint_design_status}}, {{quint_design_verdict}}',
            },
          ],
        },
        {
          title: 'Orphans removed',
          says: 'An hour: deployments whose owner was killed, or whose time was over.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [{ expr: 'sum by (instance) (increase(quint_design_orphans_total[1h]))', legend: '{{instance}}' }],
        },
      ],
    },
    {
      title: 'In a cloud',
      panels: [
        {
          title: 'Designs in a cloud',
          says: 'By state. planned waits for an administrator; applied costs money until its time is over.',
          shows: 'lines',
          unit: 'short',
          queries: [{ expr: 'max by (quint_cloud_state) (quint_cloud_deployments)', legend: '{{quint_cloud_state}}' }],
        },
        {
          title: 'Late to be gone',
          says: 'For how long one should have been gone, of the one that is late the most: it costs money that nobody approved.',
          shows: 'lines',
          unit: 's',
          queries: [{ expr: 'max(quint_cloud_late_seconds)', legend: 'late' }],
          limits: { warn: 300, bad: 900 },
        },
        {
          title: 'Failed attempts to destroy',
          says: 'An hour. Each is made again, with pauses that grow to an hour.',
          shows: 'lines',
          unit: 'short',
          queries: [{ expr: 'sum(increase(quint_cloud_undestroyed_total[1h]))', legend: 'attempts' }],
        },
      ],
    },
  ],
}
