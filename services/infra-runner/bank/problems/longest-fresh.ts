/** The longest stretch without a repeat: a window that slides. */
import type { Problem } from '../problem.ts'

function longestFreshStretch(text: string): number {
  const lastAt = new Map<string, number>()
  let start = 0
  let longest = 0
  for (let end = 0; end < text.length; end += 1) {
    const letter = text.charAt(end)
    start = Math.max(start, (lastAt.get(letter) ?? -1) + 1)
    lastAt.set(letter, end)
    longest = Math.max(longest, end - start + 1)
  }
  return longest
}

function movesTheStartBack(text: string): number {
  const lastAt = new Map<string, number>()
  let start = 0
  let longest = 0
  for (let end = 0; end < text.length; end += 1) {
    const letter = text.charAt(end)
    if (lastAt.has(letter)) start = (lastAt.get(letter) ?? 0) + 1
    lastAt.set(letter, end)
    longest = Math.max(longest, end - start + 1)
  }
  return longest
}

function beginsAnewAtARepeat(text: string): number {
  let seen = new Set<string>()
  let longest = 0
  for (const letter of text) {
    if (seen.has(letter)) seen = new Set()
    seen.add(letter)
    longest = Math.max(longest, seen.size)
  }
  return longest
}

export const longestFresh: Problem = {
  id: 'longest-fresh-stretch',
  title: 'The longest stretch without a repeat',
  difficulty: 'medium',
  topics: ['strings', 'sliding window'],
  statement: 'Given a text, give the length of its longest run of neighbouring letters in which no letter comes twice.',
  constraints: ['0 to 100 000 letters', 'printable ASCII; capital and small letters differ'],
  parameters: [['text', 'string']],
  returns: 'number',
  examples: [
    { args: ['programming'], output: 5, explanation: 'ogram; with the next m, or the r before it, a letter comes twice.' },
    { args: ['zzzz'], output: 1, explanation: 'Every longer run repeats z.' },
  ],
  solve: longestFreshStretch,
  python: `def longest_fresh_stretch(text):
    last_at = {}
    start = longest = 0
    for end, letter in enumerate(text):
        start = max(start, last_at.get(letter, -1) + 1)
        last_at[letter] = end
        longest = max(longest, end - start + 1)
    return longest
`,
  edges: [[''], [' '], ['abba'], ['tmmzuxt'], ['dvdf'], ['aA'], ['abcdefghijklmnopqrstuvwxyz']],
  generate: (size, random) => [random.text(size, 'abcdefghijklmnopqrstuvwxyzABCDEF 0123456789')],
  sizes: [2, 3, 5, 8, 13, 40, 300, 3000, 30_000],
  ambiguities: [
    { question: 'Is it a run of neighbours, or may letters be left out?', answer: 'A run of neighbours.' },
    { question: 'Do capital and small letters count as the same?', answer: 'No.' },
    { question: 'Which letters can there be?', answer: 'Printable ASCII.' },
  ],
  complexity: { time: 'n', space: '1' },
  followUps: ['And if each letter may come twice?', 'How would you give the run itself?', 'What changes for a stream of letters?'],
  wrong: [
    { because: 'it moves the start of the window back', solve: movesTheStartBack },
    { because: 'it throws everything away at a repeat', solve: beginsAnewAtARepeat },
  ],
}
