/** What learners write about problems, checked: bounded, well formed, without what Postgres cannot keep. */
import type { AddProblemRequest } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { difficulties, type Problem } from '../catalogue/problem.ts'
import { topicIds } from '../catalogue/topic.ts'

const tags = ['', 'too_hard', 'good_intro', 'pattern_practice']
const mostPatterns = 8

export function checkedText(text: string, path: string, longest: number): string {
  if (text.length > longest || text.includes('\0')) throw invalid(path, `must be text of at most ${longest} characters`)
  return text.toWellFormed()
}

export function checkedTag(tag: string): string {
  if (!tags.includes(tag)) throw invalid('tag', 'must be too_hard, good_intro or pattern_practice')
  return tag
}

export function checkedOwn({ title, link, topic, difficulty, patterns, minutes }: AddProblemRequest, id: string): Problem {
  const known = difficulties.find((one) => one === difficulty)
  if (known === undefined) throw invalid('difficulty', `must be one of ${difficulties.join(', ')}`)
  if (!topicIds.has(topic)) throw invalid('topic', 'is not a topic')
  if (title.trim() === '') throw invalid('title', 'must not be empty')
  if (link !== '' && !isWebAddress(link)) throw invalid('link', 'must be an address that begins with https:// or http://')
  if (patterns.length > mostPatterns) throw invalid('patterns', `must be at most ${mostPatterns}`)
  if (minutes < 5 || minutes > 600) throw invalid('minutes', 'must be from 5 to 600')
  return {
    id,
    title: checkedText(title.trim(), 'title', 255),
    link: checkedText(link, 'link', 2000),
    topic,
    difficulty: known,
    patterns: patterns.map((pattern) => checkedText(pattern, 'patterns', 60)),
    source: 'own',
    minutes,
  }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol)
}

export function invalid(path: string, message: string): Failure {
  return new Failure('invalid', `${path} ${message}`, { fields: [{ path, message }] })
}
