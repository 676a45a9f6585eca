/** The first cable that closes a ring: union-find. */
import type { Problem } from '../problem.ts'

function cableTooMany(count: number, cables: [number, number][]): number {
  const leader = Array.from({ length: count }, (_, computer) => computer)
  const sizes = new Array<number>(count).fill(1)
  const find = (computer: number): number => {
    let at = computer
    while (leader[at] !== at) {
      leader[at] = leader[leader[at] ?? 0] ?? 0
      at = leader[at] ?? 0
    }
    return at
  }
  for (const [index, [one, other]] of cables.entries()) {
    const [a, b] = [find(one), find(other)]
    if (a === b) return index
    const [large, small] = (sizes[a] ?? 0) >= (sizes[b] ?? 0) ? [a, b] : [b, a]
    leader[small] = large
    sizes[large] = (sizes[large] ?? 0) + (sizes[small] ?? 0)
  }
  return -1
}

function looksForTwoKnownEnds(_count: number, cables: [number, number][]): number {
  const seen = new Set<number>()
  return cables.findIndex(([one, other]) => {
    const known = seen.has(one) && seen.has(other)
    seen.add(one).add(other)
    return known
  })
}

function looksForTheSameCableAgain(_count: number, cables: [number, number][]): number {
  const seen = new Set<string>()
  return cables.findIndex(([one, other]) => {
    const name = `${Math.min(one, other)}-${Math.max(one, other)}`
    const again = seen.has(name) || one === other
    seen.add(name)
    return again
  })
}

export const oneCableTooMany: Problem = {
  id: 'one-cable-too-many',
  title: 'One cable too many',
  difficulty: 'easy',
  topics: ['union-find', 'graphs'],
  statement:
    'Cables are laid between computers, one after the other; cable i joins the two computers of pair i. Give the position of the first cable that is of no use, because its computers could reach each other already over cables laid before; -1 if every cable is of use.',
  constraints: ['1 to 20 000 computers, from 0', '0 to 40 000 cables', 'a cable can have both ends at one computer'],
  parameters: [
    ['count', 'number'],
    ['cables', '[number, number][]'],
  ],
  returns: 'number',
  examples: [
    {
      args: [
        4,
        [
          [0, 1],
          [2, 3],
          [1, 2],
          [3, 0],
        ],
      ],
      output: 3,
      explanation: 'After three cables all four are joined.',
    },
    {
      args: [
        3,
        [
          [0, 1],
          [1, 2],
        ],
      ],
      output: -1,
      explanation: 'Both are of use.',
    },
  ],
  solve: cableTooMany,
  python: `def cable_too_many(count, cables):
    leader, sizes = list(range(count)), [1] * count

    def find(at):
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for index, (one, other) in enumerate(cables):
        one, other = find(one), find(other)
        if one == other:
            return index
        if sizes[one] < sizes[other]:
            one, other = other, one
        leader[other] = one
        sizes[one] += sizes[other]
    return -1
`,
  edges: [
    [1, []],
    [1, [[0, 0]]],
    [
      2,
      [
        [0, 1],
        [1, 0],
      ],
    ],
    [
      4,
      [
        [0, 1],
        [2, 3],
        [0, 2],
      ],
    ],
    [
      5,
      [
        [0, 1],
        [2, 3],
        [1, 2],
        [4, 4],
        [0, 3],
      ],
    ],
    [
      3,
      [
        [0, 1],
        [1, 2],
        [2, 0],
      ],
    ],
  ],
  generate(size, random) {
    const names = random.shuffled(Array.from({ length: size }, (_, computer) => computer))
    const tree = names.slice(1).map((name, index): [number, number] => [name, names[random.int(Math.max(0, index - 9), index)] ?? 0])
    const cables = random.shuffled(tree)
    if (random.int(0, 2) > 0) cables.splice(random.int(0, cables.length), 0, [random.int(0, size - 1), random.int(0, size - 1)])
    return [size, cables]
  },
  hardest: (size, random) => [
    size,
    random.shuffled(Array.from({ length: size - 1 }, (_, index): [number, number] => [index + 1, random.int(0, index)])),
  ],
  sizes: [2, 3, 5, 9, 30, 300, 2000, 15_000],
  ambiguities: [
    { question: 'Is a cable from a computer to itself of use?', answer: 'No.' },
    { question: 'Is the cable itself wanted, or its position?', answer: 'Its position, from 0.' },
    { question: 'Do all computers have to be joined in the end?', answer: 'No.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'What are the two tricks that keep finding a leader fast?',
    'Why is a search from each cable slower?',
    'What if cables are also taken away?',
  ],
  wrong: [
    { because: 'it takes two ends that have cables for two that reach each other', solve: looksForTwoKnownEnds },
    { because: 'it finds only the same cable again', solve: looksForTheSameCableAgain },
  ],
}
