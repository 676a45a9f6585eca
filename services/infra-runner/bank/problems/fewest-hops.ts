/** The fewest hops to the far side: the farthest reach of each hop. */
import type { Problem } from '../problem.ts'

function fewestHops(springs: number[]): number {
  let hops = 0
  let reach = 0
  let farthest = 0
  for (let at = 0; at < springs.length - 1; at += 1) {
    farthest = Math.max(farthest, at + (springs[at] ?? 0))
    if (at < reach) continue
    if (farthest <= at) return -1
    hops += 1
    reach = farthest
  }
  return hops
}

function alwaysHopsAsFarAsItCan(springs: number[]): number {
  let at = 0
  let hops = 0
  while (at < springs.length - 1) {
    const far = springs[at] ?? 0
    if (far === 0) return -1
    at += far
    hops += 1
  }
  return hops
}

function hopsToTheStrongest(springs: number[]): number {
  let at = 0
  let hops = 0
  while (at < springs.length - 1) {
    const far = springs[at] ?? 0
    if (far === 0) return -1
    hops += 1
    if (at + far >= springs.length - 1) return hops
    const within = springs.slice(at + 1, at + far + 1)
    at += within.lastIndexOf(Math.max(...within)) + 1
  }
  return hops
}

export const fewestHopsProblem: Problem = {
  id: 'fewest-hops',
  title: 'The fewest hops',
  difficulty: 'medium',
  topics: ['greedy', 'arrays'],
  statement:
    'Stones lie in a row across a river. Each has a spring that carries you forward by any number of stones up to its strength. You stand on the first stone. Given the strengths, give the fewest hops that bring you to the last stone, or -1 if you cannot get there.',
  constraints: ['1 to 50 000 stones', 'strengths from 0 to 50 000'],
  parameters: [['springs', 'number[]']],
  returns: 'number',
  examples: [
    { args: [[2, 3, 1, 1, 4]], output: 2, explanation: 'One stone on, then three.' },
    { args: [[1, 0, 5]], output: -1, explanation: 'The second stone holds you.' },
  ],
  solve: fewestHops,
  python: `def fewest_hops(springs):
    hops = reach = farthest = 0
    for at in range(len(springs) - 1):
        farthest = max(farthest, at + springs[at])
        if at < reach:
            continue
        if farthest <= at:
            return -1
        hops += 1
        reach = farthest
    return hops
`,
  edges: [[[0]], [[5]], [[0, 1]], [[1, 1, 1, 1]], [[3, 2, 1, 0, 4]], [[9, 0, 0, 0]], [[4, 1, 1, 3, 1, 1, 1]], [[3, 3, 2, 0, 0, 1]]],
  generate: (size, random) => [random.array(Math.max(1, size), random.int(0, 4) === 0 ? 0 : 1, 5)],
  hardest: (size, random) => [random.array(Math.max(1, size), 1, 5)],
  sizes: [3, 5, 8, 12, 40, 400, 4000, 30_000],
  ambiguities: [
    { question: 'Does a hop have to use all the strength?', answer: 'No, it may be shorter.' },
    { question: 'Can one hop backward?', answer: 'No.' },
    { question: 'What of a single stone?', answer: 'No hop is needed.' },
  ],
  complexity: { time: 'n', space: '1' },
  followUps: ['Which stones would you use?', 'Why does the farthest reach suffice?', 'What if one may hop backward too?'],
  wrong: [
    { because: 'it always hops as far as it can', solve: alwaysHopsAsFarAsItCan },
    { because: 'it hops to the strongest spring, wherever it stands', solve: hopsToTheStrongest },
  ],
}
