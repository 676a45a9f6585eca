/** What learners are promised of hints that a model writes. */
import type { Objective } from '../../area.ts'

const first = 'gen_ai_client_operation_time_to_first_chunk_seconds'
const asked = 'gen_ai_operation_name="chat",gen_ai_provider_name="anthropic",gen_ai_request_model="m"'

export const objectives: readonly Objective[] = [
  {
    name: 'hint-quality',
    alert: 'HintQuality',
    title: 'A model writes the hints that it began',
    says: '95 % of hints are not taken over by the offline coach, whether for a failing model or for a spoilt answer.',
    target: 0.95,
    events: 'sum(rate(quint_coach_hints_total[$window]))',
    failed: 'sum(rate(quint_coach_offline_fallbacks_total[$window]))',
    series: {
      every: ['quint_coach_hints_total{quint_coach_source="anthropic",quint_coach_tier="1"}'],
      failed: ['quint_coach_offline_fallbacks_total{quint_coach_reason="provider"}'],
    },
    dashboard: 'quint-models',
  },
  {
    name: 'hint-start',
    alert: 'HintStart',
    title: 'A model begins its answer within 6.4 seconds',
    says: '95 % of answers of a model begin within 6.4 s of the request.',
    target: 0.95,
    events: `sum(rate(${first}_count[$window]))`,
    failed: `sum(rate(${first}_count[$window])) - sum(rate(${first}_bucket{le="6.4"}[$window]))`,
    series: { every: [`${first}_count{${asked}}`], good: [`${first}_bucket{${asked},le="6.4"}`] },
    dashboard: 'quint-models',
  },
]
