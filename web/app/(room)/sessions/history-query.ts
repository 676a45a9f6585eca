/** What is searched for, as it stands in the address. */
import type { SessionStatus } from '../../../coach/coach-client.ts'
import { paths } from '../../../paths.ts'

export interface HistoryQuery {
  readonly q: string
  readonly status: SessionStatus | undefined
}

export const statuses: readonly SessionStatus[] = ['in_progress', 'completed', 'abandoned']
const longestQuery = 255

export function toHistoryQuery(search: Readonly<Record<string, string | string[] | undefined>>): HistoryQuery {
  const { q, status } = search
  return {
    q: typeof q === 'string' ? q.slice(0, longestQuery) : '',
    status: statuses.find((known) => known === status),
  }
}

export function historyPath({ q, status }: HistoryQuery): string {
  const query = new URLSearchParams()
  if (q.trim() !== '') query.set('q', q.trim())
  if (status !== undefined) query.set('status', status)
  return query.size === 0 ? paths.sessions : `${paths.sessions}?${query}`
}
