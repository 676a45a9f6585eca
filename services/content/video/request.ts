/** What may be asked for: checked and judged before anything is written down. */
import { moderate } from '@quint/moderation/moderate.ts'
import { findPhrases } from '@quint/moderation/phrases.ts'
import { mistakesOf } from '@quint/moderation/verdict.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { subjects } from '../author/entry.ts'

export interface Request {
  readonly topic: string
  readonly subject: string
  readonly difficulty: string
  readonly tags: readonly string[]
}

const longestTopic = 200
const longestTag = 30
const mostTags = 8

export const invalid = (path: string, message: string): Failure => new Failure('invalid', `${path} ${message}`, { fields: [{ path, message }] })

/** What is said to a model, and is no topic. */
const orders = [
  /\b(?:ignore|disregard|forget|override|bypass) (?:\w+ ){0,3}(?:instructions?|prompts?|rules|guidelines)\b/gu,
  /\b(?:reveal|print|show|repeat|leak|output) (?:\w+ ){0,3}(?:system prompt|your (?:prompt|instructions)|api keys?)\b/gu,
  /\byou are (?:now|no longer)\b/gu,
]

export function checkedRequest({ topic, subject, difficulty, tags }: Request): Request {
  const asked = { topic: checkedLine(topic, 'topic', longestTopic), subject: subject || 'algorithms', difficulty: difficulty || 'medium' }
  if (!(subjects as readonly string[]).includes(asked.subject)) throw invalid('subject', `must be one of ${subjects.join(', ')}`)
  if (!['easy', 'medium', 'hard'].includes(asked.difficulty)) throw invalid('difficulty', 'must be easy, medium or hard')
  // A model is given it as data all the same; this spares the learner a film about something else.
  if (findPhrases(asked.topic, orders).length > 0) throw invalid('topic', 'must be a topic, and tell nobody what to do')
  const words = checkedTags(tags)
  refuse([asked.topic, ...words].join('\n'), 'topic')
  return { ...asked, tags: words }
}

export function checkedTags(tags: readonly string[]): readonly string[] {
  if (tags.length > mostTags) throw invalid('tags', `must be at most ${mostTags}`)
  return [...new Set(tags.map((tag) => checkedLine(tag, 'tags', longestTag).toLowerCase()))]
}

/** One line of words: no markup, nothing that cannot be seen or turns the direction of what stands beside it. */
export function checkedLine(text: string, path: string, most: number): string {
  const line = text.normalize('NFKC').replace(/\s+/gu, ' ').trim()
  if (line.length < 2) throw invalid(path, 'must not be empty')
  if (line.length > most) throw invalid(path, `must be at most ${most} letters`)
  if (!line.isWellFormed() || /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(line)) throw invalid(path, 'must not hold characters that cannot be seen')
  if (/<\s*\/?\s*[a-z!]/iu.test(line)) throw invalid(path, 'must not hold markup')
  return line
}

/** A few words that a moderator would have to look at are refused: they can be said otherwise. The whole script is judged again once it is there. */
export function refuse(text: string, path: string): void {
  const { verdict, reasons } = moderate(text, { without: ['solution_code'] })
  if (verdict === 'allow') return
  throw new Failure('invalid', 'Quint makes no video about this.', { fields: mistakesOf(reasons, path) })
}
