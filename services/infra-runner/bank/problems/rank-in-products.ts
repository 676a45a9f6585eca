/** The k-th smallest product of a table: binary search on the value. */
import type { Problem } from '../problem.ts'

function rankedProduct(rows: number, columns: number, rank: number): number {
  const upTo = (value: number): number => {
    let count = 0
    for (let row = 1; row <= rows; row += 1) count += Math.min(columns, Math.floor(value / row))
    return count
  }
  let low = 1
  let high = rows * columns
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (upTo(middle) >= rank) high = middle
    else low = middle + 1
  }
  return low
}

function countsEqualProductsOnce(rows: number, columns: number, rank: number): number {
  const products = new Set<number>()
  for (let row = 1; row <= rows; row += 1) {
    for (let column = 1; column <= columns; column += 1) products.add(row * column)
  }
  return [...products].sort((a, b) => a - b)[rank - 1] ?? rows * columns
}

function readsRowByRow(_rows: number, columns: number, rank: number): number {
  const row = Math.ceil(rank / columns)
  return row * (rank - (row - 1) * columns)
}

export const rankInProducts: Problem = {
  id: 'rank-in-products',
  title: 'The k-th product',
  difficulty: 'hard',
  topics: ['binary search', 'math', 'matrices'],
  statement:
    'A table has at row r and column c the product r · c, both counted from 1. All its entries are written in one ascending line, equal ones as often as they come. Given the numbers of rows and columns and a rank, give the entry at that rank of the line, counted from 1. The table can be too large to be written down.',
  constraints: ['1 to 30 000 rows', '1 to 30 000 columns', '1 ≤ rank ≤ rows · columns'],
  parameters: [
    ['rows', 'number'],
    ['columns', 'number'],
    ['rank', 'number'],
  ],
  returns: 'number',
  examples: [
    { args: [3, 3, 5], output: 3, explanation: 'The line is 1 2 2 3 3 4 6 6 9.' },
    { args: [2, 3, 6], output: 6, explanation: 'The last one.' },
  ],
  solve: rankedProduct,
  python: `def ranked_product(rows, columns, rank):
    def up_to(value):
        return sum(min(columns, value // row) for row in range(1, rows + 1))

    low, high = 1, rows * columns
    while low < high:
        middle = (low + high) // 2
        if up_to(middle) >= rank:
            high = middle
        else:
            low = middle + 1
    return low
`,
  edges: [
    [1, 1, 1],
    [1, 9, 7],
    [9, 1, 7],
    [3, 3, 1],
    [3, 3, 9],
    [4, 5, 12],
  ],
  generate(size, random) {
    const columns = Math.max(2, random.int(Math.ceil(size / 2), size))
    return [size, columns, random.int(Math.ceil((size * columns) / 3), size * columns)]
  },
  sizes: [2, 3, 5, 9, 30, 200, 3000],
  ambiguities: [
    { question: 'Do equal products count once or as often as they come?', answer: 'As often as they come.' },
    { question: 'Does the rank count from 0 or from 1?', answer: 'From 1.' },
  ],
  complexity: { time: 'n log n', space: '1' },
  followUps: [
    'Why is the value found always in the table?',
    'Which of rows and columns should one walk over?',
    'What of any table with sorted rows and columns?',
  ],
  wrong: [
    { because: 'it counts equal products once', solve: countsEqualProductsOnce },
    { because: 'it takes the rows for one ascending line', solve: readsRowByRow },
  ],
}
