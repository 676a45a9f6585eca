/** The longest sequence that two share: dynamic programming over both. */
import type { Problem } from '../problem.ts'

function commonThread(one: number[], other: number[]): number {
  let before = new Array<number>(other.length + 1).fill(0)
  for (const item of one) {
    const now = [0]
    for (let column = 1; column <= other.length; column += 1) {
      const length = item === other[column - 1] ? (before[column - 1] ?? 0) + 1 : Math.max(before[column] ?? 0, now[column - 1] ?? 0)
      now.push(length)
    }
    before = now
  }
  return before[other.length] ?? 0
}

function wantsAStretch(one: number[], other: number[]): number {
  let longest = 0
  let before = new Array<number>(other.length + 1).fill(0)
  for (const item of one) {
    const now = [0, ...other.map((wanted, column) => (wanted === item ? (before[column] ?? 0) + 1 : 0))]
    longest = Math.max(longest, ...now)
    before = now
  }
  return longest
}

function takesTheFirstThatFits(one: number[], other: number[]): number {
  let from = 0
  let length = 0
  for (const item of one) {
    const at = other.indexOf(item, from)
    if (at === -1) continue
    from = at + 1
    length += 1
  }
  return length
}

export const commonThreadProblem: Problem = {
  id: 'common-thread',
  title: 'The common thread',
  difficulty: 'medium',
  topics: ['two-dimensional dynamic programming', 'arrays'],
  statement:
    'Two visitors wrote down the numbers of the pictures they looked at, in order. Give the length of the longest sequence of numbers that can be read in both lists from left to right, leaving out whatever lies between.',
  constraints: ['0 to 800 numbers in each list, from 1 to 1 000', 'a picture can be looked at again'],
  parameters: [
    ['one', 'number[]'],
    ['other', 'number[]'],
  ],
  returns: 'number',
  examples: [
    {
      args: [
        [1, 4, 2, 3],
        [4, 1, 3, 2],
      ],
      output: 2,
      explanation: 'For instance 4 and 3, or 1 and 2.',
    },
    { args: [[5, 6], [7]], output: 0, explanation: 'They have nothing in common.' },
  ],
  solve: commonThread,
  python: `def common_thread(one, other):
    before = [0] * (len(other) + 1)
    for item in one:
        now = [0]
        for column, wanted in enumerate(other):
            now.append(before[column] + 1 if item == wanted else max(before[column + 1], now[column]))
        before = now
    return before[-1]
`,
  edges: [
    [[], []],
    [[1], []],
    [
      [1, 1, 1],
      [1, 1],
    ],
    [
      [1, 2, 3],
      [1, 9, 2, 9, 3],
    ],
    [
      [1, 2, 3, 4],
      [4, 1, 2, 3],
    ],
    [
      [9, 1, 2],
      [1, 2, 9],
    ],
  ],
  generate: (size, random) => [random.array(size, 1, 5), random.array(random.int(Math.max(0, size - 2), size), 1, 5)],
  hardest: (size, random) => [random.array(size, 1, 5), random.array(size, 1, 5)],
  sizes: [2, 3, 5, 8, 15, 50, 200, 600],
  ambiguities: [
    { question: 'Do the numbers have to stand next to each other?', answer: 'No, only in this order.' },
    { question: 'Can a number be used twice?', answer: 'As often as it stands in both lists.' },
    { question: 'Is the sequence wanted, or its length?', answer: 'Its length.' },
  ],
  complexity: { time: 'n^2', space: 'n' },
  followUps: ['How would you give the sequence itself?', 'What if no number comes twice?', 'What has it to do with showing what changed in a file?'],
  wrong: [
    { because: 'it wants the numbers next to each other', solve: wantsAStretch },
    { because: 'it takes the first number that fits each time', solve: takesTheFirstThatFits },
  ],
}
