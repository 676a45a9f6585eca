/** The number without a twin: bits that cancel. */
import type { Problem } from '../problem.ts'

function numberWithoutTwin(numbers: number[]): number {
  return numbers.reduce((left, number) => left ^ number, 0)
}

function takesTheFirstNew(numbers: number[]): number {
  return numbers.find((number, position) => numbers.indexOf(number) === position && numbers[position + 1] !== number) ?? 0
}

function subtractsNeighbours(numbers: number[]): number {
  return numbers.reduce((left, number, position) => (position % 2 === 0 ? left + number : left - number), 0)
}

export const loneNumber: Problem = {
  id: 'number-without-twin',
  title: 'The number without a twin',
  difficulty: 'easy',
  topics: ['bits', 'arrays'],
  statement:
    'In a list of whole numbers each comes exactly twice, except for one that comes once. Give that one. Do it with constant memory beside the list.',
  constraints: ['1 to 100 001 numbers, always an odd count', 'each from -1 000 000 to 1 000 000', 'in no order'],
  parameters: [['numbers', 'number[]']],
  returns: 'number',
  examples: [
    { args: [[4, 1, 2, 1, 2]], output: 4, explanation: '1 and 2 come twice.' },
    { args: [[-7]], output: -7, explanation: 'It is alone.' },
  ],
  solve: numberWithoutTwin,
  python: `def number_without_twin(numbers):
    left = 0
    for number in numbers:
        left ^= number
    return left
`,
  edges: [[[0]], [[1, 0, 1]], [[5, 5, -5]], [[-1, -1, -2]], [[3, 9, 3, 8, 9]], [[2, 3, 4, 2, 3]]],
  generate(size, random) {
    const pairs = Array.from({ length: Math.floor(size / 2) }, (_, index) => index * 7 - size)
    return [random.shuffled([...pairs, ...pairs, 999_983])]
  },
  sizes: [3, 5, 7, 11, 51, 501, 20_001],
  ambiguities: [
    { question: 'Are twins neighbours?', answer: 'No, the list is in no order.' },
    { question: 'Can numbers be negative?', answer: 'Yes.' },
    { question: 'May more memory be used?', answer: 'Only as much as does not grow with the list.' },
  ],
  complexity: { time: 'n', space: '1' },
  followUps: ['What if the others come three times?', 'What if two numbers are alone?', 'Why does the order not matter?'],
  wrong: [
    { because: 'it takes the first number whose twin is not next to it', solve: takesTheFirstNew },
    { because: 'it reckons with twins side by side', solve: subtractsNeighbours },
  ],
}
