/** What all numbers of a range have in common: their first bits. */
import type { Problem } from '../problem.ts'

function sharedBits(first: number, last: number): number {
  let [low, high, dropped] = [first, last, 0]
  while (low < high) {
    low >>= 1
    high >>= 1
    dropped += 1
  }
  return low << dropped
}

function looksAtTheEndsOnly(first: number, last: number): number {
  return first & last
}

function givesTheSharedPower(first: number, last: number): number {
  const power = last === 0 ? 0 : 2 ** Math.floor(Math.log2(last))
  return first >= power ? power : 0
}

export const bitAndRange: Problem = {
  id: 'bits-in-common',
  title: 'Bits that all have',
  difficulty: 'medium',
  topics: ['bits', 'math'],
  statement:
    'Given two numbers, look at all whole numbers from the first to the second, both included, written in binary. Give the number whose ones are exactly those that every number of the range has at the same place.',
  constraints: ['0 ≤ first ≤ last ≤ 1 000 000 000'],
  parameters: [
    ['first', 'number'],
    ['last', 'number'],
  ],
  returns: 'number',
  examples: [
    { args: [12, 15], output: 12, explanation: '1100 to 1111: all begin with 11.' },
    { args: [5, 9], output: 0, explanation: '7 is 0111 and 8 is 1000: they share nothing.' },
  ],
  solve: sharedBits,
  python: `def shared_bits(low, high):
    dropped = 0
    while low < high:
        low >>= 1
        high >>= 1
        dropped += 1
    return low << dropped
`,
  edges: [
    [0, 0],
    [0, 1_000_000_000],
    [1, 1],
    [999_999_999, 1_000_000_000],
    [26, 30],
    [9, 14],
    [1_000_000_000, 1_000_000_000],
  ],
  generate(size, random) {
    const from = random.int(0, size * 1000)
    return [from, from + random.int(0, Math.max(2, Math.floor(size / 2)))]
  },
  hardest: (size) => [1, size],
  sizes: [3, 10, 30, 1000, 100_000, 900_000],
  ambiguities: [
    { question: 'Are both ends part of the range?', answer: 'Yes.' },
    { question: 'Can both be the same?', answer: 'Yes; then that number is the answer.' },
  ],
  complexity: { time: 'log n', space: '1' },
  followUps: ['And the bits that at least one number has?', 'And those that an odd count of them has?', 'Why is looking at all numbers too slow?'],
  wrong: [
    { because: 'it looks at the two ends only', solve: looksAtTheEndsOnly },
    { because: 'it keeps the highest bit only', solve: givesTheSharedPower },
  ],
}
