/** Models: what they cost, how long they take, and how good what they write is. */
import type { Dashboard } from '../../area.ts'

const asked = 'gen_ai_provider_name=~"$provider",gen_ai_request_model=~"$model"'
const model = 'gen_ai_provider_name, gen_ai_request_model'
const legend = '{{gen_ai_provider_name}} {{gen_ai_request_model}}'
const usage = 'gen_ai_client_token_usage_sum'

export const dashboard: Dashboard = {
  uid: 'quint-models',
  title: 'Models: cost, latency, quality',
  says: 'Whether models answer, how long learners wait for the first words, what it costs, and how often the guard or the offline coach has to step in.',
  variables: [
    { name: 'provider', label: 'Provider', from: { series: 'gen_ai_client_operation_duration_seconds_count', label: 'gen_ai_provider_name' } },
    { name: 'model', label: 'Model', from: { series: 'gen_ai_client_operation_duration_seconds_count', label: 'gen_ai_request_model' } },
    { name: 'input_price', label: 'Price of a million input tokens', from: { typed: '0' } },
    { name: 'output_price', label: 'Price of a million output tokens', from: { typed: '0' } },
  ],
  rows: [
    {
      title: 'Latency',
      panels: [
        {
          title: 'To the first words, 95th percentile',
          says: 'What a learner waits before anything can be read. 6.4 s is promised for 95 of 100.',
          shows: 'lines',
          unit: 's',
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (le, ${model}) (rate(gen_ai_client_operation_time_to_first_chunk_seconds_bucket{${asked}}[$__rate_interval])))`,
              legend,
            },
          ],
          limits: { warn: 3.2, bad: 6.4 },
        },
        {
          title: 'To the end of the answer, 95th percentile',
          says: 'One attempt at a model, failed ones included.',
          shows: 'lines',
          unit: 's',
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (le, ${model}) (rate(gen_ai_client_operation_duration_seconds_bucket{${asked}}[$__rate_interval])))`,
              legend,
            },
          ],
        },
        {
          title: 'Attempts by outcome',
          says: 'Attempts a second; without an error they ended in an answer. "cancelled" is a learner who left.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            {
              expr: `sum by (gen_ai_provider_name, error_type) (rate(gen_ai_client_operation_duration_seconds_count{${asked}}[$__rate_interval]))`,
              legend: '{{gen_ai_provider_name}} {{error_type}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Cost',
      panels: [
        {
          title: 'Tokens',
          says: 'Tokens a second that providers charged, by model and direction.',
          shows: 'lines',
          unit: 'short',
          queries: [
            {
              expr: `sum by (gen_ai_request_model, gen_ai_token_type) (rate(${usage}{${asked}}[$__rate_interval]))`,
              legend: '{{gen_ai_request_model}} {{gen_ai_token_type}}',
            },
          ],
        },
        {
          title: 'Cost in the time shown',
          says: 'Tokens times the prices typed in above, in the currency of those prices.',
          shows: 'number',
          unit: 'short',
          queries: [
            {
              expr: `(sum(increase(${usage}{${asked},gen_ai_token_type="input"}[$__range])) * $input_price + sum(increase(${usage}{${asked},gen_ai_token_type="output"}[$__range])) * $output_price) / 1e6`,
              legend: 'Cost',
            },
          ],
        },
        {
          title: 'Tokens of one answer, 95th percentile',
          says: 'How long prompts and answers are; a jump after a release is a prompt that grew.',
          shows: 'lines',
          unit: 'short',
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (le, gen_ai_token_type) (rate(gen_ai_client_token_usage_bucket{${asked}}[$__rate_interval])))`,
              legend: '{{gen_ai_token_type}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Quality',
      panels: [
        {
          title: 'Guard interventions per hint',
          says: 'Share of hints by models whose text the guard stopped because it gave too much away, by what it gave away.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [
            {
              expr: 'sum by (quint_coach_reason) (rate(quint_coach_guard_interventions_total[$__rate_interval])) / ignoring(quint_coach_reason) group_left sum(rate(quint_coach_hints_total{quint_coach_source!="offline"}[$__rate_interval]))',
              legend: '{{quint_coach_reason}}',
            },
          ],
          limits: { warn: 0.1, bad: 0.3 },
        },
        {
          title: 'Text taken back per hint',
          says: 'Share of hints of which a learner saw words that were then taken back.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [
            {
              expr: 'sum(rate(quint_coach_retracts_total[$__rate_interval])) / sum(rate(quint_coach_hints_total[$__rate_interval]))',
              legend: 'Taken back',
            },
          ],
          limits: { warn: 0.02, bad: 0.05 },
        },
        {
          title: 'Taken over by the offline coach',
          says: 'Hints a second that the offline coach finished for a model, by reason: "provider" and "empty" are failures, the others are the guard\'s.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            { expr: 'sum by (quint_coach_reason) (rate(quint_coach_offline_fallbacks_total[$__rate_interval]))', legend: '{{quint_coach_reason}}' },
          ],
        },
        {
          title: 'Who writes the hints',
          says: 'Hints a second that learners received whole, by writer.',
          shows: 'lines',
          unit: 'ops',
          queries: [{ expr: 'sum by (quint_coach_source) (rate(quint_coach_hints_total[$__rate_interval]))', legend: '{{quint_coach_source}}' }],
        },
        {
          title: 'Temperature',
          says: 'Mean temperature that models are asked with: beside the quality, to see whether one moves the other.',
          shows: 'lines',
          unit: 'short',
          queries: [
            {
              expr: `sum by (${model}) (rate(quint_llm_temperature_sum{${asked}}[$__rate_interval])) / sum by (${model}) (rate(quint_llm_temperature_count{${asked}}[$__rate_interval]))`,
              legend,
            },
          ],
        },
      ],
    },
    {
      title: 'Why?',
      panels: [
        {
          title: 'Slow or failed answers',
          says: 'Traces with an attempt at a model that failed or took more than ten seconds.',
          shows: 'traces',
          unit: 'none',
          queries: [{ expr: '{ span.gen_ai.operation.name = "chat" && (status = error || duration > 10s) }' }],
        },
      ],
    },
  ],
}
