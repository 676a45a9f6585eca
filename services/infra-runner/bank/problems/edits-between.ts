/** The fewest edits between two words: dynamic programming over both. */
import type { Problem } from '../problem.ts'

function editsBetween(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (before[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1)
      now.push(Math.min(replaced, (before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1))
    }
    before = now
  }
  return before[other.length] ?? 0
}

function comparesPlaceByPlace(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length)
  let edits = Math.max(one.length, other.length) - shorter
  for (let at = 0; at < shorter; at += 1) if (one[at] !== other[at]) edits += 1
  return edits
}

function neverReplaces(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const kept = one[row - 1] === other[column - 1] ? (before[column - 1] ?? 0) : Infinity
      now.push(Math.min(kept, (before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1))
    }
    before = now
  }
  return before[other.length] ?? 0
}

export const editsBetweenProblem: Problem = {
  id: 'edits-between',
  title: 'Edits between two words',
  difficulty: 'medium',
  topics: ['two-dimensional dynamic programming', 'strings'],
  statement:
    'An edit puts a letter into a word, takes one out, or replaces one by another. Give the fewest edits that turn one word into another, as a spelling checker does to find what was meant.',
  constraints: ['0 to 800 small letters in each word'],
  parameters: [
    ['one', 'string'],
    ['other', 'string'],
  ],
  returns: 'number',
  examples: [
    { args: ['plane', 'panels'], output: 3, explanation: 'Take out the l, put in an l after e, and an s.' },
    { args: ['tea', 'tea'], output: 0, explanation: 'Nothing to do.' },
  ],
  solve: editsBetween,
  python: `def edits_between(one, other):
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, wanted in enumerate(other, 1):
            replaced = before[column - 1] + (letter != wanted)
            now.append(min(replaced, before[column] + 1, now[column - 1] + 1))
        before = now
    return before[-1]
`,
  edges: [
    ['', ''],
    ['', 'abc'],
    ['abc', ''],
    ['a', 'b'],
    ['ab', 'ba'],
    ['abcdef', 'bcdefa'],
    ['aaaa', 'aa'],
  ],
  generate: (size, random) => [random.text(size, 'abc'), random.text(random.int(Math.max(0, size - 3), size), 'abc')],
  hardest: (size, random) => [random.text(size, 'abcd'), random.text(size, 'abcd')],
  sizes: [2, 3, 4, 6, 12, 40, 150, 600],
  ambiguities: [
    { question: 'Is swapping two letters one edit?', answer: 'No, it takes two.' },
    { question: 'Does a replacement count as one or as two?', answer: 'As one.' },
    { question: 'Can a word be empty?', answer: 'Yes.' },
  ],
  complexity: { time: 'n^2', space: 'n' },
  followUps: ['How would you name the edits?', 'What if only a few edits are allowed?', 'What if swapping neighbours were one edit?'],
  wrong: [
    { because: 'it compares place by place', solve: comparesPlaceByPlace },
    { because: 'it never replaces a letter', solve: neverReplaces },
  ],
}
