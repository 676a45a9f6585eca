/** How many islands there are as land rises: union-find that counts. */
import type { Problem } from '../problem.ts'

function isletsAfterEach(rows: number, columns: number, risen: [number, number][]): number[] {
  const leader = new Map<number, number>()
  const find = (place: number): number => {
    let at = place
    while (leader.get(at) !== at) {
      leader.set(at, leader.get(leader.get(at) ?? at) ?? at)
      at = leader.get(at) ?? at
    }
    return at
  }
  let islets = 0
  const rise = (row: number, column: number): void => {
    const place = row * columns + column
    if (leader.has(place)) return
    leader.set(place, place)
    islets += 1
    const beside: [number, number][] = [
      [row - 1, column],
      [row + 1, column],
      [row, column - 1],
      [row, column + 1],
    ]
    for (const [y, x] of beside) {
      if (y < 0 || y >= rows || x < 0 || x >= columns || !leader.has(y * columns + x)) continue
      const [a, b] = [find(y * columns + x), find(place)]
      if (a === b) continue
      leader.set(a, b)
      islets -= 1
    }
  }
  return risen.map(([row, column]) => {
    rise(row, column)
    return islets
  })
}

function countsALandTwice(_rows: number, _columns: number, risen: [number, number][]): number[] {
  const land = new Set<string>()
  let islets = 0
  return risen.map(([y, x]) => {
    const beside = [`${y - 1},${x}`, `${y + 1},${x}`, `${y},${x - 1}`, `${y},${x + 1}`].filter((place) => land.has(place))
    land.add(`${y},${x}`)
    islets += 1 - beside.length
    return islets
  })
}

function joinsOneNeighbourOnly(_rows: number, _columns: number, risen: [number, number][]): number[] {
  const land = new Set<string>()
  let islets = 0
  return risen.map(([y, x]) => {
    const isBeside = [`${y - 1},${x}`, `${y + 1},${x}`, `${y},${x - 1}`, `${y},${x + 1}`].some((place) => land.has(place))
    if (!isBeside && !land.has(`${y},${x}`)) islets += 1
    land.add(`${y},${x}`)
    return islets
  })
}

export const isletsThatRise: Problem = {
  id: 'islets-that-rise',
  title: 'Islets that rise',
  difficulty: 'hard',
  topics: ['union-find', 'matrices'],
  statement:
    'A sea of rows × columns fields has no land at first. Then one field after another rises out of it, given as [row, column]. Land hangs together up, down, left and right. After each rising give the number of separate islands. A field that has risen already changes nothing.',
  constraints: ['1 to 1 000 rows and columns', '0 to 10 000 risings, all within the sea'],
  parameters: [
    ['rows', 'number'],
    ['columns', 'number'],
    ['risen', '[number, number][]'],
  ],
  returns: 'number[]',
  examples: [
    {
      args: [
        2,
        3,
        [
          [0, 0],
          [0, 2],
          [0, 1],
        ],
      ],
      output: [1, 2, 1],
      explanation: 'The field between joins the two.',
    },
    {
      args: [
        2,
        2,
        [
          [0, 0],
          [1, 1],
          [0, 0],
        ],
      ],
      output: [1, 2, 2],
      explanation: 'They touch at a corner only; [0, 0] was land already.',
    },
  ],
  solve: isletsAfterEach,
  python: `def islets_after_each(rows, columns, risen):
    leader, counts, islets = {}, [], 0

    def find(at):
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for row, column in risen:
        place = (row, column)
        if place not in leader:
            leader[place] = place
            islets += 1
            for other in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                if other in leader:
                    one, two = find(other), find(place)
                    if one != two:
                        leader[one] = two
                        islets -= 1
        counts.append(islets)
    return counts
`,
  edges: [
    [1, 1, []],
    [
      1,
      1,
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      1,
      4,
      [
        [0, 3],
        [0, 0],
        [0, 1],
        [0, 2],
      ],
    ],
    [
      3,
      3,
      [
        [0, 1],
        [1, 0],
        [1, 2],
        [2, 1],
        [1, 1],
      ],
    ],
    [
      2,
      2,
      [
        [0, 0],
        [0, 1],
        [1, 1],
        [1, 0],
      ],
    ],
    [
      2,
      3,
      [
        [0, 2],
        [1, 0],
      ],
    ],
    [
      3,
      3,
      [
        [0, 0],
        [0, 1],
        [0, 2],
        [1, 2],
        [2, 2],
        [2, 1],
        [2, 0],
        [1, 0],
        [1, 1],
      ],
    ],
  ],
  generate(size, random) {
    const side = Math.max(1, Math.ceil(Math.sqrt(size * 1.5)))
    return [side, side + 1, Array.from({ length: size }, () => [random.int(0, side - 1), random.int(0, side)])]
  },
  sizes: [2, 4, 6, 10, 30, 60, 500, 4000],
  ambiguities: [
    { question: 'Do fields that touch at a corner hang together?', answer: 'No.' },
    { question: 'Can a field rise twice?', answer: 'Yes; the second time changes nothing.' },
    { question: 'Does land go on over the edge of the sea?', answer: 'No.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['Why is counting anew after each rising too slow?', 'What if land sinks again?', 'What if the sea is far too large for a table?'],
  wrong: [
    { because: 'it takes away an island for each neighbour, though they may be one', solve: countsALandTwice },
    { because: 'it never joins two islands', solve: joinsOneNeighbourOnly },
  ],
}
