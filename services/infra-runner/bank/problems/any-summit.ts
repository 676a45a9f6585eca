/** A summit among heights: go where it rises. */
import type { Problem } from '../problem.ts'

function anySummit(heights: number[]): number {
  let low = 0
  let high = heights.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((heights[middle] ?? 0) < (heights[middle + 1] ?? 0)) low = middle + 1
    else high = middle
  }
  return low
}

function wantsNeighboursOnBothSides(heights: number[]): number {
  for (let at = 1; at < heights.length - 1; at += 1) {
    const here = heights[at] ?? 0
    if (here > (heights[at - 1] ?? 0) && here > (heights[at + 1] ?? 0)) return at
  }
  return -1
}

function givesTheHeight(heights: number[]): number {
  return heights.reduce((most, height) => Math.max(most, height), 0)
}

export const anySummitProblem: Problem = {
  id: 'any-summit',
  title: 'Any summit',
  difficulty: 'easy',
  topics: ['binary search', 'arrays'],
  statement:
    'Heights are measured along a path; no two neighbours are equal. A summit is a place higher than its neighbours, where the first and the last place have one neighbour only. Give the position of any summit, and look at few heights.',
  constraints: ['1 to 50 000 heights', 'each from 0 to 1 000 000', 'positions count from 0'],
  parameters: [['heights', 'number[]']],
  returns: 'number',
  examples: [
    { args: [[1, 5, 2, 7]], output: 1, explanation: '5 is higher than 1 and 2; position 3 would be right as well.' },
    { args: [[9, 4, 1]], output: 0, explanation: 'The first place is higher than its only neighbour.' },
  ],
  solve: anySummit,
  python: `def any_summit(heights):
    low, high = 0, len(heights) - 1
    while low < high:
        middle = (low + high) // 2
        if heights[middle] < heights[middle + 1]:
            low = middle + 1
        else:
            high = middle
    return low
`,
  edges: [[[3]], [[1, 2]], [[2, 1]], [[1, 2, 3, 4]], [[4, 3, 2, 1]], [[0, 1, 0, 1, 0]], [[5, 1, 5]]],
  generate(size, random) {
    let last = -1
    const next = (): number => {
      const step = random.int(0, 99)
      last = step === last ? step + 1 : step
      return last
    }
    return [Array.from({ length: Math.max(1, size) }, next)]
  },
  sizes: [2, 3, 5, 9, 40, 400, 20_000],
  check(answer, { args }) {
    const heights = args[0] as number[]
    const here = typeof answer === 'number' ? heights[answer] : undefined
    if (typeof answer !== 'number' || here === undefined) return false
    return here > (heights[answer - 1] ?? -1) && here > (heights[answer + 1] ?? -1)
  },
  ambiguities: [
    { question: 'Which of several summits is wanted?', answer: 'Any.' },
    { question: 'Can the first or the last place be a summit?', answer: 'Yes, if it is higher than its only neighbour.' },
    { question: 'Can neighbours be equal?', answer: 'No.' },
  ],
  complexity: { time: 'log n', space: '1' },
  followUps: ['Why is there always a summit?', 'What if neighbours can be equal?', 'How would you find one in a table?'],
  wrong: [
    { because: 'it misses a summit at either end', solve: wantsNeighboursOnBothSides },
    { because: 'it gives the height in place of the position', solve: givesTheHeight },
  ],
}
