/** What is searched for, as it stands in the address. */
import type { Site } from '../../../api/gateway.ts'
import type { SessionStatus } from '../../../coach/coach-client.ts'
import { paths } from '../../../paths.ts'

export interface HistoryQuery {
  readonly q: string
  readonly status: SessionStatus | undefined
  readonly site: Site | undefined
}

export const everything: HistoryQuery = { q: '', status: undefined, site: undefined }

export const statuses: readonly SessionStatus[] = ['in_progress', 'completed', 'abandoned']
export const sites: readonly Site[] = ['leetcode', 'hackerrank', 'other']
const longestQuery = 255

export function toHistoryQuery(search: Readonly<Record<string, string | string[] | undefined>>): HistoryQuery {
  const { q, status, site } = search
  return {
    q: typeof q === 'string' ? q.slice(0, longestQuery) : '',
    status: statuses.find((known) => known === status),
    site: sites.find((known) => known === site),
  }
}

export function historyPath({ q, status, site }: HistoryQuery): string {
  const query = new URLSearchParams()
  if (q.trim() !== '') query.set('q', q.trim())
  if (status !== undefined) query.set('status', status)
  if (site !== undefined) query.set('site', site)
  return query.size === 0 ? paths.sessions : `${paths.sessions}?${query}`
}
