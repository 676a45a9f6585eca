/** What a learner may write as an answer, and how much they wrote. */
import { Failure } from '@quint/runtime/failure.ts'

const longestAnswer = 10_000

const word = /[\p{L}\p{N}]+(?:['’.,_-][\p{L}\p{N}]+)*/gu

/** Words in any script; a number, an identifier or a hyphenated word counts once. */
export function countWords(text: string): number {
  return text.match(word)?.length ?? 0
}

/**
 * @param field the name of the field, for the problem that is reported.
 * @returns the text as it is kept: unchanged, except that halves of characters are replaced.
 */
export function checkedText(text: string, field: string): string {
  const problem = textProblem(text)
  if (problem !== undefined) throw new Failure('invalid', `${field} ${problem}`, { fields: [{ path: field, message: problem }] })
  return text.toWellFormed()
}

/** Whether a reader sees anything of it. */
export function isSeen(text: string): boolean {
  return seen.test(text)
}

/** Something that a reader sees: no space, no control, no filler that is drawn as nothing (Hangul fillers, the braille pattern without dots). */
const seen = /[^\p{C}\p{Z}\p{DI}\s\u2800]/u

function textProblem(text: string): string | undefined {
  if (text.length > longestAnswer) return `must be at most ${longestAnswer} characters long`
  if (text.includes('\0')) return 'must not contain NUL characters'
  if (!isSeen(text)) return 'must not be empty'
  return undefined
}

const longestSeconds = 86_400

/** Seconds on one prompt, a whole number; a clock that ran for more than a day counts as a day. */
export function checkedSeconds(seconds: number): number {
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new Failure('invalid', 'timeSpentSeconds must not be negative', { fields: [{ path: 'timeSpentSeconds', message: 'must not be negative' }] })
  }
  return Math.min(longestSeconds, Math.round(seconds))
}
