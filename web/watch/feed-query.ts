/** What is looked for among videos, as it stands in the address. */
import { paths } from '../paths.ts'
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

export function toFeedQuery(search: Readonly<Record<string, string | string[] | undefined>>): FeedQuery {
  const text = (name: string): string => (typeof search[name] === 'string' ? search[name] : '')
  const known = (name: string, values: readonly string[]): string => values.find((value) => value === text(name)) ?? ''
  return {
    q: text('q').slice(0, longestQuery),
    subject: known('subject', Object.keys(subjects)),
    difficulty: known('difficulty', ['easy', 'medium', 'hard']),
    sort: known('sort', ['top', 'hot']),
    tag: text('tag').slice(0, longestTag),
  }
}

export function feedPath(query: FeedQuery): string {
  const given = Object.entries(query).filter(([, value]) => value.trim() !== '')
  return given.length === 0 ? paths.watch : `${paths.watch}?${new URLSearchParams(given.map(([name, value]) => [name, value.trim()]))}`
}
