/** What is searched for among shared sessions, as it stands in the address. */
import type { Site } from '../../../api/gateway.ts'
import { paths } from '../../../paths.ts'
import { type Search, searchPath, searchText } from '../../../ui/address.ts'

export interface FeedQuery {
  readonly q: string
  readonly site: Site | undefined
}

export const everyone: FeedQuery = { q: '', site: undefined }

export const feedSites: readonly Site[] = ['leetcode', 'hackerrank', 'other']
const longestQuery = 255

export function toFeedQuery(search: Search): FeedQuery {
  return { q: searchText(search, 'q', longestQuery), site: feedSites.find((known) => known === search.site) }
}

export const feedPath = ({ q, site = '' }: { readonly q: string; readonly site?: string | undefined }): string =>
  searchPath(paths.community, { q, site })
