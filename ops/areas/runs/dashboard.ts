/** Runs of learners' programs: how many, how they end, how long they take and wait. */
import type { Dashboard } from '../../area.ts'

export const dashboard: Dashboard = {
  uid: 'quint-runs',
  title: 'Runs',
  says: "Learners' programs in their sandboxes. A small one takes less than 150 ms when its process was kept ready.",
  variables: [],
  rows: [
    {
      title: 'Running',
      panels: [
        {
          title: 'Runs now',
          says: 'Those that go on, and those that wait for their turn; learners take turns.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [{ expr: 'sum by (quint_run_state) (quint_run_active)', legend: '{{quint_run_state}}' }],
        },
        {
          title: 'Waiting for a turn, 95th percentile',
          says: 'More replicas of the runner make it shorter.',
          shows: 'lines',
          unit: 's',
          width: 12,
          queries: [{ expr: 'histogram_quantile(0.95, sum by (le) (rate(quint_run_wait_seconds_bucket[$__rate_interval])))', legend: 'wait' }],
          limits: { warn: 2, bad: 10 },
        },
      ],
    },
    {
      title: 'Lab',
      panels: [
        {
          title: 'Runs of the lab with a verdict',
          says: 'An hour, by the verdict. Many that are unknown are too large, or the machine is too busy; how long they wait stands under Jobs.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [
            {
              expr: 'sum by (quint_lab_verdict, quint_lab_style) (increase(quint_lab_judged_total[1h]))',
              legend: '{{quint_lab_verdict}}, {{quint_lab_style}}',
            },
          ],
        },
        {
          title: 'Time of a run, 95th percentile',
          says: 'From taking it up to its verdict.',
          shows: 'lines',
          unit: 's',
          width: 12,
          queries: [
            {
              expr: 'histogram_quantile(0.95, sum by (le) (rate(quint_job_step_duration_seconds_bucket{quint_job_kind="lab"}[$__rate_interval])))',
              legend: 'run',
            },
          ],
        },
        {
          title: 'Machines of runs',
          says: 'An hour, where runs have machines for themselves: those of a run were there, were not to be had, or one was lost; what a run left was removed, or did not go.',
          shows: 'lines',
          unit: 'short',
          width: 24,
          queries: [{ expr: 'sum by (quint_lab_event) (increase(quint_lab_machines_total[1h]))', legend: '{{quint_lab_event}}' }],
        },
      ],
    },
    {
      title: 'Ending',
      panels: [
        {
          title: 'Runs that ended',
          says: 'A minute, by how they ended. Many time limits at once may be an attack, or a machine that is too busy.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [{ expr: 'sum by (quint_run_outcome) (rate(quint_run_ended_total[$__rate_interval])) * 60', legend: '{{quint_run_outcome}}' }],
        },
        {
          title: 'Time of a run, 95th percentile',
          says: 'With all its tests, by sandbox.',
          shows: 'lines',
          unit: 's',
          width: 12,
          queries: [
            {
              expr: 'histogram_quantile(0.95, sum by (quint_run_sandbox, le) (rate(quint_run_duration_seconds_bucket[$__rate_interval])))',
              legend: '{{quint_run_sandbox}}',
            },
          ],
        },
      ],
    },
  ],
}
