/** A walk round a table from outside in: four borders that close. */
import type { Problem } from '../problem.ts'

function walkInward(table: number[][]): number[] {
  let [top, left, bottom, right] = [0, 0, table.length - 1, (table[0]?.length ?? 0) - 1]
  const seen: number[] = []
  const see = (row: number, column: number): number => seen.push(table[row]?.[column] ?? 0)
  while (top <= bottom && left <= right) {
    for (let column = left; column <= right; column += 1) see(top, column)
    for (let row = top + 1; row <= bottom; row += 1) see(row, right)
    for (let column = right - 1; top < bottom && column >= left; column -= 1) see(bottom, column)
    for (let row = bottom - 1; left < right && row > top; row -= 1) see(row, left)
    top += 1
    left += 1
    bottom -= 1
    right -= 1
  }
  return seen
}

function goesBackAndForth(table: number[][]): number[] {
  return table.flatMap((row, at) => (at % 2 === 0 ? row : [...row].reverse()))
}

function walksTheBorderOnly(table: number[][]): number[] {
  const [first = [], ...below] = table
  const last = below.pop() ?? []
  const right = below.map((row) => row.at(-1) ?? 0)
  const left = below.map((row) => row[0] ?? 0).reverse()
  return [...first, ...right, ...[...last].reverse(), ...left]
}

export const spiralWalk: Problem = {
  id: 'spiral-walk',
  title: 'A walk inward',
  difficulty: 'medium',
  topics: ['matrices'],
  statement:
    'Somebody walks over a table of numbers: from the top left corner to the right, and at the border, or where they have been, they turn right; they stop when every field has been seen. Give the numbers in the order in which they are seen.',
  constraints: ['0 to 60 rows and 1 to 60 columns, all rows of the same length', 'each number from 0 to 9 999'],
  parameters: [['table', 'number[][]']],
  returns: 'number[]',
  examples: [
    {
      args: [
        [
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 9],
        ],
      ],
      output: [1, 2, 3, 6, 9, 8, 7, 4, 5],
      explanation: 'Once round, and 5 in the middle.',
    },
    {
      args: [
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      ],
      output: [1, 2, 4, 6, 5, 3],
      explanation: 'Nothing is inside.',
    },
  ],
  solve: walkInward,
  python: `def walk_inward(table):
    top, left = 0, 0
    bottom, right = len(table) - 1, len(table[0]) - 1 if table else -1
    seen = []
    while top <= bottom and left <= right:
        seen += table[top][left:right + 1]
        seen += [table[row][right] for row in range(top + 1, bottom + 1)]
        if top < bottom:
            seen += [table[bottom][column] for column in range(right - 1, left - 1, -1)]
        if left < right:
            seen += [table[row][left] for row in range(bottom - 1, top, -1)]
        top, left, bottom, right = top + 1, left + 1, bottom - 1, right - 1
    return seen
`,
  edges: [
    [[]],
    [[[7]]],
    [[[1, 2, 3]]],
    [[[1], [2], [3]]],
    [
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
        [9, 10, 11, 12],
      ],
    ],
  ],
  generate(size, random) {
    const columns = Math.max(1, Math.round(Math.sqrt(size)) + random.int(-1, 1))
    return [Array.from({ length: Math.max(1, Math.round(size / columns)) }, () => random.array(columns, 0, 9999))]
  },
  sizes: [4, 6, 9, 16, 30, 400, 3000],
  ambiguities: [
    { question: 'Is the table a square?', answer: 'Not always.' },
    { question: 'Which way does the walk turn?', answer: 'To the right, always.' },
    { question: 'Can the table be empty?', answer: 'Yes; then nothing is seen.' },
  ],
  complexity: { time: 'n', space: 'n' },
  measured: [16, 36, 64, 144, 256, 576, 1024, 2304, 3600],
  followUps: [
    'How would you do it by turning what is left of the table, and what would it cost?',
    'How would you fill a table in this order?',
    'Which number is seen as the k-th, without walking?',
  ],
  wrong: [
    { because: 'it goes back and forth row by row', solve: goesBackAndForth },
    { because: 'it walks round once and stops', solve: walksTheBorderOnly },
  ],
}
