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
  ],
}
