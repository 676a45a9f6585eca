/** Where a chain runs into itself: two walkers, one twice as fast. */
import type { Problem } from '../problem.ts'

function ringStart(next: number[], head: number): number {
  let slow = head
  let fast = head
  do {
    if (fast === -1 || next[fast] === -1) return -1
    slow = next[slow] ?? -1
    fast = next[next[fast] ?? -1] ?? -1
  } while (slow !== fast)
  slow = head
  while (slow !== fast) {
    slow = next[slow] ?? -1
    fast = next[fast] ?? -1
  }
  return slow
}

function givesWhereTheWalkersMeet(next: number[], head: number): number {
  let slow = head
  let fast = head
  do {
    if (fast === -1 || next[fast] === -1) return -1
    slow = next[slow] ?? -1
    fast = next[next[fast] ?? -1] ?? -1
  } while (slow !== fast)
  return slow
}

function looksForANodeWithTwoBefore(next: number[], head: number): number {
  const before = new Set<number>([head])
  for (const after of next) {
    if (after !== -1 && before.has(after)) return after
    before.add(after)
  }
  return -1
}

export const ringInAChain: Problem = {
  id: 'ring-in-a-chain',
  title: 'A ring in a chain',
  difficulty: 'medium',
  topics: ['linked lists', 'two pointers'],
  statement:
    'A linked list is given by its nodes: next[i] is the node that follows node i, or -1 where the list ends, and head is the first node, or -1 for an empty list. A damaged list can run into itself, so that following it never ends. Give the first node of the ring that a walk from head comes to, or -1 if the walk ends. Use a constant amount of extra memory and leave the list as it is.',
  constraints: ['0 to 50 000 nodes', 'not every node has to be reached from head', 'each next[i] is a node or -1'],
  parameters: [
    ['next', 'number[]'],
    ['head', 'number'],
  ],
  returns: 'number',
  examples: [
    { args: [[1, 2, 3, 1], 0], output: 1, explanation: '0, 1, 2, 3 and again 1.' },
    { args: [[2, -1, 1], 0], output: -1, explanation: '0, 2, 1, and there it ends.' },
  ],
  solve: ringStart,
  python: `def ring_start(next, head):
    slow = fast = head
    while True:
        if fast == -1 or next[fast] == -1:
            return -1
        slow = next[slow]
        fast = next[next[fast]]
        if slow == fast:
            break
    slow = head
    while slow != fast:
        slow, fast = next[slow], next[fast]
    return slow
`,
  edges: [
    [[], -1],
    [[-1], 0],
    [[0], 0],
    [[1, 0], 1],
    [[1, 1], 0],
    [[-1, 2, 1], 0],
    [[1, 2, 3, 4, 5, 3], 0],
    [[3, 3, -1, 2], 0],
  ],
  generate(size, random) {
    const order = random.shuffled(Array.from({ length: size }, (_, node) => node))
    const used = random.int(Math.ceil(size / 2), size)
    const next = Array.from({ length: size }, () => random.pick(order))
    for (let at = 0; at < used; at += 1) next[order[at] ?? 0] = order[at + 1] ?? -1
    const last = order[used - 1] ?? 0
    next[last] = random.int(0, 3) === 0 ? -1 : (order[random.int(0, used - 1)] ?? -1)
    return [next, order[0] ?? -1]
  },
  hardest(size) {
    return [Array.from({ length: size }, (_, node) => (node === size - 1 ? Math.floor(size / 2) : node + 1)), 0]
  },
  sizes: [2, 3, 5, 9, 40, 400, 4000, 40_000],
  ambiguities: [
    { question: 'Is the first node of the ring wanted, or any of it?', answer: 'The one that a walk from head reaches first.' },
    { question: 'Can there be a ring that the walk never reaches?', answer: 'Yes; it does not count.' },
    { question: 'May the list be changed, or nodes be marked?', answer: 'No.' },
  ],
  complexity: { time: 'n', space: '1' },
  followUps: [
    'Why do the two walkers meet at all?',
    'Why does the second walk, from head and from where they met, end at the start of the ring?',
    'How long is the ring?',
  ],
  wrong: [
    { because: 'it gives the node where the walkers meet', solve: givesWhereTheWalkersMeet },
    { because: 'it takes the order of the numbers for the order of the list', solve: looksForANodeWithTwoBefore },
  ],
}
