/** In how many bits two numbers differ. */
import type { Problem } from '../problem.ts'

function switchesApart(before: number, after: number): number {
  let rest = before ^ after
  let apart = 0
  while (rest !== 0) {
    rest &= rest - 1
    apart += 1
  }
  return apart
}

function comparesHowManyAreOn(before: number, after: number): number {
  const on = (panel: number): number => panel.toString(2).replaceAll('0', '').length
  return Math.abs(on(before) - on(after))
}

function comparesFromTheLeft(before: number, after: number): number {
  const left = before.toString(2)
  const right = after.toString(2)
  const length = Math.max(left.length, right.length)
  return Array.from({ length }, (_, at) => left[at] !== right[at]).filter(Boolean).length
}

export const switchesApartProblem: Problem = {
  id: 'switches-apart',
  title: 'Switches apart',
  difficulty: 'easy',
  topics: ['bits'],
  statement:
    'A panel of switches is written down as a number: each bit is a switch, 1 for on and 0 for off. Given the panel before and after, give how many switches have been moved if none was moved twice.',
  constraints: ['both from 0 to 2 147 483 647'],
  parameters: [
    ['before', 'number'],
    ['after', 'number'],
  ],
  returns: 'number',
  examples: [
    { args: [5, 6], output: 2, explanation: '101 and 110 differ in two places.' },
    { args: [8, 0], output: 1, explanation: 'One switch is off now.' },
  ],
  solve: switchesApart,
  python: `def switches_apart(before, after):
    rest = before ^ after
    apart = 0
    while rest:
        rest &= rest - 1
        apart += 1
    return apart
`,
  edges: [
    [0, 0],
    [0, 2_147_483_647],
    [2_147_483_647, 2_147_483_647],
    [1, 2],
    [1_073_741_824, 1],
  ],
  generate: (size, random) => [random.int(0, size), random.int(0, size)],
  hardest: (size) => [2 ** Math.floor(Math.log2(Math.max(1, size))) - 1, 0],
  sizes: [7, 31, 60, 1000, 1_000_000, 2_147_483_647],
  ambiguities: [
    { question: 'Which switch is the lowest bit?', answer: 'It does not matter, as long as both are written alike.' },
    { question: 'Can the numbers be negative?', answer: 'No.' },
  ],
  complexity: { time: 'log n', space: '1' },
  followUps: ['How often does the loop run, at most?', 'And the sum over all pairs of many panels?', 'What changes with 64 switches?'],
  wrong: [
    { because: 'it compares how many are on', solve: comparesHowManyAreOn },
    { because: 'it compares from the left, where places differ in weight', solve: comparesFromTheLeft },
  ],
}
