/** When models write what cannot be used, when their line stands still, and when nobody moderates. */
import type { Alert } from '../../area.ts'

const scripts = (outcome: string): string => `quint_videos_scripts_total{quint_script_outcome="${outcome}",instance="a"}`
const held = 'quint_videos_held_age_seconds{instance="a"}'
const waiting = 'quint_llm_queue_waiting{gen_ai_request_model="m",instance="a"}'

export const alerts: readonly Alert[] = [
  {
    name: 'ScriptsUnusable',
    expr: 'sum(increase(quint_videos_scripts_total{quint_script_outcome="unusable"}[1h])) / sum(increase(quint_videos_scripts_total{quint_script_outcome=~"model|unusable"}[1h])) > 0.5 and sum(increase(quint_videos_scripts_total{quint_script_outcome="unusable"}[1h])) >= 5',
    holds: '10m',
    severity: 'ticket',
    summary: 'More than half of what models write for videos cannot be used',
    dashboard: 'quint-videos',
    fires: [
      {
        says: 'two of three are unusable',
        series: { [scripts('unusable')]: '0+2x90', [scripts('model')]: '0+1x90' },
        at: '85m',
        labels: {},
      },
    ],
    quiet: [
      { says: 'one of ten is unusable', series: { [scripts('unusable')]: '0+1x90', [scripts('model')]: '0+9x90' }, at: '85m' },
      { says: 'the only two of an hour are', series: { [scripts('unusable')]: '0x60 1 2x30' }, at: '85m' },
    ],
  },
  {
    name: 'ModelLineStands',
    expr: 'min by (gen_ai_request_model) (min_over_time(quint_llm_queue_waiting[15m])) > 5',
    holds: '10m',
    severity: 'ticket',
    summary: 'More than five requests have waited for {{ $labels.gen_ai_request_model }} for a quarter of an hour',
    dashboard: 'quint-videos',
    fires: [{ says: 'ten wait all the time', series: { [waiting]: '10x60' }, at: '40m', labels: { gen_ai_request_model: 'm' } }],
    quiet: [
      {
        says: 'the line is worked off each time',
        series: { [waiting]: '10 8 6 4 2 0 10 8 6 4 2 0 10 8 6 4 2 0 10 8 6 4 2 0 10 8 6 4 2 0 10 8 6 4 2 0 10 8 6 4 2 0' },
        at: '40m',
      },
    ],
  },
  {
    name: 'VideosUnmoderated',
    expr: 'max(quint_videos_held_age_seconds) > 86400',
    holds: '1h',
    severity: 'ticket',
    summary: 'A video or a comment on one has waited for a moderator for more than a day',
    dashboard: 'quint-videos',
    fires: [{ says: 'nobody looks', series: { [held]: '86000+60x120' }, at: '100m', labels: {} }],
    quiet: [{ says: 'it is looked at within an hour', series: { [held]: '0+60x60 0+60x60' }, at: '100m' }],
  },
]
