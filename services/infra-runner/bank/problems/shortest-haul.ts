/** The shortest stretch that reaches a sum: a window that shrinks as soon as it can. */
import type { Problem } from '../problem.ts'

function shortestHaul(weights: number[], least: number): number {
  let shortest = 0
  let start = 0
  let sum = 0
  for (const [end, weight] of weights.entries()) {
    sum += weight
    while (sum >= least) {
      const length = end - start + 1
      if (shortest === 0 || length < shortest) shortest = length
      sum -= weights[start] ?? 0
      start += 1
    }
  }
  return shortest
}

function takesTheHeaviest(weights: number[], least: number): number {
  let sum = 0
  const heaviestFirst = [...weights].sort((a, b) => b - a)
  const last = heaviestFirst.findIndex((weight) => {
    sum += weight
    return sum >= least
  })
  return last + 1
}

function wantsMoreThanTheLeast(weights: number[], least: number): number {
  let shortest = 0
  let start = 0
  let sum = 0
  for (const [end, weight] of weights.entries()) {
    sum += weight
    while (sum > least) {
      const length = end - start + 1
      if (shortest === 0 || length < shortest) shortest = length
      sum -= weights[start] ?? 0
      start += 1
    }
  }
  return shortest
}

export const shortestHaulProblem: Problem = {
  id: 'shortest-haul',
  title: 'The shortest haul',
  difficulty: 'medium',
  topics: ['sliding window', 'arrays'],
  statement:
    'Crates come along a belt, and a crane lifts some that stand next to each other. Given the weights of the crates and the least weight that is worth a lift, give the fewest neighbouring crates that weigh at least as much together, or 0 if all of them weigh too little.',
  constraints: ['0 to 50 000 crates', 'each weighs 1 to 10 000', '1 ≤ least ≤ 100 000 000'],
  parameters: [
    ['weights', 'number[]'],
    ['least', 'number'],
  ],
  returns: 'number',
  examples: [
    { args: [[2, 3, 1, 2, 4, 3], 7], output: 2, explanation: '4 and 3 make 7.' },
    { args: [[1, 1, 1], 4], output: 0, explanation: 'All together they weigh 3.' },
  ],
  solve: shortestHaul,
  python: `def shortest_haul(weights, least):
    shortest = start = total = 0
    for end, weight in enumerate(weights):
        total += weight
        while total >= least:
            length = end - start + 1
            if shortest == 0 or length < shortest:
                shortest = length
            total -= weights[start]
            start += 1
    return shortest
`,
  edges: [
    [[], 1],
    [[5], 5],
    [[5], 6],
    [[1, 2, 3, 4], 10],
    [[9, 1, 1, 9], 18],
    [[1, 1, 1, 1, 7], 7],
  ],
  generate: (size, random) => [random.array(size, 1, 50), random.int(1, size * 20)],
  hardest: (size) => [new Array<number>(size).fill(3), Math.ceil(size / 2)],
  sizes: [2, 3, 5, 9, 30, 300, 3000, 30_000],
  ambiguities: [
    { question: 'Do the crates have to stand next to each other?', answer: 'Yes.' },
    { question: 'Is exactly the least weight enough?', answer: 'Yes.' },
    { question: 'What if all crates together weigh too little?', answer: '0.' },
  ],
  complexity: { time: 'n', space: '1' },
  followUps: [
    'Why is it not n², with a loop in a loop?',
    'What if a weight could be negative?',
    'How would you answer for many least weights at once?',
  ],
  wrong: [
    { because: 'it takes the heaviest crates, wherever they stand', solve: takesTheHeaviest },
    { because: 'it wants more than the least weight', solve: wantsMoreThanTheLeast },
  ],
}
