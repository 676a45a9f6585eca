/** Counting and naming amounts. */
const word = /[\p{L}\p{N}]+(?:['’.,_-][\p{L}\p{N}]+)*/gu

/** As the service counts: words in any script. */
export function countWords(text: string): number {
  return text.match(word)?.length ?? 0
}

export function amount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

/** What became of the answers of a session that was put aside. */
export function keptAnswers(count: number): string {
  if (count === 0) return 'You had not answered yet.'
  return count === 1 ? 'Your one answer is in your history.' : `Your ${count} answers are in your history.`
}

/** "4 min", "1 h 5 min". */
export function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  if (minutes < 1) return 'under a minute'
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Something a person could have meant: more than blanks and invisible characters. */
export function hasContent(text: string): boolean {
  return /[^\p{C}\p{Z}\p{DI}\s\u2800]/u.test(text)
}

export const longestAnswer = 10_000
export const longestStatement = 100_000

/** Where a problem stands. */
export const siteWords = { leetcode: 'LeetCode', hackerrank: 'HackerRank', other: 'elsewhere' }
