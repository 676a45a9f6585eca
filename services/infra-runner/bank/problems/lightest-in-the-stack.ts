/** A stack that knows its least: each entry remembers the least below it. */
import type { Problem } from '../problem.ts'

function leastOfStack(calls: [string, number][]): number[] {
  const stack: [plate: number, least: number][] = []
  const told: number[] = []
  for (const [what, plate] of calls) {
    const [, least = Infinity] = stack.at(-1) ?? []
    if (what === 'push') stack.push([plate, Math.min(plate, least)])
    else if (what === 'pop') stack.pop()
    else told.push(least === Infinity ? -1 : least)
  }
  return told
}

function remembersOneLeast(calls: [string, number][]): number[] {
  const stack: number[] = []
  const told: number[] = []
  let least = Infinity
  for (const [what, plate] of calls) {
    if (what === 'push') {
      stack.push(plate)
      least = Math.min(least, plate)
    } else if (what === 'pop') {
      stack.pop()
      if (stack.length === 0) least = Infinity
    } else told.push(least === Infinity ? -1 : least)
  }
  return told
}

function remembersEqualLeastsOnce(calls: [string, number][]): number[] {
  const stack: number[] = []
  const leasts: number[] = []
  const told: number[] = []
  for (const [what, plate] of calls) {
    const least = leasts.at(-1) ?? Infinity
    if (what === 'least') told.push(least === Infinity ? -1 : least)
    else if (what === 'pop' && stack.pop() === least) leasts.pop()
    else if (what === 'push') stack.push(plate)
    if (what === 'push' && plate < least) leasts.push(plate)
  }
  return told
}

export const lightestInTheStack: Problem = {
  id: 'lightest-in-the-stack',
  title: 'The lightest in the stack',
  difficulty: 'easy',
  topics: ['design', 'stacks'],
  statement:
    'Plates are put on a stack and taken off its top. Calls come in order: ["push", weight] puts a plate on top, ["pop", 0] takes the top one off, if there is one, and ["least", 0] asks for the weight of the lightest plate that is in the stack, -1 if there is none. Give the answers to all "least" in order. Each call should take the same short time, however high the stack is.',
  constraints: ['0 to 30 000 calls', 'weights from 0 to 100 000'],
  parameters: [['calls', '[string, number][]']],
  returns: 'number[]',
  examples: [
    {
      args: [
        [
          ['push', 5],
          ['push', 2],
          ['least', 0],
          ['pop', 0],
          ['least', 0],
        ],
      ],
      output: [2, 5],
      explanation: 'When the 2 is off, 5 is the lightest.',
    },
    {
      args: [
        [
          ['pop', 0],
          ['least', 0],
        ],
      ],
      output: [-1],
      explanation: 'There was nothing to take off.',
    },
  ],
  solve: leastOfStack,
  python: `def least_of_stack(calls):
    stack, told = [], []
    for what, plate in calls:
        if what == 'push':
            stack.append((plate, min(plate, stack[-1][1]) if stack else plate))
        elif what == 'pop':
            if stack:
                stack.pop()
        else:
            told.append(stack[-1][1] if stack else -1)
    return told
`,
  edges: [
    [[]],
    [[['least', 0]]],
    [
      [
        ['push', 0],
        ['least', 0],
      ],
    ],
    [
      [
        ['push', 3],
        ['push', 3],
        ['pop', 0],
        ['least', 0],
      ],
    ],
    [
      [
        ['push', 1],
        ['push', 2],
        ['pop', 0],
        ['least', 0],
        ['pop', 0],
        ['least', 0],
      ],
    ],
    [
      [
        ['push', 4],
        ['pop', 0],
        ['push', 9],
        ['least', 0],
      ],
    ],
  ],
  generate(size, random) {
    const call = (): [string, number] => {
      const what = random.pick(['push', 'push', 'pop', 'least'])
      return [what, what === 'push' ? random.int(0, 20) : 0]
    }
    return [Array.from({ length: size }, call)]
  },
  hardest: (size) => [Array.from({ length: size }, (_, at): [string, number] => [at % 3 === 2 ? 'least' : 'push', size - at])],
  sizes: [3, 5, 8, 15, 40, 300, 3000, 20_000],
  ambiguities: [
    { question: 'What if there is nothing to take off?', answer: 'Then nothing happens.' },
    { question: 'What is the least of an empty stack?', answer: '-1.' },
    { question: 'Can plates be equally heavy?', answer: 'Yes.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'How would you need less memory when few plates are lighter than those below?',
    'What if the heaviest is asked for as well?',
    'How would it go with a queue?',
  ],
  wrong: [
    { because: 'it remembers one least, though that may be taken off', solve: remembersOneLeast },
    { because: 'it forgets that two can be equally light', solve: remembersEqualLeastsOnce },
  ],
}
