/** When nobody looks at what was called to attention. */
import type { Alert } from '../../area.ts'

const age = (instance: string): string => `quint_moderation_age_seconds{instance="${instance}"}`

export const alerts: readonly Alert[] = [
  {
    name: 'ModerationWaits',
    expr: 'max(quint_moderation_age_seconds) > 86400',
    holds: '10m',
    severity: 'ticket',
    summary: 'A shared session has waited for a moderator for more than a day',
    dashboard: 'quint-community',
    fires: [{ says: 'the oldest one is two days old', series: { [age('a')]: '172800+60x30', [age('b')]: '172800+60x30' }, at: '20m', labels: {} }],
    quiet: [
      { says: 'the oldest one is an hour old', series: { [age('a')]: '3600+60x30' }, at: '20m' },
      { says: 'it was decided on the same evening', series: { [age('a')]: '86300+60x5 0x30' }, at: '25m' },
    ],
  },
]
