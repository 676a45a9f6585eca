/** The lowest node above two values of a search tree: where the ways to them part. */
import type { Problem } from '../problem.ts'

function partingValue(values: number[], children: [number, number][], one: number, other: number): number {
  const [low, high] = one < other ? [one, other] : [other, one]
  let at = 0
  for (;;) {
    const value = values[at] ?? 0
    if (value >= low && value <= high) return value
    at = children[at]?.[value < low ? 1 : 0] ?? 0
  }
}

function takesTheFirstAsSmaller(values: number[], children: [number, number][], one: number, other: number): number {
  let at = 0
  while (at !== -1) {
    const value = values[at] ?? 0
    if (value >= one && value <= other) return value
    at = children[at]?.[value < one ? 1 : 0] ?? -1
  }
  return -1
}

function isNeverItsOwnAncestor(values: number[], children: [number, number][], one: number, other: number): number {
  const [low, high] = one < other ? [one, other] : [other, one]
  let above = -1
  let at = 0
  for (;;) {
    const value = values[at] ?? 0
    if (value === low || value === high) return above === -1 ? value : above
    if (value > low && value < high) return value
    above = value
    at = children[at]?.[value < low ? 1 : 0] ?? 0
  }
}

export const partingValueProblem: Problem = {
  id: 'where-ways-part',
  title: 'Where the ways part',
  difficulty: 'easy',
  topics: ['binary search trees', 'trees'],
  statement:
    'A binary search tree is given by the value of each node and by pairs of children: children[i] is [left, right], each a node or -1, and node 0 is the root. For two values in the tree give the value at which the ways from the root to them part: the lowest node that both are at or below.',
  constraints: ['1 to 30 000 nodes, all values different', 'both values are in the tree; they can be the same'],
  parameters: [
    ['values', 'number[]'],
    ['children', '[number, number][]'],
    ['one', 'number'],
    ['other', 'number'],
  ],
  returns: 'number',
  examples: [
    {
      args: [
        [6, 2, 8, 4],
        [
          [1, 2],
          [-1, 3],
          [-1, -1],
          [-1, -1],
        ],
        4,
        8,
      ],
      output: 6,
      explanation: '4 is on the left of 6, 8 on its right.',
    },
    {
      args: [
        [6, 2, 8, 4],
        [
          [1, 2],
          [-1, 3],
          [-1, -1],
          [-1, -1],
        ],
        4,
        2,
      ],
      output: 2,
      explanation: '2 is on the way to 4.',
    },
  ],
  solve: partingValue,
  python: `def parting_value(values, children, one, other):
    low, high = min(one, other), max(one, other)
    at = 0
    while True:
        value = values[at]
        if low <= value <= high:
            return value
        at = children[at][1 if value < low else 0]
`,
  edges: [
    [[1], [[-1, -1]], 1, 1],
    [
      [2, 1, 3],
      [
        [1, 2],
        [-1, -1],
        [-1, -1],
      ],
      3,
      1,
    ],
    [
      [2, 1, 3],
      [
        [1, 2],
        [-1, -1],
        [-1, -1],
      ],
      3,
      3,
    ],
    [
      [3, 2, 1],
      [
        [1, -1],
        [2, -1],
        [-1, -1],
      ],
      1,
      2,
    ],
    [
      [3, 2, 1],
      [
        [1, -1],
        [2, -1],
        [-1, -1],
      ],
      1,
      3,
    ],
    [
      [-5, -9, -2],
      [
        [1, 2],
        [-1, -1],
        [-1, -1],
      ],
      -2,
      -9,
    ],
  ],
  generate(size, random) {
    const values: number[] = []
    const children: [number, number][] = Array.from({ length: size }, () => [-1, -1])
    for (const value of random.shuffled(Array.from({ length: size }, (_, index) => index * 3 - size))) {
      const node = values.push(value) - 1
      for (let at = 0; at !== node; ) {
        const side = value < (values[at] ?? 0) ? 0 : 1
        const pair = children[at] ?? [-1, -1]
        if (pair[side] === -1) pair[side] = node
        at = pair[side]
      }
    }
    return [values, children, random.pick(values), random.pick(values)]
  },
  hardest(size) {
    const chain = Array.from({ length: size }, (_, node): [number, number] => [-1, node + 1 < size ? node + 1 : -1])
    return [Array.from({ length: size }, (_, node) => node), chain, size - 1, size - 1]
  },
  sizes: [2, 3, 5, 9, 30, 200, 2000, 15_000],
  ambiguities: [
    { question: 'Can one of the two be the answer itself?', answer: 'Yes, if the other is below it.' },
    { question: 'Which of the two is smaller?', answer: 'Either; or they are the same.' },
    { question: 'Are both in the tree?', answer: 'Yes.' },
  ],
  complexity: { time: 'n', space: '1' },
  followUps: ['What is the time if the tree is balanced?', 'What if it were no search tree?', 'What if nodes knew who is above them?'],
  wrong: [
    { because: 'it takes the first value to be the smaller one', solve: takesTheFirstAsSmaller },
    { because: 'it never gives one of the two themselves', solve: isNeverItsOwnAncestor },
  ],
}
