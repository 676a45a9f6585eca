/** Which board is shown, as it stands in the address, and how its values are said. */
import type { Metric, Span } from '../../../api/community.ts'
import { amount } from '../../../coach/words.ts'
import { paths } from '../../../paths.ts'

export interface BoardQuery {
  readonly window: Span
  readonly metric: Metric
}

export const spans: readonly (readonly [Span, string])[] = [
  ['week', 'Seven days'],
  ['month', 'Thirty days'],
  ['all', 'All time'],
]

export const metrics: readonly (readonly [Metric, string, string])[] = [
  ['streak', 'Streak', 'Days in a row with a finished session; two missed days are forgiven.'],
  ['sessions', 'Sessions', 'Finished sessions.'],
  ['depth', 'Depth', 'Words an answer, from three finished sessions on.'],
  ['change', 'Change', 'What a last word adds, from three finished sessions on.'],
]

export function toBoardQuery({ window, metric }: Readonly<Record<string, string | string[] | undefined>>): BoardQuery {
  return {
    window: spans.find(([known]) => known === window)?.[0] ?? 'week',
    metric: metrics.find(([known]) => known === metric)?.[0] ?? 'streak',
  }
}

export function boardPath({ window, metric }: BoardQuery): string {
  return `${paths.leaderboard}?${new URLSearchParams({ window, metric })}`
}

export function valueWords(metric: Metric, value: number): string {
  if (metric === 'streak') return amount(value, 'day')
  if (metric === 'sessions') return amount(value, 'session')
  return metric === 'depth' ? `${value.toLocaleString('en')} words` : value.toLocaleString('en')
}
