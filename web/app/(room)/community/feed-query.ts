/** What is searched for among shared sessions, as it stands in the address. */
import type { Site } from '../../../api/gateway.ts'
import { paths } from '../../../paths.ts'

export interface FeedQuery {
  readonly q: string
  readonly site: Site | undefined
}

export const everyone: FeedQuery = { q: '', site: undefined }

export const feedSites: readonly Site[] = ['leetcode', 'hackerrank', 'other']
const longestQuery = 255

export function toFeedQuery({ q, site }: Readonly<Record<string, string | string[] | undefined>>): FeedQuery {
  return { q: typeof q === 'string' ? q.slice(0, longestQuery) : '', site: feedSites.find((known) => known === site) }
}

export function feedPath({ q, site }: FeedQuery): string {
  const query = new URLSearchParams()
  if (q.trim() !== '') query.set('q', q.trim())
  if (site !== undefined) query.set('site', site)
  return query.size === 0 ? paths.community : `${paths.community}?${query}`
}
