/** A list turned by some places: the remainder of the turns. */
import type { Problem } from '../problem.ts'

function turnShelf(books: number[], turns: number): number[] {
  if (books.length === 0) return []
  const moved = turns % books.length
  return [...books.slice(books.length - moved), ...books.slice(0, books.length - moved)]
}

function forgetsWholeRounds(books: number[], turns: number): number[] {
  const moved = Math.min(turns, books.length)
  return [...books.slice(books.length - moved), ...books.slice(0, books.length - moved)]
}

function turnsTheOtherWay(books: number[], turns: number): number[] {
  const moved = books.length === 0 ? 0 : turns % books.length
  return [...books.slice(moved), ...books.slice(0, moved)]
}

export const turnedShelf: Problem = {
  id: 'turned-shelf',
  title: 'A shelf that turns',
  difficulty: 'easy',
  topics: ['arrays'],
  statement:
    'Books stand on a round shelf. At each turn every book moves one place to the right, and the last one comes to the front. Given the books and the number of turns, give the order in which they stand afterwards.',
  constraints: ['0 to 5 000 books, each a whole number from 0 to 9 999', '0 ≤ turns ≤ 1 000 000 000'],
  parameters: [
    ['books', 'number[]'],
    ['turns', 'number'],
  ],
  returns: 'number[]',
  examples: [
    { args: [[1, 2, 3, 4, 5], 2], output: [4, 5, 1, 2, 3], explanation: '5 comes to the front, then 4.' },
    { args: [[7, 8], 5], output: [8, 7], explanation: 'Four turns change nothing, the fifth swaps the two.' },
  ],
  solve: turnShelf,
  python: `def turn_shelf(books, turns):
    if not books:
        return []
    moved = turns % len(books)
    return books[len(books) - moved:] + books[:len(books) - moved]
`,
  edges: [
    [[], 3],
    [[4], 1_000_000_000],
    [[1, 2, 3], 0],
    [[1, 2, 3], 3],
    [[1, 2, 3], 4],
    [[1, 2, 3, 4], 1_000_000_000],
  ],
  generate: (size, random) => [random.array(size, 0, 9999), random.int(0, size * 3)],
  sizes: [2, 3, 5, 9, 50, 500, 5000],
  ambiguities: [
    { question: 'May there be more turns than books?', answer: 'Yes, many more.' },
    { question: 'Which way do the books move?', answer: 'To the right; the last comes to the front.' },
    { question: 'May the shelf be empty?', answer: 'Yes; it stays empty.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'Can you do it in place, with constant memory?',
    'What if turns may be negative?',
    'How would you answer many questions about one place, without turning?',
  ],
  wrong: [
    { because: 'it does not take whole rounds away', solve: forgetsWholeRounds },
    { because: 'it turns to the left', solve: turnsTheOtherWay },
  ],
}
