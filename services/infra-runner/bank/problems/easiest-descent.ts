/** The easiest way down a slope: dynamic programming over a table. */
import type { Problem } from '../problem.ts'

function easiestDescent(slope: number[][]): number {
  let best = slope[0] ?? []
  for (const row of slope.slice(1)) {
    const above = best
    best = row.map((effort, at) => effort + Math.min(above[at - 1] ?? Infinity, above[at] ?? Infinity, above[at + 1] ?? Infinity))
  }
  return best.reduce((least, effort) => Math.min(least, effort), Infinity)
}

function takesTheEasiestNextField(slope: number[][]): number {
  const [first = []] = slope
  let at = first.indexOf(Math.min(...first))
  return slope.reduce((sum, row, index) => {
    if (index > 0) {
      const ways = [at - 1, at, at + 1].filter((way) => row[way] !== undefined)
      at = ways.reduce((best, way) => ((row[way] ?? 0) < (row[best] ?? 0) ? way : best), ways[0] ?? 0)
    }
    return sum + (row[at] ?? 0)
  }, 0)
}

function takesTheEasiestOfEachRow(slope: number[][]): number {
  return slope.reduce((sum, row) => sum + Math.min(...row), 0)
}

export const easiestDescentProblem: Problem = {
  id: 'easiest-descent',
  title: 'The easiest descent',
  difficulty: 'easy',
  topics: ['two-dimensional dynamic programming', 'matrices'],
  statement:
    'A slope is a table of fields, each with the effort it takes. A skier starts on any field of the first row and goes down row by row, each time to the field right below or to one beside that. Give the least effort of a whole descent, all fields on the way counted.',
  constraints: ['1 to 200 rows and columns, all rows equally long', 'efforts from -1 000 to 1 000: going down can be restful'],
  parameters: [['slope', 'number[][]']],
  returns: 'number',
  examples: [
    {
      args: [
        [
          [2, 1, 3],
          [6, 5, 4],
          [7, 8, 9],
        ],
      ],
      output: 13,
      explanation: '1, then 5, then 7.',
    },
    { args: [[[4, -2]]], output: -2, explanation: 'One row: its easiest field.' },
  ],
  solve: easiestDescent,
  python: `def easiest_descent(slope):
    best = slope[0]
    for row in slope[1:]:
        above = best
        best = []
        for at, effort in enumerate(row):
            best.append(effort + min(above[max(0, at - 1):at + 2]))
    return min(best)
`,
  edges: [
    [[[0]]],
    [[[5], [6], [-3]]],
    [
      [
        [1, 9, 9],
        [9, 9, 1],
      ],
    ],
    [
      [
        [1, 2],
        [100, 100],
        [1, 2],
      ],
    ],
    [
      [
        [2, 1, 2],
        [9, 9, 9],
        [0, 50, 50],
      ],
    ],
    [
      [
        [1, 5, 5, 5],
        [9, 9, 9, 0],
      ],
    ],
    [
      [
        [3, 4, 9],
        [9, 9, 1],
      ],
    ],
  ],
  generate(size, random) {
    const side = Math.max(1, Math.round(Math.sqrt(size)))
    return [Array.from({ length: side }, () => random.array(side, -20, 99))]
  },
  sizes: [4, 9, 16, 25, 49, 60, 900, 10_000],
  ambiguities: [
    { question: 'Where does the descent start?', answer: 'On any field of the first row.' },
    { question: 'Can effort be negative?', answer: 'Yes.' },
    { question: 'May one stay in a row?', answer: 'No, each step goes one row down.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['How much of the table has to be held?', 'How would you name the way?', 'What if one could also go sideways?'],
  wrong: [
    { because: 'it takes the easiest next field each time', solve: takesTheEasiestNextField },
    { because: 'it takes the easiest field of each row, wherever it is', solve: takesTheEasiestOfEachRow },
  ],
}
