/** The largest number that pieces make: an order that compares both ways of joining. */
import type { Problem } from '../problem.ts'

function largestLabel(pieces: number[]): string {
  const joined = pieces
    .map(String)
    .sort((a, b) => (a + b > b + a ? -1 : Number(a + b < b + a)))
    .join('')
  return joined.startsWith('0') ? '0' : joined
}

function largestPieceFirst(pieces: number[]): string {
  const joined = [...pieces].sort((a, b) => b - a).join('')
  return joined.startsWith('0') ? '0' : joined
}

function byTheAlphabet(pieces: number[]): string {
  const joined = pieces.map(String).sort().reverse().join('')
  return joined.startsWith('0') ? '0' : joined
}

export const largestLabelProblem: Problem = {
  id: 'largest-label',
  title: 'The largest label',
  difficulty: 'medium',
  topics: ['sorting', 'greedy', 'strings'],
  statement:
    'Tiles carry whole numbers. Laid side by side, in an order of your choice and without turning any, they read as one long number. Given the numbers on the tiles, give the largest number they can read as, as text without zeros in front of it.',
  constraints: ['1 to 5 000 tiles', 'each number from 0 to 1 000 000'],
  parameters: [['pieces', 'number[]']],
  returns: 'string',
  examples: [
    { args: [[3, 30, 34]], output: '34330', explanation: '3 before 30, as 330 is more than 303.' },
    { args: [[0, 0]], output: '0', explanation: 'One zero is enough.' },
  ],
  solve: largestLabel,
  python: `from functools import cmp_to_key

def largest_label(pieces):
    def compare(a, b):
        return (a + b < b + a) - (a + b > b + a)

    joined = "".join(sorted(map(str, pieces), key=cmp_to_key(compare)))
    return "0" if joined.startswith("0") else joined
`,
  edges: [[[0]], [[7]], [[12, 121]], [[0, 1]], [[9, 95, 99, 5]], [[1_000_000, 1]], [[824, 8247, 82]]],
  generate: (size, random) => [Array.from({ length: Math.max(1, size) }, () => random.int(0, 10 ** random.int(1, 4)))],
  sizes: [2, 3, 5, 9, 40, 300, 3000],
  ambiguities: [
    { question: 'Must all tiles be used?', answer: 'Yes, each once.' },
    { question: 'What if all tiles are 0?', answer: 'The answer is a single 0.' },
    { question: 'Why is the answer a text?', answer: 'It can be too long for a number.' },
  ],
  complexity: { time: 'n log n', space: 'n' },
  followUps: [
    'Why can one sort by this order at all?',
    'And the smallest number, without a zero in front?',
    'What if only some of the tiles may be used?',
  ],
  wrong: [
    { because: 'it lays the largest number first', solve: largestPieceFirst },
    { because: 'it sorts by the alphabet, where 30 goes before 3', solve: byTheAlphabet },
  ],
}
