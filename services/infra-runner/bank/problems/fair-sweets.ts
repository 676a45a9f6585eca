/** The fewest sweets that are fair to all neighbours: once from each side. */
import type { Problem } from '../problem.ts'

function fewestSweets(scores: number[]): number {
  const sweets = scores.map(() => 1)
  for (let at = 1; at < scores.length; at += 1) {
    if ((scores[at] ?? 0) > (scores[at - 1] ?? 0)) sweets[at] = (sweets[at - 1] ?? 0) + 1
  }
  for (let at = scores.length - 2; at >= 0; at -= 1) {
    if ((scores[at] ?? 0) > (scores[at + 1] ?? 0)) sweets[at] = Math.max(sweets[at] ?? 0, (sweets[at + 1] ?? 0) + 1)
  }
  return sweets.reduce((sum, own) => sum + own, 0)
}

function walksFromTheLeftOnly(scores: number[]): number {
  let sum = 0
  let own = 0
  for (const [at, score] of scores.entries()) {
    own = at > 0 && score > (scores[at - 1] ?? 0) ? own + 1 : 1
    sum += own
  }
  return sum
}

function countsLowerNeighbours(scores: number[]): number {
  return scores.reduce((sum, score, at) => {
    const lower = [scores[at - 1], scores[at + 1]].filter((other) => other !== undefined && other < score)
    return sum + 1 + lower.length
  }, 0)
}

export const fairSweets: Problem = {
  id: 'fair-sweets',
  title: 'Fair sweets',
  difficulty: 'hard',
  topics: ['greedy', 'arrays'],
  statement:
    'Children stand in a row, each with a score. Every child gets at least one sweet, and one with a higher score than a child next to it gets more sweets than that child. Given the scores, give the fewest sweets that suffice for all.',
  constraints: ['0 to 50 000 children', 'scores from 0 to 50 000'],
  parameters: [['scores', 'number[]']],
  returns: 'number',
  examples: [
    { args: [[1, 3, 2, 1]], output: 7, explanation: '1, 3, 2 and 1 sweets.' },
    { args: [[4, 4]], output: 2, explanation: 'Equal scores ask for nothing.' },
  ],
  solve: fewestSweets,
  python: `def fewest_sweets(scores):
    sweets = [1] * len(scores)
    for at in range(1, len(scores)):
        if scores[at] > scores[at - 1]:
            sweets[at] = sweets[at - 1] + 1
    for at in range(len(scores) - 2, -1, -1):
        if scores[at] > scores[at + 1]:
            sweets[at] = max(sweets[at], sweets[at + 1] + 1)
    return sum(sweets)
`,
  edges: [[[]], [[5]], [[1, 2, 3, 4]], [[4, 3, 2, 1]], [[1, 2, 2]], [[1, 3, 4, 5, 2]], [[5, 4, 3, 5, 6, 2, 1, 0]]],
  generate: (size, random) => [random.array(size, 0, Math.max(2, Math.min(50_000, size)))],
  sizes: [3, 4, 6, 10, 40, 300, 3000, 30_000],
  ambiguities: [
    { question: 'May children with equal scores get different numbers?', answer: 'Yes, equal scores ask for nothing.' },
    { question: 'Is it only neighbours that compare?', answer: 'Yes.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['Can you do it with constant memory?', 'What if the children stand in a circle?', 'What if equal scores must get the same?'],
  wrong: [
    { because: 'it looks at the neighbour on the left only', solve: walksFromTheLeftOnly },
    { because: 'it counts lower neighbours, and not how many sweets they have', solve: countsLowerNeighbours },
  ],
}
