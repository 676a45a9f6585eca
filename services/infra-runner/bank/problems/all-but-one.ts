/** Products of all others: what lies before, times what lies after. */
import type { Problem } from '../problem.ts'

function productsOfOthers(factors: number[]): number[] {
  const products: number[] = []
  let before = 1
  for (const factor of factors) {
    products.push(before)
    before *= factor
  }
  let after = 1
  for (let at = factors.length - 1; at >= 0; at -= 1) {
    products[at] = (products[at] ?? 1) * after + 0
    after *= factors[at] ?? 1
  }
  return products
}

function dividesTheWhole(factors: number[]): number[] {
  const whole = factors.reduce((product, factor) => product * factor, 1)
  return factors.map((factor) => (factor === 0 ? 0 : whole / factor + 0))
}

function leavesOutEqualOnes(factors: number[]): number[] {
  return factors.map((own) => factors.filter((factor) => factor !== own).reduce((product, factor) => product * factor, 1) + 0)
}

export const allButOne: Problem = {
  id: 'all-but-one',
  title: 'All but one',
  difficulty: 'medium',
  topics: ['prefix sums', 'arrays'],
  statement:
    'A chain of gears turns a signal up or down, each by its factor. For each gear give the product of the factors of all others: what the chain would do without it. Factors can be 0, so do not divide. With a single gear the answer is 1, the product of nothing.',
  constraints: ['1 to 20 000 factors from -9 to 9', 'every product of others is within ±10¹⁵'],
  parameters: [['factors', 'number[]']],
  returns: 'number[]',
  examples: [
    { args: [[2, 3, 4]], output: [12, 8, 6], explanation: '3·4, 2·4 and 2·3.' },
    { args: [[5, 0, 2]], output: [0, 10, 0], explanation: 'Without the 0 the others make 10.' },
  ],
  solve: productsOfOthers,
  python: `def products_of_others(factors):
    products, before = [], 1
    for factor in factors:
        products.append(before)
        before *= factor
    after = 1
    for at in range(len(factors) - 1, -1, -1):
        products[at] *= after
        after *= factors[at]
    return products
`,
  edges: [[[7]], [[0]], [[0, 0]], [[0, 4, 0]], [[-1, -1, -1]], [[3, 3]], [[1, -2, 3, -4]]],
  generate(size, random) {
    const ones = new Array<number>(Math.max(0, size - 8)).fill(1)
    const others = Array.from({ length: Math.min(size, 8) }, () => random.pick([-3, -2, -1, 1, 2, 3, 5, 0]))
    return [random.shuffled([...ones, ...others])]
  },
  hardest: (size) => [Array.from({ length: size }, (_, at) => (at % 2 === 0 ? 1 : -1))],
  sizes: [2, 3, 4, 6, 12, 50, 1000, 15_000],
  // -0 and 0 are the same number.
  check: (answer, { expected }) =>
    Array.isArray(answer) && Array.isArray(expected) && answer.length === expected.length && answer.every((one, at) => one === expected[at]),
  ambiguities: [
    { question: 'May one divide?', answer: 'No: factors can be 0.' },
    { question: 'What is the answer for a single gear?', answer: '1.' },
    { question: 'Can products be too large?', answer: 'No, they stay within ±10¹⁵.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['How much memory is needed beside the answer?', 'What if dividing were allowed?', 'What if factors change one at a time?'],
  wrong: [
    { because: 'it divides the whole by each factor, and two lots of 0 are not the same as one', solve: dividesTheWhole },
    { because: 'it leaves out all gears with the same factor', solve: leavesOutEqualOnes },
  ],
}
