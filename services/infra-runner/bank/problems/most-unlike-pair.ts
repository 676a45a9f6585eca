/** The two numbers whose bits differ most: a trie of bits, walked against the number. */
import type { Problem } from '../problem.ts'

function mostUnlike(numbers: number[]): number {
  const below: [number, number][] = [[-1, -1]]
  const step = (node: number, bit: 0 | 1): number => below[node]?.[bit] ?? -1
  const insert = (number: number): void => {
    let node = 0
    for (let place = 29; place >= 0; place -= 1) {
      const bit = ((number >> place) & 1) as 0 | 1
      const links = below[node]
      if (links?.[bit] === -1) links[bit] = below.push([-1, -1]) - 1
      node = step(node, bit)
    }
  }
  const farthest = (number: number): number => {
    let node = 0
    let apart = 0
    for (let place = 29; place >= 0; place -= 1) {
      const bit = ((number >> place) & 1) as 0 | 1
      const other = step(node, bit === 0 ? 1 : 0)
      if (other !== -1) apart |= 1 << place
      node = other === -1 ? step(node, bit) : other
    }
    return apart
  }
  let most = 0
  for (const number of numbers) {
    insert(number)
    most = Math.max(most, farthest(number))
  }
  return most
}

function takesTheLeastAndTheGreatest(numbers: number[]): number {
  return numbers.length === 0 ? 0 : Math.min(...numbers) ^ Math.max(...numbers)
}

function comparesWithTheGreatest(numbers: number[]): number {
  const greatest = numbers.reduce((most, number) => Math.max(most, number), 0)
  return numbers.reduce((most, number) => Math.max(most, number ^ greatest), 0)
}

export const mostUnlikePair: Problem = {
  id: 'most-unlike-pair',
  title: 'The most unlike pair',
  difficulty: 'hard',
  topics: ['tries', 'bits'],
  statement:
    'Two numbers are as unlike as their exclusive or is large: the number whose bits are set exactly where those of the two differ. Given some numbers, give the largest exclusive or of any two of them, 0 if there are fewer than two. Comparing each with each takes too long.',
  constraints: ['0 to 20 000 numbers', 'each from 0 to 2³⁰ - 1'],
  parameters: [['numbers', 'number[]']],
  returns: 'number',
  examples: [
    { args: [[3, 10, 5, 25, 2, 8]], output: 28, explanation: '5 is 00101 and 25 is 11001: 11100 is 28.' },
    { args: [[6, 6]], output: 0, explanation: 'Equal numbers differ nowhere.' },
  ],
  solve: mostUnlike,
  python: `def most_unlike(numbers):
    most = mask = 0
    for place in range(29, -1, -1):
        mask |= 1 << place
        starts = {number & mask for number in numbers}
        wanted = most | 1 << place
        if any(start ^ wanted in starts for start in starts):
            most = wanted
    return most
`,
  edges: [[[]], [[9]], [[0, 0]], [[0, 1_073_741_823]], [[8, 4, 2, 1]], [[12, 10, 9, 6]], [[7, 8, 15]]],
  generate: (size, random) => [random.array(size, 0, random.pick([31, 1023, 1_000_000_000]))],
  hardest: (size, random) => [random.array(size, 0, 1_073_741_823)],
  sizes: [2, 3, 5, 9, 40, 300, 2000, 10_000],
  ambiguities: [
    { question: 'May a number be paired with itself?', answer: 'It would give 0, which is the least there is: it makes no difference.' },
    { question: 'Can numbers be equal?', answer: 'Yes.' },
    { question: 'How many bits do they have?', answer: 'Up to 30.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'Where does the number of bits go in the complexity?',
    'How would you do it without a trie?',
    'What if one asks for the most unlike partner below a limit?',
  ],
  wrong: [
    { because: 'it pairs the least with the greatest', solve: takesTheLeastAndTheGreatest },
    { because: 'it pairs with the greatest only', solve: comparesWithTheGreatest },
  ],
}
