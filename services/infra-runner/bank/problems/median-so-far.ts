/** The middle of all numbers so far: two heaps that lean against each other. */
import type { Problem } from '../problem.ts'

function mediansSoFar(numbers: number[]): number[] {
  const heap = () => {
    const held: number[] = []
    const swap = (a: number, b: number): void => {
      ;[held[a], held[b]] = [held[b] ?? 0, held[a] ?? 0]
    }
    const push = (number: number): void => {
      held.push(number)
      for (let at = held.length - 1; at > 0; ) {
        const above = (at - 1) >> 1
        if ((held[above] ?? 0) <= (held[at] ?? 0)) return
        swap(at, above)
        at = above
      }
    }
    const smaller = (a: number, b: number): number => ((held[a] ?? Infinity) <= (held[b] ?? Infinity) ? a : b)
    const pop = (): number => {
      const least = held[0] ?? 0
      const last = held.pop() ?? 0
      if (held.length === 0) return least
      held[0] = last
      for (let at = 0; ; ) {
        const below = smaller(at, smaller(2 * at + 1, 2 * at + 2))
        if (below === at) return least
        swap(at, below)
        at = below
      }
    }
    return { push, pop, least: () => held[0] ?? 0, size: () => held.length }
  }
  const upper = heap()
  // Negated, so that its least is the greatest of the lower half.
  const lower = heap()
  return numbers.map((number) => {
    lower.push(-number)
    upper.push(-lower.pop())
    if (upper.size() > lower.size()) lower.push(-upper.pop())
    return -lower.least()
  })
}

function takesTheUpperMiddle(numbers: number[]): number[] {
  return numbers.map((_, index) => numbers.slice(0, index + 1).sort((a, b) => a - b)[(index + 1) >> 1] ?? 0)
}

function sortsAsText(numbers: number[]): number[] {
  return numbers.map((_, index) => numbers.slice(0, index + 1).sort()[index >> 1] ?? 0)
}

export const medianSoFar: Problem = {
  id: 'median-so-far',
  title: 'The middle so far',
  difficulty: 'hard',
  topics: ['heaps'],
  statement:
    'Bids come in one by one. After each of them tell the middle one of all bids so far, in order of height: for an even count, the lower of the two in the middle. Give the list of these middles. Bids are known only as they come: what is needed for each should be far less than sorting all of them again.',
  constraints: ['0 to 20 000 bids', 'each from -1 000 000 to 1 000 000'],
  parameters: [['numbers', 'number[]']],
  returns: 'number[]',
  examples: [
    { args: [[5, 1, 9, 3]], output: [5, 1, 5, 3], explanation: 'Of 1 and 5 the lower is 1; of 1, 5, 9 it is 5; of 1, 3, 5, 9 it is 3.' },
    { args: [[2, 2]], output: [2, 2], explanation: 'Equal bids count one by one.' },
  ],
  solve: mediansSoFar,
  python: `import heapq

def medians_so_far(numbers):
    lower, upper, medians = [], [], []
    for number in numbers:
        heapq.heappush(upper, -heapq.heappushpop(lower, -number))
        if len(upper) > len(lower):
            heapq.heappush(lower, -heapq.heappop(upper))
        medians.append(-lower[0])
    return medians
`,
  edges: [[[]], [[7]], [[1, 2, 3, 4]], [[4, 3, 2, 1]], [[-5, -10, 100, 9]], [[0, 0, 0, 1, 1]]],
  generate: (size, random) => [random.array(size, -1_000, 1_000)],
  sizes: [2, 3, 5, 9, 40, 300, 2000, 15_000],
  ambiguities: [
    { question: 'What is the middle of an even count?', answer: 'The lower of the two; nothing is averaged.' },
    { question: 'Can bids be equal?', answer: 'Yes, and each counts.' },
    { question: 'Are all bids known at the start?', answer: 'No: answer as they come.' },
  ],
  complexity: { time: 'n log n', space: 'n' },
  followUps: ['What if bids can be taken back?', 'What if only the last k bids count?', 'And if bids are small whole numbers?'],
  wrong: [
    { because: 'it takes the upper of the two in the middle', solve: takesTheUpperMiddle },
    { because: 'it sorts numbers as text', solve: sortsAsText },
  ],
}
