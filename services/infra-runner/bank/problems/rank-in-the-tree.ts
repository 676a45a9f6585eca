/** The k-th smallest of a search tree: a walk in order that stops there. */
import type { Problem } from '../problem.ts'

function valueOfRank(values: number[], children: [number, number][], rank: number): number {
  const path: number[] = []
  let left = rank
  let at = values.length === 0 ? -1 : 0
  while (at !== -1 || path.length > 0) {
    while (at !== -1) {
      path.push(at)
      at = children[at]?.[0] ?? -1
    }
    const node = path.pop() ?? 0
    left -= 1
    if (left === 0) return values[node] ?? 0
    at = children[node]?.[1] ?? -1
  }
  return -1
}

function countsFromTheGreatest(values: number[], _children: [number, number][], rank: number): number {
  return [...values].sort((a, b) => b - a)[rank - 1] ?? -1
}

function walksFromTheTop(values: number[], children: [number, number][], rank: number): number {
  const order: number[] = []
  const waiting = values.length === 0 ? [] : [0]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    order.push(values[node] ?? 0)
    const [smaller, larger] = children[node] ?? [-1, -1]
    if (larger !== -1) waiting.push(larger)
    if (smaller !== -1) waiting.push(smaller)
  }
  return order[rank - 1] ?? -1
}

export const rankInTheTree: Problem = {
  id: 'rank-in-the-tree',
  title: 'The k-th in the tree',
  difficulty: 'easy',
  topics: ['binary search trees', 'trees'],
  statement:
    'A binary search tree is given by the value of each node and by pairs of children: children[i] is [left, right], each a node or -1, and node 0 is the root. Smaller values are on the left of a node, larger ones on its right. Give the value of the given rank: rank 1 is the smallest. Give -1 if there are fewer values. Do not look at more of the tree than you have to.',
  constraints: ['0 to 30 000 nodes, all values different and not negative', '1 ≤ rank', 'the tree can be one long chain'],
  parameters: [
    ['values', 'number[]'],
    ['children', '[number, number][]'],
    ['rank', 'number'],
  ],
  returns: 'number',
  examples: [
    {
      args: [
        [5, 2, 9, 4],
        [
          [1, 2],
          [-1, 3],
          [-1, -1],
          [-1, -1],
        ],
        2,
      ],
      output: 4,
      explanation: 'In order: 2, 4, 5, 9.',
    },
    { args: [[7], [[-1, -1]], 2], output: -1, explanation: 'There is one value only.' },
  ],
  solve: valueOfRank,
  python: `def value_of_rank(values, children, rank):
    path, at = [], 0 if values else -1
    while at != -1 or path:
        while at != -1:
            path.append(at)
            at = children[at][0]
        node = path.pop()
        rank -= 1
        if rank == 0:
            return values[node]
        at = children[node][1]
    return -1
`,
  edges: [
    [[], [], 1],
    [[0], [[-1, -1]], 1],
    [
      [3, 2, 1],
      [
        [1, -1],
        [2, -1],
        [-1, -1],
      ],
      3,
    ],
    [
      [1, 2, 3],
      [
        [-1, 1],
        [-1, 2],
        [-1, -1],
      ],
      3,
    ],
    [
      [5, 2, 9, 4],
      [
        [1, 2],
        [-1, 3],
        [-1, -1],
        [-1, -1],
      ],
      1,
    ],
    [
      [5, 2, 9, 4],
      [
        [1, 2],
        [-1, 3],
        [-1, -1],
        [-1, -1],
      ],
      5,
    ],
  ],
  generate(size, random) {
    const values: number[] = []
    const children: [number, number][] = Array.from({ length: size }, () => [-1, -1])
    for (const value of random.shuffled(Array.from({ length: size }, (_, index) => index * 3 + 1))) {
      const node = values.push(value) - 1
      for (let at = 0; at !== node; ) {
        const side = value < (values[at] ?? 0) ? 0 : 1
        const pair = children[at] ?? [-1, -1]
        if (pair[side] === -1) pair[side] = node
        at = pair[side]
      }
    }
    return [values, children, random.int(1, size)]
  },
  hardest: (size) => [
    Array.from({ length: size }, (_, node) => node),
    Array.from({ length: size }, (_, node) => [-1, node + 1 < size ? node + 1 : -1]),
    size,
  ],
  sizes: [2, 3, 5, 9, 30, 200, 2000, 15_000],
  ambiguities: [
    { question: 'Is rank 1 the smallest or the largest?', answer: 'The smallest.' },
    { question: 'Can values be equal?', answer: 'No.' },
    { question: 'What if there are fewer values than the rank?', answer: '-1.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'What would each node have to know to answer in the height of the tree?',
    'How would you do it from the greatest?',
    'What if it is asked often while values come and go?',
  ],
  wrong: [
    { because: 'it counts from the greatest', solve: countsFromTheGreatest },
    { because: 'it takes a node before those on its left', solve: walksFromTheTop },
  ],
}
