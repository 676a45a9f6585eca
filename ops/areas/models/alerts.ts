/** When models fail, spoil, or cost more than they should. */
import type { Alert } from '../../area.ts'

const attempts = 'gen_ai_client_operation_duration_seconds_count'
const asked = 'gen_ai_operation_name="chat",gen_ai_provider_name="anthropic",gen_ai_request_model="m"'
const answered = `${attempts}{${asked}}`
const failed = `${attempts}{${asked},error_type="overloaded"}`
const cancelled = `${attempts}{${asked},error_type="cancelled"}`
const hints = 'quint_coach_hints_total{quint_coach_source="anthropic",quint_coach_tier="1"}'
const tokens = `gen_ai_client_token_usage_sum{${asked},gen_ai_token_type="output"}`
const model = 'gen_ai_provider_name, gen_ai_request_model'

export const alerts: readonly Alert[] = [
  {
    name: 'ModelFails',
    expr: `sum by (${model}) (rate(${attempts}{error_type!="",error_type!="cancelled"}[10m])) / sum by (${model}) (rate(${attempts}{error_type!="cancelled"}[10m])) > 0.25 and sum by (${model}) (increase(${attempts}{error_type!="",error_type!="cancelled"}[10m])) >= 5`,
    holds: '5m',
    severity: 'ticket',
    summary:
      '{{ $labels.gen_ai_request_model }} of {{ $labels.gen_ai_provider_name }} fails at more than a quarter of its answers; others or the offline coach step in',
    dashboard: 'quint-models',
    fires: [
      {
        says: 'half of the attempts fail',
        series: { [answered]: '0+5x30', [failed]: '0+5x30' },
        at: '25m',
        labels: { gen_ai_provider_name: 'anthropic', gen_ai_request_model: 'm' },
      },
    ],
    quiet: [
      { says: 'learners leave before the answer', series: { [answered]: '0+5x30', [cancelled]: '0+50x30' }, at: '25m' },
      { says: 'the only attempt in ten minutes fails', series: { [failed]: '0x15 1x15' }, at: '20m' },
    ],
  },
  {
    name: 'GuardIntervenes',
    expr: 'sum(increase(quint_coach_guard_interventions_total[1h])) / sum(increase(quint_coach_hints_total{quint_coach_source!="offline"}[1h])) > 0.3 and sum(increase(quint_coach_guard_interventions_total[1h])) >= 10',
    holds: '10m',
    severity: 'ticket',
    summary: 'A model gives the solution away in more than three hints of ten, and the guard has to stop it',
    dashboard: 'quint-models',
    fires: [
      {
        says: 'every other hint is stopped',
        series: { [hints]: '0+2x90', 'quint_coach_guard_interventions_total{quint_coach_reason="technique"}': '0+1x90' },
        at: '85m',
        labels: {},
      },
    ],
    quiet: [
      {
        says: 'one hint in ten is stopped',
        series: { [hints]: '0+10x90', 'quint_coach_guard_interventions_total{quint_coach_reason="technique"}': '0+1x90' },
        at: '85m',
      },
    ],
  },
  {
    name: 'TextTakenBack',
    expr: 'sum(increase(quint_coach_retracts_total[1h])) / sum(increase(quint_coach_hints_total[1h])) > 0.05 and sum(increase(quint_coach_retracts_total[1h])) >= 5',
    severity: 'ticket',
    summary: 'More than one hint in twenty is taken back while learners read it',
    dashboard: 'quint-models',
    fires: [{ says: 'one hint in ten is taken back', series: { [hints]: '0+10x70', quint_coach_retracts_total: '0+1x70' }, at: '65m', labels: {} }],
    quiet: [{ says: 'one hint in fifty is taken back', series: { [hints]: '0+50x70', quint_coach_retracts_total: '0+1x70' }, at: '65m' }],
  },
  {
    name: 'TokenSurge',
    expr: 'sum(increase(gen_ai_client_token_usage_sum[1h])) > 3 * sum(increase(gen_ai_client_token_usage_sum[1d] offset 1h)) / 24 and sum(increase(gen_ai_client_token_usage_sum[1h])) > 1000000',
    holds: '15m',
    severity: 'ticket',
    summary: 'Models charge three times as many tokens this hour as in an hour of the day before',
    dashboard: 'quint-models',
    fires: [{ says: 'ten times the tokens of yesterday', series: { [tokens]: '0+5000x1500 7500000+50000x90' }, at: '1585m', labels: {} }],
    quiet: [
      { says: 'twice the tokens of yesterday', series: { [tokens]: '0+25000x1500 37500000+50000x90' }, at: '1585m' },
      { says: 'ten times nearly nothing', series: { [tokens]: '0+50x1500 75000+500x90' }, at: '1585m' },
    ],
  },
]
