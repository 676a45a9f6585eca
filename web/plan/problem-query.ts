/** What is looked for among problems, as it stands in the address. */
import type { ProblemQuery } from '../api/plans.ts'
import { paths } from '../paths.ts'
import { type Search, searchChoice, searchPath, searchText } from '../ui/address.ts'
import { topicWords } from './words.ts'

export const everyProblem: ProblemQuery = { q: '', topic: '', difficulty: '', source: '' }
export const difficulties = { easy: 'easy', medium: 'medium', hard: 'hard' }
export const sources = { leetcode: 'LeetCode', quint: 'interviews here', own: 'your own' }

const longestQuery = 255

export const toProblemQuery = (search: Search): ProblemQuery => ({
  q: searchText(search, 'q', longestQuery),
  topic: searchChoice(search, 'topic', Object.keys(topicWords)),
  difficulty: searchChoice(search, 'difficulty', Object.keys(difficulties)),
  source: searchChoice(search, 'source', Object.keys(sources)),
})

export const problemsPath = (query: ProblemQuery): string => searchPath(paths.problems, { ...query })
