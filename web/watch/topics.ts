/** Topics by their fields, those that have every word that is looked for; what is looked for stands in the address. */
import type { Topic } from '../api/watch.ts'
import { paths } from '../paths.ts'
import { type Search, searchChoice, searchPath, searchText } from '../ui/address.ts'
import { subjects } from './words.ts'

export interface TopicQuery {
  readonly q: string
  readonly subject: string
}

export const allTopics: TopicQuery = { q: '', subject: '' }

const longestQuery = 100

export const toTopicQuery = (search: Search): TopicQuery => ({
  q: searchText(search, 'q', longestQuery),
  subject: searchChoice(search, 'subject', Object.keys(subjects)),
})

export const topicsPath = (query: TopicQuery): string => searchPath(paths.topics, { ...query })

export interface Field {
  readonly subject: string
  readonly name: string
  readonly topics: readonly Topic[]
}

/** In the order of the fields' list; a field without any is left out. */
export function fieldsOf(topics: readonly Topic[], { q, subject }: TopicQuery): readonly Field[] {
  const words = q.toLowerCase().split(/\s+/u)
  const found = topics.filter((topic) => (subject === '' || topic.subject === subject) && words.every((word) => holds(topic, word)))
  return Object.entries(subjects).flatMap(([id, name]) => {
    const its = found.filter((topic) => topic.subject === id)
    return its.length === 0 ? [] : [{ subject: id, name, topics: its }]
  })
}

const holds = ({ title, otherNames, tags, summary }: Topic, word: string): boolean =>
  [title, ...otherNames, ...tags, summary].some((text) => text.toLowerCase().includes(word))
