/** The deepest leaves of a tree that is given by parents: walking a tree without its links down. */
import type { Problem } from '../problem.ts'

function deepestSum(parents: number[], values: number[]): number {
  const depths = new Array<number>(parents.length).fill(-1)
  const depthOf = (node: number): number => {
    const path: number[] = []
    let at = node
    while (at !== -1 && (depths[at] ?? -1) === -1) {
      path.push(at)
      at = parents[at] ?? -1
    }
    let depth = at === -1 ? -1 : (depths[at] ?? 0)
    for (const one of path.reverse()) {
      depth += 1
      depths[one] = depth
    }
    return depths[node] ?? 0
  }
  let deepest = -1
  let sum = 0
  for (let node = 0; node < parents.length; node += 1) {
    const depth = depthOf(node)
    if (depth > deepest) [deepest, sum] = [depth, 0]
    if (depth === deepest) sum += values[node] ?? 0
  }
  return sum
}

function addsAllLeaves(parents: number[], values: number[]): number {
  const inner = new Set(parents)
  return values.reduce((sum, value, node) => (inner.has(node) ? sum : sum + value), 0)
}

function trustsTheOrder(parents: number[], values: number[]): number {
  const depths: number[] = []
  for (const parent of parents) depths.push(parent === -1 ? 0 : (depths[parent] ?? 0) + 1)
  const deepest = Math.max(0, ...depths)
  return values.reduce((sum, value, node) => (depths[node] === deepest ? sum + value : sum), 0)
}

export const tallestLeaf: Problem = {
  id: 'sum-of-the-deepest',
  title: 'The sum of the deepest',
  difficulty: 'medium',
  topics: ['trees'],
  statement:
    'A tree is given by the parent of each node, -1 for the root, and a value for each node. Give the sum of the values of all nodes that are deepest, 0 for a tree without nodes.',
  constraints: [
    '0 to 50 000 nodes; exactly one root unless there is none',
    'a parent can have a larger number than its child',
    'the tree can be one long chain',
  ],
  parameters: [
    ['parents', 'number[]'],
    ['values', 'number[]'],
  ],
  returns: 'number',
  examples: [
    {
      args: [
        [-1, 0, 0, 1],
        [5, 1, 2, 9],
      ],
      output: 9,
      explanation: 'Node 3 alone is two steps below the root.',
    },
    {
      args: [
        [1, -1, 1],
        [4, 7, 6],
      ],
      output: 10,
      explanation: 'Nodes 0 and 2 hang on node 1.',
    },
  ],
  solve: deepestSum,
  python: `def deepest_sum(parents, values):
    depths = [-1] * len(parents)
    for node in range(len(parents)):
        path, at = [], node
        while at != -1 and depths[at] == -1:
            path.append(at)
            at = parents[at]
        depth = -1 if at == -1 else depths[at]
        for one in reversed(path):
            depth += 1
            depths[one] = depth
    deepest = max(depths, default=-1)
    return sum(value for node, value in enumerate(values) if depths[node] == deepest)
`,
  edges: [
    [[], []],
    [[-1], [3]],
    [
      [1, 2, 3, -1],
      [1, 2, 3, 4],
    ],
    [
      [-1, 0, 0, 0],
      [1, 2, 3, 4],
    ],
    [
      [3, 3, 0, -1, 2],
      [1, 50, 1, 1, -7],
    ],
  ],
  generate(size, random) {
    const names = random.shuffled(Array.from({ length: size }, (_, node) => node))
    const parents = new Array<number>(size).fill(-1)
    for (let node = 1; node < size; node += 1) parents[names[node] ?? 0] = names[random.int(Math.max(0, node - 4), node - 1)] ?? 0
    return [parents, random.array(size, -100, 100)]
  },
  sizes: [2, 3, 5, 8, 20, 200, 3000, 20_000],
  ambiguities: [
    { question: 'Do parents come before their children?', answer: 'Not always.' },
    { question: 'Are only leaves meant?', answer: 'All of the deepest level, which are leaves by themselves.' },
    { question: 'How deep can it be?', answer: 'As deep as there are nodes: recursion may not be safe.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['How would you do it level by level?', 'What if nodes are added at the bottom?', 'Why is every node walked once only?'],
  wrong: [
    { because: 'it adds leaves of every depth', solve: addsAllLeaves },
    { because: 'it takes parents to come first', solve: trustsTheOrder },
  ],
}
