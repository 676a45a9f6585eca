/** How long a silence may last before what was said counts as said: thinking aloud has pauses, and long answers have longer ones. */
const shortestMs = 4000
const longestMs = 14_000
const perWordMs = 100

export function thinkPauseMs(text: string): number {
  const words = text.split(/\s+/).filter((word) => word !== '').length
  return Math.min(longestMs, shortestMs + words * perWordMs)
}
