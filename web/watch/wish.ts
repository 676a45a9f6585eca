/** What a video is asked for about, as it may stand in the address of the form. */
import type { Difficulty } from '../api/watch.ts'
import { type Search, searchChoice, searchText } from '../ui/address.ts'
import { subjects } from './words.ts'

export interface Wish {
  readonly topic: string
  readonly subject: string
  readonly difficulty: Difficulty
}

const longestTopic = 200
const levels = ['easy', 'medium', 'hard'] as const

export const toWish = (search: Search): Wish => ({
  topic: searchText(search, 'topic', longestTopic),
  subject: searchChoice(search, 'subject', Object.keys(subjects)) || 'algorithms',
  difficulty: levels.find((level) => level === search.difficulty) ?? 'medium',
})
