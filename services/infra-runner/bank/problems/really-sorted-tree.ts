/** Whether a tree is a search tree: every node lies between bounds that come from above. */
import type { Problem } from '../problem.ts'

function isSearchTree(values: number[], left: number[], right: number[]): boolean {
  const waiting: [node: number, above: number, below: number][] = values.length === 0 ? [] : [[0, -Infinity, Infinity]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [node, above, below] = next
    const value = values[node] ?? 0
    if (value <= above || value >= below) return false
    const [smaller = -1, larger = -1] = [left[node], right[node]]
    if (smaller !== -1) waiting.push([smaller, above, value])
    if (larger !== -1) waiting.push([larger, value, below])
  }
  return true
}

function looksAtChildrenOnly(values: number[], left: number[], right: number[]): boolean {
  return values.every((value, node) => {
    const [smaller = -1, larger = -1] = [left[node], right[node]]
    return (smaller === -1 || (values[smaller] ?? 0) < value) && (larger === -1 || (values[larger] ?? 0) > value)
  })
}

function letsEqualValuesStand(values: number[], left: number[], right: number[]): boolean {
  const waiting: [node: number, above: number, below: number][] = values.length === 0 ? [] : [[0, -Infinity, Infinity]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [node, above, below] = next
    const value = values[node] ?? 0
    if (value < above || value > below) return false
    const [smaller = -1, larger = -1] = [left[node], right[node]]
    if (smaller !== -1) waiting.push([smaller, above, value])
    if (larger !== -1) waiting.push([larger, value, below])
  }
  return true
}

export const reallySortedTree: Problem = {
  id: 'really-sorted-tree',
  title: 'Really a search tree',
  difficulty: 'medium',
  topics: ['binary search trees', 'trees'],
  statement:
    'A binary tree is given by the value of each node and by its children: left[i] and right[i] are nodes or -1, and node 0 is the root. It is a search tree when, for every node, all values in the tree on its left are smaller than its own and all values in the tree on its right are larger. Say whether it is. A tree without nodes is one.',
  constraints: ['0 to 30 000 nodes', 'every node hangs on the root', 'the tree can be one long chain'],
  parameters: [
    ['values', 'number[]'],
    ['left', 'number[]'],
    ['right', 'number[]'],
  ],
  returns: 'boolean',
  examples: [
    {
      args: [
        [5, 3, 8],
        [1, -1, -1],
        [2, -1, -1],
      ],
      output: true,
      explanation: '3 on the left of 5, 8 on its right.',
    },
    {
      args: [
        [5, 3, 8, 6],
        [1, -1, -1, -1],
        [2, 3, -1, -1],
      ],
      output: false,
      explanation: '6 is larger than 3, but lies on the left of 5.',
    },
  ],
  solve: isSearchTree,
  python: `def is_search_tree(values, left, right):
    waiting = [(0, float('-inf'), float('inf'))] if values else []
    while waiting:
        node, above, below = waiting.pop()
        value = values[node]
        if not above < value < below:
            return False
        if left[node] != -1:
            waiting.append((left[node], above, value))
        if right[node] != -1:
            waiting.append((right[node], value, below))
    return True
`,
  edges: [
    [[], [], []],
    [[1], [-1], [-1]],
    [
      [1, 1],
      [1, -1],
      [-1, -1],
    ],
    [
      [1, 1],
      [-1, -1],
      [1, -1],
    ],
    [
      [2, 1],
      [-1, -1],
      [1, -1],
    ],
    [
      [9, 4, 2, 6, 5, 7],
      [1, 2, -1, 4, -1, -1],
      [-1, 3, -1, 5, -1, -1],
    ],
    [
      [9, 4, 2, 10],
      [1, 2, -1, -1],
      [-1, 3, -1, -1],
    ],
  ],
  generate(size, random) {
    const values: number[] = []
    const [left, right] = [new Array<number>(size).fill(-1), new Array<number>(size).fill(-1)]
    for (const value of random.shuffled(Array.from({ length: size }, (_, index) => index * 2))) {
      const node = values.push(value) - 1
      for (let at = 0; at !== node; ) {
        const links = value < (values[at] ?? 0) ? left : right
        if (links[at] === -1) links[at] = node
        at = links[at] ?? node
      }
    }
    if (random.int(0, 1) === 1) values[random.int(0, size - 1)] = random.int(0, size * 2)
    return [values, left, right]
  },
  hardest(size) {
    const [left, right] = [new Array<number>(size).fill(-1), Array.from({ length: size }, (_, node) => (node + 1 < size ? node + 1 : -1))]
    return [Array.from({ length: size }, (_, node) => node), left, right]
  },
  sizes: [2, 3, 5, 9, 30, 200, 2000, 15_000],
  ambiguities: [
    { question: 'Can two nodes have the same value?', answer: 'They can, but then it is no search tree.' },
    { question: 'Is it enough to look at the children of each node?', answer: 'No: whole trees on either side count.' },
    { question: 'Is a tree without nodes a search tree?', answer: 'Yes.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'How would a walk in order answer it?',
    'How much memory is needed for a tree that is well balanced?',
    'What if two nodes were swapped: which?',
  ],
  wrong: [
    { because: 'it compares each node with its children only', solve: looksAtChildrenOnly },
    { because: 'it lets equal values stand', solve: letsEqualValuesStand },
  ],
}
