/** Ropes tied to one at the least cost: always the two shortest, out of a heap. */
import type { Problem } from '../problem.ts'

function ropesToOne(lengths: number[]): number {
  const heap: number[] = []
  const push = (length: number): void => {
    let at = heap.length
    heap.push(length)
    while (at > 0 && (heap[(at - 1) >> 1] ?? 0) > length) {
      heap[at] = heap[(at - 1) >> 1] ?? 0
      at = (at - 1) >> 1
    }
    heap[at] = length
  }
  const sink = (length: number): void => {
    let at = 0
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      if ((heap[below + 1] ?? Infinity) < (heap[below] ?? 0)) below += 1
      if ((heap[below] ?? 0) >= length) break
      heap[at] = heap[below] ?? 0
      at = below
    }
    heap[at] = length
  }
  const pop = (): number => {
    const least = heap[0] ?? 0
    const last = heap.pop() ?? 0
    if (heap.length > 0) sink(last)
    return least
  }
  for (const length of lengths) push(length)
  let cost = 0
  while (heap.length > 1) {
    const tied = pop() + pop()
    cost += tied
    push(tied)
  }
  return cost
}

function tiesInOrderOfLength(lengths: number[]): number {
  const [first = 0, ...rest] = [...lengths].sort((a, b) => a - b)
  let rope = first
  return rest.reduce((cost, length) => {
    rope += length
    return cost + rope
  }, 0)
}

function tiesNeighbours(lengths: number[]): number {
  let ropes = lengths
  let cost = 0
  while (ropes.length > 1) {
    const tied: number[] = []
    for (let at = 0; at < ropes.length; at += 2) {
      const other = ropes[at + 1]
      const length = (ropes[at] ?? 0) + (other ?? 0)
      if (other !== undefined) cost += length
      tied.push(length)
    }
    ropes = tied
  }
  return cost
}

export const ropesToOneProblem: Problem = {
  id: 'ropes-to-one',
  title: 'Many ropes to one',
  difficulty: 'medium',
  topics: ['heaps', 'greedy'],
  statement:
    'A sailor ties ropes together until there is one. To tie two ropes costs as much as both are long together, and the result is a rope of that length. Given the lengths, give the least cost of it all. One rope, or none, costs nothing.',
  constraints: ['0 to 20 000 ropes', 'each 1 to 10 000 long'],
  parameters: [['lengths', 'number[]']],
  returns: 'number',
  examples: [
    { args: [[4, 3, 2, 6]], output: 29, explanation: '2 and 3 for 5, 4 and 5 for 9, 6 and 9 for 15.' },
    { args: [[8]], output: 0, explanation: 'It is one already.' },
  ],
  solve: ropesToOne,
  python: `import heapq

def ropes_to_one(lengths):
    heap = list(lengths)
    heapq.heapify(heap)
    cost = 0
    while len(heap) > 1:
        tied = heapq.heappop(heap) + heapq.heappop(heap)
        cost += tied
        heapq.heappush(heap, tied)
    return cost
`,
  edges: [[[]], [[1]], [[1, 1]], [[1, 1, 1, 1]], [[5, 5, 5]], [[1, 2, 3, 4, 5, 6, 7]], [[2, 2, 3, 3]]],
  generate: (size, random) => [random.array(size, 1, 200)],
  sizes: [2, 4, 5, 9, 40, 300, 3000, 15_000],
  ambiguities: [
    { question: 'Can a rope be tied to itself, or cut?', answer: 'No.' },
    { question: 'Do only neighbours go together?', answer: 'Any two ropes do.' },
    { question: 'Is the order of tying wanted?', answer: 'Only the least cost.' },
  ],
  complexity: { time: 'n log n', space: 'n' },
  followUps: [
    'Why are the two shortest always right?',
    'What if the lengths came sorted: could two queues do it in n?',
    'What has it to do with codes for letters?',
  ],
  wrong: [
    { because: 'it ties each rope, in order of length, to the one so far', solve: tiesInOrderOfLength },
    { because: 'it ties neighbours', solve: tiesNeighbours },
  ],
}
