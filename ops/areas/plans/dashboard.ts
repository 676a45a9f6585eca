/** Plans: how long they take to make, and whether reminders come in time. */
import type { Dashboard } from '../../area.ts'

export const dashboard: Dashboard = {
  uid: 'quint-plans',
  title: 'Plans',
  says: 'Plans are made by the solver in less than 300 ms; reminders are told within seconds of their time.',
  variables: [],
  rows: [
    {
      title: 'Making',
      panels: [
        {
          title: 'Plans made',
          says: 'A minute, by who gave the weights: the solver alone, or a model.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [
            { expr: 'sum by (quint_plan_source) (rate(quint_plan_duration_seconds_count[$__rate_interval])) * 60', legend: '{{quint_plan_source}}' },
          ],
        },
        {
          title: 'Time of the solver, 95th percentile',
          says: 'Without the time of a model. Above 300 ms the catalogue has outgrown it.',
          shows: 'lines',
          unit: 's',
          width: 12,
          queries: [{ expr: 'histogram_quantile(0.95, sum by (le) (rate(quint_plan_duration_seconds_bucket[$__rate_interval])))', legend: 'solver' }],
          limits: { warn: 0.3, bad: 1 },
        },
      ],
    },
    {
      title: 'Reminding',
      panels: [
        {
          title: 'Oldest reminder not told',
          says: 'Seconds since it was due. Every five seconds somebody looks; minutes mean that nobody does.',
          shows: 'lines',
          unit: 's',
          width: 8,
          queries: [{ expr: 'max(quint_reminders_overdue_seconds)', legend: 'overdue' }],
          limits: { warn: 30, bad: 120 },
        },
        {
          title: 'Reminders told',
          says: 'In the app, a minute.',
          shows: 'lines',
          unit: 'short',
          width: 8,
          queries: [{ expr: 'sum(rate(quint_reminders_told_total[$__rate_interval])) * 60', legend: 'told' }],
        },
        {
          title: 'Waiting to be pushed',
          says: 'To browsers. Push services that do not answer hold it up.',
          shows: 'lines',
          unit: 'short',
          width: 8,
          queries: [{ expr: 'max(quint_reminders_unpushed)', legend: 'waiting' }],
        },
        {
          title: 'Pushes',
          says: 'A minute, by what became of them. Gone are browsers that take no pushes any more.',
          shows: 'lines',
          unit: 'short',
          width: 24,
          queries: [{ expr: 'sum by (quint_push_outcome) (rate(quint_pushes_total[$__rate_interval])) * 60', legend: '{{quint_push_outcome}}' }],
        },
      ],
    },
  ],
}
