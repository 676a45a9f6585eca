/** The shortest stretch that holds all letters needed: a window and a count of what is missing. */
import type { Problem } from '../problem.ts'

function shortestCover(text: string, needed: string): string {
  const missing = new Map<string, number>()
  const change = (letter: string, by: number): number => {
    const count = (missing.get(letter) ?? 0) + by
    missing.set(letter, count)
    return count
  }
  for (const letter of needed) change(letter, 1)
  let left = needed.length
  let best: readonly [number, number] | undefined
  for (let start = 0, end = 0; end < text.length; end += 1) {
    if (change(text.charAt(end), -1) >= 0) left -= 1
    for (; left === 0 && start <= end; start += 1) {
      if (best === undefined || end - start < best[1] - best[0]) best = [start, end]
      if (change(text.charAt(start), 1) > 0) left += 1
    }
  }
  return best === undefined ? '' : text.slice(best[0], best[1] + 1)
}

function needsEachLetterOnce(text: string, needed: string): string {
  let best = ''
  for (let start = 0; start < text.length; start += 1) {
    const missing = new Set(needed)
    let end = start
    for (; end < text.length && missing.size > 0; end += 1) missing.delete(text.charAt(end))
    if (missing.size === 0 && (best === '' || end - start < best.length)) best = text.slice(start, end)
  }
  return best
}

function takesTheLastOfTheShortest(text: string, needed: string): string {
  const holds = (part: string): boolean => [...new Set(needed)].every((letter) => part.split(letter).length >= needed.split(letter).length)
  for (let length = Math.max(1, needed.length); length <= text.length; length += 1) {
    for (let start = text.length - length; start >= 0; start -= 1) {
      if (holds(text.slice(start, start + length))) return text.slice(start, start + length)
    }
  }
  return ''
}

export const shortestCoverProblem: Problem = {
  id: 'shortest-cover',
  title: 'The shortest cover',
  difficulty: 'hard',
  topics: ['sliding window', 'strings', 'hash tables'],
  statement:
    'Given a text and the letters needed, give the shortest stretch of the text that holds every letter needed, as often as it is needed. Of several of the same length give the first; if there is none, the empty text.',
  constraints: ['0 to 30 000 letters of text', '1 to 10 000 letters needed', 'small and capital letters, which differ'],
  parameters: [
    ['text', 'string'],
    ['needed', 'string'],
  ],
  returns: 'string',
  examples: [
    { args: ['xaybzabq', 'ab'], output: 'ab', explanation: 'ayb is longer.' },
    { args: ['abca', 'aa'], output: 'abca', explanation: 'Both a are needed.' },
  ],
  solve: shortestCover,
  python: `from collections import Counter

def shortest_cover(text, needed):
    missing = Counter(needed)
    left = len(needed)
    best = None
    start = 0
    for end, letter in enumerate(text):
        if missing[letter] > 0:
            left -= 1
        missing[letter] -= 1
        while left == 0 and start <= end:
            if best is None or end - start < best[1] - best[0]:
                best = (start, end)
            missing[text[start]] += 1
            if missing[text[start]] > 0:
                left += 1
            start += 1
    return "" if best is None else text[best[0]:best[1] + 1]
`,
  edges: [
    ['', 'a'],
    ['a', 'a'],
    ['a', 'aa'],
    ['A', 'a'],
    ['abab', 'ab'],
    ['aabbaab', 'bba'],
    ['xyz', 'q'],
  ],
  generate: (size, random) => [random.text(size, 'abcdeABC'), random.text(random.int(1, Math.max(1, Math.min(12, Math.floor(size / 3)))), 'abcde')],
  hardest: (size) => ['xabcy'.repeat(Math.ceil(size / 5)), 'abc'],
  sizes: [3, 5, 9, 15, 50, 400, 4000, 20_000],
  ambiguities: [
    { question: 'Does a letter needed twice have to be there twice?', answer: 'Yes.' },
    { question: 'Which of several shortest stretches is wanted?', answer: 'The first.' },
    { question: 'Do the letters have to come in the order needed?', answer: 'No.' },
  ],
  complexity: { time: 'n', space: '1' },
  followUps: ['How would you find all shortest stretches?', 'What if the letters have to come in order?', 'What if the text is a stream?'],
  wrong: [
    { because: 'it wants each letter once, however often it is needed', solve: needsEachLetterOnce },
    { because: 'it takes the last of several shortest', solve: takesTheLastOfTheShortest },
  ],
}
