/** The most that can be collected without taking neighbours: dynamic programming over one row. */
import type { Problem } from '../problem.ts'

function mostWithoutNeighbours(gifts: number[]): number {
  let taken = 0
  let passed = 0
  for (const gift of gifts) [taken, passed] = [passed + gift, Math.max(taken, passed)]
  return Math.max(taken, passed)
}

function takesEverySecond(gifts: number[]): number {
  const sums = [0, 0]
  gifts.forEach((gift, at) => {
    sums[at % 2] = (sums[at % 2] ?? 0) + gift
  })
  return Math.max(...sums)
}

function takesTheLargestFirst(gifts: number[]): number {
  const order = gifts.map((_, at) => at).sort((a, b) => (gifts[b] ?? 0) - (gifts[a] ?? 0))
  const taken = new Set<number>()
  for (const at of order) if (!taken.has(at - 1) && !taken.has(at + 1)) taken.add(at)
  return [...taken].reduce((sum, at) => sum + (gifts[at] ?? 0), 0)
}

export const neverNextDoor: Problem = {
  id: 'never-next-door',
  title: 'Never next door',
  difficulty: 'easy',
  topics: ['dynamic programming', 'arrays'],
  statement:
    'Each house of a street gives a gift of some worth. Whoever takes the gift of one house gets nothing from the houses right beside it. Give the largest worth that can be collected, 0 in a street without houses.',
  constraints: ['0 to 50 000 houses', 'each gift is worth 0 to 1 000'],
  parameters: [['gifts', 'number[]']],
  returns: 'number',
  examples: [
    { args: [[4, 1, 2, 7]], output: 11, explanation: 'The first and the last house.' },
    { args: [[3, 5, 3]], output: 6, explanation: 'The two outer ones are worth more than the one between them.' },
  ],
  solve: mostWithoutNeighbours,
  python: `def most_without_neighbours(gifts):
    taken = passed = 0
    for gift in gifts:
        taken, passed = passed + gift, max(taken, passed)
    return max(taken, passed)
`,
  edges: [[[]], [[6]], [[0, 0, 0]], [[2, 9]], [[5, 1, 1, 5]], [[8, 9, 8]]],
  generate: (size, random) => [random.array(size, 0, 1000)],
  sizes: [3, 5, 8, 20, 200, 3000, 20_000],
  ambiguities: [
    { question: 'Are the first and the last house neighbours?', answer: 'No, the street is straight.' },
    { question: 'May two houses in a row be left out?', answer: 'Yes.' },
  ],
  complexity: { time: 'n', space: '1' },
  followUps: ['What if the street is a ring?', 'How would you name the houses?', 'What if two houses have to lie between any two?'],
  wrong: [
    { because: 'it takes every second house', solve: takesEverySecond },
    { because: 'it takes the largest gift first', solve: takesTheLargestFirst },
  ],
}
