/** Sums of many stretches: totals up to each place, and a subtraction. */
import type { Problem } from '../problem.ts'

function totalsBetween(sales: number[], stretches: [number, number][]): number[] {
  const upTo = [0]
  for (const [day, sold] of sales.entries()) upTo.push((upTo[day] ?? 0) + sold)
  return stretches.map(([first, last]) => (upTo[last + 1] ?? 0) - (upTo[first] ?? 0))
}

function leavesOutTheLastDay(sales: number[], stretches: [number, number][]): number[] {
  return stretches.map(([first, last]) => sales.slice(first, last).reduce((sum, sold) => sum + sold, 0))
}

function leavesOutTheFirstDay(sales: number[], stretches: [number, number][]): number[] {
  return stretches.map(([first, last]) => sales.slice(first === 0 ? 0 : first + 1, last + 1).reduce((sum, sold) => sum + sold, 0))
}

export const totalsBetweenDays: Problem = {
  id: 'totals-between-days',
  title: 'Totals between days',
  difficulty: 'easy',
  topics: ['prefix sums', 'arrays'],
  statement:
    'A shop knows what it sold on each day; on a day with many returns that is negative. For many stretches of days [first, last], both included and counted from 0, give what was sold in each. Days and stretches are many: a stretch should not have to be added up day by day.',
  constraints: ['1 to 20 000 days, from -1 000 to 1 000 each', '0 to 20 000 stretches with 0 ≤ first ≤ last within the days'],
  parameters: [
    ['sales', 'number[]'],
    ['stretches', '[number, number][]'],
  ],
  returns: 'number[]',
  examples: [
    {
      args: [
        [4, -1, 6, 2],
        [
          [0, 1],
          [1, 3],
          [2, 2],
        ],
      ],
      output: [3, 7, 6],
      explanation: '4 - 1, then -1 + 6 + 2, then 6 alone.',
    },
    { args: [[5], [[0, 0]]], output: [5], explanation: 'One day.' },
  ],
  solve: totalsBetween,
  python: `from itertools import accumulate

def totals_between(sales, stretches):
    up_to = list(accumulate(sales, initial=0))
    return [up_to[last + 1] - up_to[first] for first, last in stretches]
`,
  edges: [
    [[1], []],
    [[0, 0], [[0, 1]]],
    [
      [1, 2, 3],
      [
        [0, 2],
        [0, 2],
      ],
    ],
    [
      [1, 2, 3],
      [
        [2, 2],
        [1, 1],
        [0, 0],
      ],
    ],
    [
      [-5, 5, -5],
      [
        [0, 1],
        [1, 2],
        [0, 2],
      ],
    ],
  ],
  generate(size, random) {
    const stretch = (): [number, number] => {
      const [one, other] = [random.int(0, size - 1), random.int(0, size - 1)]
      return [Math.min(one, other), Math.max(one, other)]
    }
    return [random.array(size, -50, 100), Array.from({ length: size }, stretch)]
  },
  sizes: [2, 3, 5, 10, 40, 300, 3000, 15_000],
  ambiguities: [
    { question: 'Is the last day part of a stretch?', answer: 'Yes, both ends are.' },
    { question: 'Can a day be negative?', answer: 'Yes.' },
    { question: 'Do the sales change between the questions?', answer: 'No.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['What if days change in between?', 'How would you give the greatest day of a stretch?', 'How would it go for a table?'],
  wrong: [
    { because: 'it leaves out the last day', solve: leavesOutTheLastDay },
    { because: 'it leaves out the first day', solve: leavesOutTheFirstDay },
  ],
}
