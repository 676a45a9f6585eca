/** How many cables join all networks: union-find. */
import type { Problem } from '../problem.ts'

function cablesToLay(count: number, cables: [number, number][]): number {
  const leaders = Array.from({ length: count }, (_, at) => at)
  const sizes = new Array<number>(count).fill(1)
  const leaderOf = (start: number): number => {
    let at = start
    while (leaders[at] !== at) {
      leaders[at] = leaders[leaders[at] ?? 0] ?? 0
      at = leaders[at] ?? 0
    }
    return at
  }
  let groups = count
  for (const [one, other] of cables) {
    const [a, b] = [leaderOf(one), leaderOf(other)]
    if (a === b) continue
    const [small, large] = (sizes[a] ?? 0) < (sizes[b] ?? 0) ? [a, b] : [b, a]
    leaders[small] = large
    sizes[large] = (sizes[large] ?? 0) + (sizes[small] ?? 0)
    groups -= 1
  }
  return Math.max(0, groups - 1)
}

function countsEveryCable(count: number, cables: [number, number][]): number {
  return Math.max(0, count - 1 - cables.length)
}

function countsLonelyOnes(count: number, cables: [number, number][]): number {
  const joined = new Set(cables.flat())
  const groups = count - joined.size + (joined.size > 0 ? 1 : 0)
  return Math.max(0, groups - 1)
}

export const cablesToLayProblem: Problem = {
  id: 'cables-to-lay',
  title: 'Cables to lay',
  difficulty: 'medium',
  topics: ['graphs'],
  statement:
    'Offices are numbered from 0 to count - 1, and a pair of numbers is a cable between two of them. Messages pass through any number of offices. Give the least number of new cables after which every office reaches every other.',
  constraints: ['0 to 50 000 offices', 'up to 50 000 cables; one can come twice or lead back to its own office'],
  parameters: [
    ['count', 'number'],
    ['cables', '[number, number][]'],
  ],
  returns: 'number',
  examples: [
    { args: [4, [[0, 1]]], output: 2, explanation: 'Offices 2 and 3 are alone.' },
    { args: [2, [[0, 1]]], output: 0, explanation: 'All are joined.' },
  ],
  solve: cablesToLay,
  python: `def cables_to_lay(count, cables):
    leaders, sizes = list(range(count)), [1] * count

    def leader_of(at):
        while leaders[at] != at:
            leaders[at] = leaders[leaders[at]]
            at = leaders[at]
        return at

    groups = count
    for one, other in cables:
        a, b = leader_of(one), leader_of(other)
        if a != b:
            if sizes[a] > sizes[b]:
                a, b = b, a
            leaders[a] = b
            sizes[b] += sizes[a]
            groups -= 1
    return max(0, groups - 1)
`,
  edges: [
    [0, []],
    [1, []],
    [1, [[0, 0]]],
    [
      4,
      [
        [0, 1],
        [2, 3],
      ],
    ],
    [
      3,
      [
        [0, 1],
        [1, 0],
      ],
    ],
  ],
  generate: (size, random) => [size, Array.from({ length: Math.floor(size / 2) }, () => [random.int(0, size - 1), random.int(0, size - 1)])],
  sizes: [3, 5, 8, 20, 200, 3000, 10_000],
  ambiguities: [
    { question: 'Does a cable carry in both directions?', answer: 'Yes.' },
    { question: 'May old cables be moved?', answer: 'No, only new ones are laid.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['How would you name the cables?', 'What if old cables could be moved?', 'What if cables fail one by one?'],
  wrong: [
    { because: 'it counts cables that join nothing new', solve: countsEveryCable },
    { because: 'it takes all joined offices for one group', solve: countsLonelyOnes },
  ],
}
