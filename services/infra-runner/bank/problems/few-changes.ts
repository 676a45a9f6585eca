/** The cheapest flight with few changes: costs that are improved round by round. */
import type { Problem } from '../problem.ts'

function cheapestWithChanges(flights: [number, number, number][], origin: number, goal: number, changes: number): number {
  let costs = new Map<number, number>([[origin, 0]])
  for (let round = 0; round <= changes; round += 1) {
    const next = new Map(costs)
    for (const [start, end, price] of flights) {
      const cost = (costs.get(start) ?? Infinity) + price
      if (cost < (next.get(end) ?? Infinity)) next.set(end, cost)
    }
    costs = next
  }
  return costs.get(goal) ?? -1
}

function improvesInPlace(flights: [number, number, number][], origin: number, goal: number, changes: number): number {
  const costs = new Map<number, number>([[origin, 0]])
  for (let round = 0; round <= changes; round += 1) {
    for (const [start, end, price] of flights) {
      const cost = (costs.get(start) ?? Infinity) + price
      if (cost < (costs.get(end) ?? Infinity)) costs.set(end, cost)
    }
  }
  return costs.get(goal) ?? -1
}

function countsFlightsAsChanges(flights: [number, number, number][], origin: number, goal: number, changes: number): number {
  let costs = new Map<number, number>([[origin, 0]])
  for (let round = 0; round < changes; round += 1) {
    const next = new Map(costs)
    for (const [start, end, price] of flights) {
      const cost = (costs.get(start) ?? Infinity) + price
      if (cost < (next.get(end) ?? Infinity)) next.set(end, cost)
    }
    costs = next
  }
  return costs.get(goal) ?? -1
}

export const fewChanges: Problem = {
  id: 'few-changes',
  title: 'Cheap, with few changes',
  difficulty: 'medium',
  topics: ['shortest paths', 'graphs', 'dynamic programming'],
  statement:
    'Flights are given as [start, end, price], each in its direction. Give the least that it costs to get from one airport to another with at most the given number of changes of plane, or -1 if that cannot be done. One flight has no change, two flights have one. To be there already costs nothing.',
  constraints: ['0 to 2 000 flights between airports 0 to 500', 'prices from 1 to 10 000', '0 ≤ changes ≤ 20'],
  parameters: [
    ['flights', '[number, number, number][]'],
    ['origin', 'number'],
    ['goal', 'number'],
    ['changes', 'number'],
  ],
  returns: 'number',
  examples: [
    {
      args: [
        [
          [0, 1, 100],
          [1, 2, 100],
          [0, 2, 500],
        ],
        0,
        2,
        1,
      ],
      output: 200,
      explanation: 'Over airport 1, with one change.',
    },
    {
      args: [
        [
          [0, 1, 100],
          [1, 2, 100],
          [0, 2, 500],
        ],
        0,
        2,
        0,
      ],
      output: 500,
      explanation: 'Without a change only the dear flight is left.',
    },
  ],
  solve: cheapestWithChanges,
  python: `def cheapest_with_changes(flights, origin, goal, changes):
    costs = {origin: 0}
    for _ in range(changes + 1):
        following = dict(costs)
        for one, other, price in flights:
            if one in costs:
                cost = costs[one] + price
                if cost < following.get(other, float('inf')):
                    following[other] = cost
        costs = following
    return costs.get(goal, -1)
`,
  edges: [
    [[], 0, 0, 0],
    [[], 0, 1, 5],
    [[[0, 1, 5]], 0, 1, 0],
    [[[0, 1, 5]], 1, 0, 3],
    [
      [
        [0, 1, 1],
        [1, 2, 1],
        [2, 3, 1],
      ],
      0,
      3,
      1,
    ],
    [
      [
        [0, 1, 1],
        [1, 2, 1],
        [2, 3, 1],
      ],
      0,
      3,
      2,
    ],
    [
      [
        [0, 1, 1],
        [1, 0, 1],
        [1, 2, 9],
        [0, 2, 20],
      ],
      0,
      2,
      0,
    ],
  ],
  generate(size, random) {
    const airports = Math.max(2, Math.min(500, Math.ceil(size / 3)))
    const flights = Array.from({ length: size }, () => [random.int(0, airports - 1), random.int(0, airports - 1), random.int(1, 100)])
    return [flights, random.int(0, airports - 1), random.int(0, airports - 1), random.int(0, Math.min(6, airports))]
  },
  // All leave the first airport and are dearer each time: every round looks at every flight.
  hardest: (size) => [Array.from({ length: size }, (_, at) => [0, 1 + (at % 9), 10 + at]), 0, 9, 6],
  sizes: [3, 4, 6, 10, 20, 50, 300, 2000],
  ambiguities: [
    { question: 'Is a flight a change?', answer: 'No: changes are one fewer than flights.' },
    { question: 'Do flights go both ways?', answer: 'No.' },
    { question: 'Can one pass an airport twice?', answer: 'One can, though it never pays.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'How does the number of changes enter the complexity?',
    'Why is the cheapest way to each airport not enough to know?',
    'How would you name the airports on the way?',
  ],
  wrong: [
    { because: 'it takes several flights within one round', solve: improvesInPlace },
    { because: 'it counts flights as changes', solve: countsFlightsAsChanges },
  ],
}
