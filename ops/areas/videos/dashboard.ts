/** Videos: who writes them, how long they take, and what waits for a moderator. */
import type { Dashboard } from '../../area.ts'

const step = 'quint_job_step_duration_seconds_bucket{quint_job_kind="video"}'

export const dashboard: Dashboard = {
  uid: 'quint-videos',
  title: 'Videos',
  says: 'A video of a minute is made in less than half a minute; what the rules are unsure of waits for a moderator; one’s own model has a line in front of it.',
  variables: [],
  rows: [
    {
      title: 'Making',
      panels: [
        {
          title: 'Videos that ended',
          says: 'An hour, by how: done, failed for good, cancelled by their learner.',
          shows: 'lines',
          unit: 'short',
          width: 8,
          queries: [
            {
              expr: 'sum by (quint_job_outcome) (rate(quint_jobs_ended_total{quint_job_kind="video"}[$__rate_interval])) * 3600',
              legend: '{{quint_job_outcome}}',
            },
          ],
        },
        {
          title: 'Time of a stage, 95th percentile',
          says: 'A script by a model takes as long as the model; rendering a quarter of the length of the film on a processor at rest.',
          shows: 'lines',
          unit: 's',
          width: 8,
          queries: [
            { expr: `histogram_quantile(0.95, sum by (le, quint_job_step) (rate(${step}[$__rate_interval])))`, legend: '{{quint_job_step}}' },
          ],
        },
        {
          title: 'Scripts by their author',
          says: 'An hour. Unusable ones have no shape, do not fit or hold links; notes stand in where no model could write.',
          shows: 'lines',
          unit: 'short',
          width: 8,
          queries: [
            {
              expr: 'sum by (quint_script_outcome) (rate(quint_videos_scripts_total[$__rate_interval])) * 3600',
              legend: '{{quint_script_outcome}}',
            },
          ],
        },
      ],
    },
    {
      title: 'A model of one’s own',
      panels: [
        {
          title: 'Waiting in line',
          says: 'Requests in front of the model. At the most that may wait, the next model is asked.',
          shows: 'lines',
          unit: 'short',
          width: 8,
          queries: [{ expr: 'sum by (gen_ai_request_model) (quint_llm_queue_waiting)', legend: '{{gen_ai_request_model}}' }],
        },
        {
          title: 'Time in line, 95th percentile',
          says: 'Of requests that had to wait. Longer than a minute asks for a second model, or one that batches.',
          shows: 'lines',
          unit: 's',
          width: 8,
          queries: [
            {
              expr: 'histogram_quantile(0.95, sum by (le, gen_ai_request_model) (rate(quint_llm_queue_wait_seconds_bucket[$__rate_interval])))',
              legend: '{{gen_ai_request_model}}',
            },
          ],
          limits: { warn: 60, bad: 180 },
        },
        {
          title: 'Between two parts of an answer, 95th percentile',
          says: 'How fast a model writes, by model: on processors alone a tenth of a second, more when several share it.',
          shows: 'lines',
          unit: 's',
          width: 8,
          queries: [
            {
              expr: 'histogram_quantile(0.95, sum by (le, gen_ai_provider_name, gen_ai_request_model) (rate(gen_ai_client_operation_time_per_output_chunk_seconds_bucket[$__rate_interval])))',
              legend: '{{gen_ai_provider_name}} {{gen_ai_request_model}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Moderation',
      panels: [
        {
          title: 'Oldest held video or comment',
          says: 'Since it was written. Its owner sees that it is looked at; nobody else sees it.',
          shows: 'lines',
          unit: 's',
          width: 24,
          queries: [{ expr: 'max(quint_videos_held_age_seconds)', legend: 'oldest' }],
          limits: { warn: 43_200, bad: 86_400 },
        },
      ],
    },
  ],
}
