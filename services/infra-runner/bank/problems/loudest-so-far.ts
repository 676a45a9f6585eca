/** The k-th largest of a stream: a heap of the k largest. */
import type { Problem } from '../problem.ts'

function loudestSoFar(levels: number[], rank: number): number[] {
  const heap: number[] = []
  const sink = (level: number): void => {
    let at = 0
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      if ((heap[below + 1] ?? Infinity) < (heap[below] ?? 0)) below += 1
      if ((heap[below] ?? 0) >= level) break
      heap[at] = heap[below] ?? 0
      at = below
    }
    heap[at] = level
  }
  const rise = (level: number): void => {
    let at = heap.length
    heap.push(level)
    while (at > 0 && (heap[(at - 1) >> 1] ?? 0) > level) {
      heap[at] = heap[(at - 1) >> 1] ?? 0
      at = (at - 1) >> 1
    }
    heap[at] = level
  }
  return levels.map((level) => {
    if (heap.length < rank) rise(level)
    else if (level > (heap[0] ?? 0)) sink(level)
    return heap.length < rank ? -1 : (heap[0] ?? 0)
  })
}

function countsEqualLevelsOnce(levels: number[], rank: number): number[] {
  return levels.map((_, index) => [...new Set(levels.slice(0, index + 1))].sort((a, b) => b - a)[rank - 1] ?? -1)
}

function keepsTheKthForEver(levels: number[], rank: number): number[] {
  let kept = -1
  return levels.map((level, index) => {
    if (index + 1 === rank) kept = Math.min(...levels.slice(0, rank))
    else if (index + 1 > rank && level > kept) kept = level
    return kept
  })
}

export const loudestSoFarProblem: Problem = {
  id: 'loudest-so-far',
  title: 'The k-th loudest so far',
  difficulty: 'easy',
  topics: ['heaps'],
  statement:
    'A microphone gives one level after another. After each, tell the level that has the given rank among all so far: rank 1 is the loudest, rank 2 the next, and so on; equal levels take a rank each. As long as there are fewer levels than the rank, tell -1.',
  constraints: ['0 to 30 000 levels from 0 to 1 000 000', '1 ≤ rank ≤ 30 000'],
  parameters: [
    ['levels', 'number[]'],
    ['rank', 'number'],
  ],
  returns: 'number[]',
  examples: [
    { args: [[4, 5, 8, 2, 9], 3], output: [-1, -1, 4, 4, 5], explanation: 'After 4, 5, 8 the third is 4; 2 changes nothing; with 9 it is 5.' },
    { args: [[7, 7], 2], output: [-1, 7], explanation: 'Both sevens count.' },
  ],
  solve: loudestSoFar,
  python: `import heapq

def loudest_so_far(levels, rank):
    heap, told = [], []
    for level in levels:
        if len(heap) < rank:
            heapq.heappush(heap, level)
        else:
            heapq.heappushpop(heap, level)
        told.append(heap[0] if len(heap) == rank else -1)
    return told
`,
  edges: [
    [[], 1],
    [[3], 1],
    [[3], 2],
    [[0, 0, 0], 2],
    [[1, 2, 3, 4, 5], 1],
    [[5, 4, 3, 2, 1], 2],
    [[1, 2, 3, 4, 5], 3],
  ],
  generate: (size, random) => [random.array(size, 0, size * 2), random.int(1, Math.max(1, Math.floor(size / 2)))],
  hardest: (size) => [Array.from({ length: size }, (_, index) => index), Math.ceil(size / 2)],
  sizes: [2, 4, 6, 10, 40, 300, 3000, 20_000],
  ambiguities: [
    { question: 'Do equal levels share a rank?', answer: 'No, each takes one.' },
    { question: 'What is told while there are too few levels?', answer: '-1.' },
    { question: 'Is rank 1 the loudest or the quietest?', answer: 'The loudest.' },
  ],
  complexity: { time: 'n log n', space: 'n' },
  followUps: ['How much memory is needed, whatever the number of levels?', 'What if the rank changes?', 'What if only the last hour counts?'],
  wrong: [
    { because: 'it counts equal levels once', solve: countsEqualLevelsOnce },
    { because: 'it forgets the others that were louder', solve: keepsTheKthForEver },
  ],
}
