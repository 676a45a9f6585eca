/** What is looked for among videos, as it stands in the address. */
import { paths } from '../paths.ts'
import { type Search, searchChoice, searchPath, searchText } from '../ui/address.ts'
import { subjects } from './words.ts'

export interface FeedQuery {
  readonly q: string
  readonly subject: string
  readonly difficulty: string
  readonly sort: string
  readonly tag: string
}

export const everything: FeedQuery = { q: '', subject: '', difficulty: '', sort: '', tag: '' }

const longestQuery = 255
const longestTag = 30

export const toFeedQuery = (search: Search): FeedQuery => ({
  q: searchText(search, 'q', longestQuery),
  subject: searchChoice(search, 'subject', Object.keys(subjects)),
  difficulty: searchChoice(search, 'difficulty', ['easy', 'medium', 'hard']),
  sort: searchChoice(search, 'sort', ['top', 'hot']),
  tag: searchText(search, 'tag', longestTag),
})

export const feedPath = (query: FeedQuery): string => searchPath(paths.watch, { ...query })
