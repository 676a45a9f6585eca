/** Two numbers that add up to a target: a hash table in place of two loops. */
import type { Problem } from '../problem.ts'

function pairPositions(numbers: number[], target: number): number[] {
  const seenAt = new Map<number, number>()
  for (const [position, number] of numbers.entries()) {
    const partner = seenAt.get(target - number)
    if (partner !== undefined) return [partner, position]
    if (!seenAt.has(number)) seenAt.set(number, position)
  }
  return []
}

function reusesOneNumber(numbers: number[], target: number): number[] {
  const at = new Map(numbers.map((number, position) => [number, position]))
  for (const [position, number] of numbers.entries()) {
    const partner = at.get(target - number)
    if (partner !== undefined) return [position, partner].sort((a, b) => a - b)
  }
  return []
}

function looksOnlyAtNeighbours(numbers: number[], target: number): number[] {
  for (let position = 1; position < numbers.length; position += 1) {
    if ((numbers[position] ?? 0) + (numbers[position - 1] ?? 0) === target) return [position - 1, position]
  }
  return []
}

export const pairToTarget: Problem = {
  id: 'pair-to-target',
  title: 'A pair that makes the target',
  difficulty: 'easy',
  topics: ['arrays', 'hash tables'],
  statement:
    'Given a list of whole numbers and a target, give the positions of two different entries whose sum is the target, the smaller position first. If there is no such pair, give an empty list.',
  constraints: ['0 to 50 000 numbers', 'each from -1 000 000 to 1 000 000', 'positions count from 0'],
  parameters: [
    ['numbers', 'number[]'],
    ['target', 'number'],
  ],
  returns: 'number[]',
  examples: [
    { args: [[4, 9, 1, 6], 10], output: [0, 3], explanation: '4 at position 0 and 6 at position 3 make 10; 9 and 1 would be right as well.' },
    { args: [[5], 10], output: [], explanation: 'An entry is not used twice.' },
  ],
  solve: pairPositions,
  python: `def pair_positions(numbers, target):
    seen_at = {}
    for position, number in enumerate(numbers):
        if target - number in seen_at:
            return [seen_at[target - number], position]
        seen_at.setdefault(number, position)
    return []
`,
  edges: [
    [[], 0],
    [[3, 3], 6],
    [[0, 4, 3, 0], 0],
    [[-1, -2, -3, -4, -5], -8],
    [[1_000_000, -1_000_000], 0],
    [[5, 1, 2], 10],
  ],
  generate(size, random) {
    const numbers = random.array(size, -1_000_000, 1_000_000)
    const solvable = size >= 2 && random.int(0, 3) > 0
    const [one, other] = random.shuffled(numbers)
    return [numbers, solvable ? (one ?? 0) + (other ?? 0) : 3_000_000]
  },
  hardest: (size, random) => [random.array(size, -1_000_000, 1_000_000), 3_000_000],
  sizes: [2, 3, 4, 6, 10, 30, 200, 2000, 20_000],
  check(answer, { args, expected }) {
    const [numbers, target] = args as [number[], number]
    if (!Array.isArray(answer) || !Array.isArray(expected)) return false
    if (expected.length === 0) return answer.length === 0
    const [one, other] = answer as number[]
    if (answer.length !== 2 || one === undefined || other === undefined || one >= other) return false
    return (numbers[one] ?? Number.NaN) + (numbers[other] ?? Number.NaN) === target
  },
  ambiguities: [
    { question: 'May one entry be used twice?', answer: 'No, two different positions.' },
    { question: 'What if several pairs fit?', answer: 'Any of them.' },
    { question: 'What if there is none?', answer: 'An empty list.' },
    { question: 'Can numbers be negative or repeat?', answer: 'Both.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['And if the list were sorted and no memory to spare?', 'How would you find all pairs?', 'What if the numbers came as a stream?'],
  wrong: [
    { because: 'it pairs an entry with itself', solve: reusesOneNumber },
    { because: 'it looks at neighbours alone', solve: looksOnlyAtNeighbours },
  ],
}
