/** Zeros at the end of a product: count fives. */
import type { Problem } from '../problem.ts'

function zerosAtTheEnd(last: number): number {
  let zeros = 0
  for (let fives = Math.floor(last / 5); fives > 0; fives = Math.floor(fives / 5)) zeros += fives
  return zeros
}

function countsEachFiveOnce(last: number): number {
  return Math.floor(last / 5)
}

function countsTens(last: number): number {
  let zeros = 0
  for (let tens = Math.floor(last / 10); tens > 0; tens = Math.floor(tens / 10)) zeros += tens
  return zeros
}

export const lastZeros: Problem = {
  id: 'zeros-at-the-end',
  title: 'Zeros at the end',
  difficulty: 'easy',
  topics: ['math'],
  statement:
    'All whole numbers from 1 to a given one are multiplied. Give with how many zeros the product ends when it is written in decimals. For 0 nothing is multiplied, and the product is 1.',
  constraints: ['0 ≤ last ≤ 1 000 000 000'],
  parameters: [['last', 'number']],
  returns: 'number',
  examples: [
    { args: [10], output: 2, explanation: 'The product is 3628800.' },
    { args: [4], output: 0, explanation: 'The product is 24.' },
  ],
  solve: zerosAtTheEnd,
  python: `def zeros_at_the_end(last):
    zeros = 0
    while last >= 5:
        last //= 5
        zeros += last
    return zeros
`,
  edges: [[0], [1], [5], [24], [25], [124], [125], [1_000_000_000]],
  generate: (size, random) => [random.int(Math.floor(size / 2), size)],
  hardest: (size) => [size],
  sizes: [10, 60, 1000, 100_000, 10_000_000],
  ambiguities: [
    { question: 'Do zeros within the product count?', answer: 'No, only those at its end.' },
    { question: 'Can the number be 0?', answer: 'Yes; the product is 1 then.' },
  ],
  complexity: { time: 'log n', space: '1' },
  followUps: [
    'And when it is written in binary?',
    'What is the least number whose product ends with that many zeros?',
    'Why need twos not be counted?',
  ],
  wrong: [
    { because: 'it counts one five in 25, where there are two', solve: countsEachFiveOnce },
    { because: 'it counts tens, though twos and fives make tens as well', solve: countsTens },
  ],
}
