/** The most that a rucksack can be worth: dynamic programming over things and weight. */
import type { Problem } from '../problem.ts'

function bestLoad(things: [number, number][], most: number): number {
  const best = new Array<number>(most + 1).fill(0)
  for (const [weight, worth] of things)
    for (let load = most; load >= weight; load -= 1) best[load] = Math.max(best[load] ?? 0, (best[load - weight] ?? 0) + worth)
  return best[most] ?? 0
}

function takesThingsAgain(things: [number, number][], most: number): number {
  const best = new Array<number>(most + 1).fill(0)
  for (const [weight, worth] of things)
    for (let load = weight; load <= most; load += 1) best[load] = Math.max(best[load] ?? 0, (best[load - weight] ?? 0) + worth)
  return best[most] ?? 0
}

function takesTheBestPerWeight(things: [number, number][], most: number): number {
  let left = most
  let worth = 0
  for (const [weight, value] of [...things].sort((a, b) => b[1] / b[0] - a[1] / a[0])) {
    if (weight > left) continue
    left -= weight
    worth += value
  }
  return worth
}

export const whatToCarry: Problem = {
  id: 'what-to-carry',
  title: 'What to carry',
  difficulty: 'medium',
  topics: ['two-dimensional dynamic programming'],
  statement:
    'A hiker can carry a certain weight. Each thing is a pair [weight, worth] and can be taken once or left. Give the most that the things in the rucksack can be worth together without being too heavy.',
  constraints: ['0 to 100 things', 'weights from 1 to 1 000, worth from 0 to 1 000', '0 ≤ most ≤ 2 000'],
  parameters: [
    ['things', '[number, number][]'],
    ['most', 'number'],
  ],
  returns: 'number',
  examples: [
    {
      args: [
        [
          [3, 4],
          [4, 5],
          [5, 7],
        ],
        7,
      ],
      output: 9,
      explanation: 'The first two weigh 7 and are worth 9.',
    },
    { args: [[[5, 9]], 4], output: 0, explanation: 'It is too heavy.' },
  ],
  solve: bestLoad,
  python: `def best_load(things, most):
    best = [0] * (most + 1)
    for weight, worth in things:
        for load in range(most, weight - 1, -1):
            with_it = best[load - weight] + worth
            if with_it > best[load]:
                best[load] = with_it
    return best[most]
`,
  edges: [
    [[], 0],
    [[], 9],
    [[[1, 5]], 0],
    [[[1, 5]], 1],
    [[[2, 3]], 5],
    [
      [
        [6, 30],
        [5, 20],
        [5, 20],
      ],
      10,
    ],
    [
      [
        [1, 0],
        [2, 0],
      ],
      3,
    ],
  ],
  generate(size, random) {
    const things = Array.from({ length: Math.min(size, 100) }, () => [random.int(1, size + 2), random.int(0, 30)])
    return [things, Math.min(2000, size * 3)]
  },
  hardest: (size, random) => [Array.from({ length: size }, () => [random.int(1, 3), random.int(1, 30)]), size * 4],
  measured: [4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256],
  sizes: [2, 3, 4, 6, 12, 30, 60, 300],
  ambiguities: [
    { question: 'Can a thing be taken more than once?', answer: 'No.' },
    { question: 'Can part of a thing be taken?', answer: 'No.' },
    { question: 'Has the rucksack to be full?', answer: 'No.' },
  ],
  complexity: { time: 'n^2', space: 'n' },
  followUps: ['What is n here: how do things and weight enter?', 'Why does the inner loop go downward?', 'How would you name the things?'],
  wrong: [
    { because: 'it takes things more than once', solve: takesThingsAgain },
    { because: 'it takes what is worth most by weight', solve: takesTheBestPerWeight },
  ],
}
