/** How many names begin with each of some letters: a trie with counts. */
import type { Problem } from '../problem.ts'

function namesThatBegin(names: string[], starts: string[]): number[] {
  interface Node {
    count: number
    readonly below: Map<string, Node>
  }
  const root: Node = { count: 0, below: new Map() }
  for (const name of names) {
    let node = root
    node.count += 1
    for (const letter of name) {
      const next = node.below.get(letter) ?? { count: 0, below: new Map<string, Node>() }
      node.below.set(letter, next)
      next.count += 1
      node = next
    }
  }
  return starts.map((start) => {
    let node: Node | undefined = root
    for (const letter of start) node = node?.below.get(letter)
    return node?.count ?? 0
  })
}

function countsNamesThatContain(names: string[], starts: string[]): number[] {
  return starts.map((start) => names.filter((name) => name.includes(start)).length)
}

function countsEqualNamesOnce(names: string[], starts: string[]): number[] {
  const different = [...new Set(names)]
  return starts.map((start) => different.filter((name) => name.startsWith(start)).length)
}

function leavesOutTheNameItself(names: string[], starts: string[]): number[] {
  return starts.map((start) => names.filter((name) => name.startsWith(start) && name !== start).length)
}

export const namesThatBeginProblem: Problem = {
  id: 'names-that-begin',
  title: 'Names that begin so',
  difficulty: 'easy',
  topics: ['tries', 'strings'],
  statement:
    'An address book tells, while one types, how many of its names begin with what has been typed. Given the names and a list of starts, give for each start the number of names that begin with it. There are many starts: none should have to look at all names.',
  constraints: ['0 to 5 000 names of 1 to 20 small letters; a name can come twice', '0 to 5 000 starts of 0 to 20 small letters'],
  parameters: [
    ['names', 'string[]'],
    ['starts', 'string[]'],
  ],
  returns: 'number[]',
  examples: [
    {
      args: [
        ['ana', 'anton', 'bea'],
        ['an', 'b', 'c'],
      ],
      output: [2, 1, 0],
      explanation: 'ana and anton; bea; none.',
    },
    {
      args: [
        ['eva', 'eva'],
        ['eva', ''],
      ],
      output: [2, 2],
      explanation: 'A name begins with itself, and with nothing.',
    },
  ],
  solve: namesThatBegin,
  python: `def names_that_begin(names, starts):
    root = [0, {}]
    for name in names:
        node = root
        node[0] += 1
        for letter in name:
            if letter not in node[1]:
                node[1][letter] = [0, {}]
            node = node[1][letter]
            node[0] += 1

    def count(start):
        node = root
        for letter in start:
            node = node[1].get(letter)
            if node is None:
                return 0
        return node[0]

    return [count(start) for start in starts]
`,
  edges: [
    [[], []],
    [[], ['a']],
    [['a'], []],
    [['a'], ['', 'a', 'aa']],
    [
      ['abc', 'ab', 'a'],
      ['a', 'ab', 'abc', 'abcd', 'b', 'bc'],
    ],
    [
      ['aa', 'aa', 'ab'],
      ['a', 'aa'],
    ],
  ],
  generate(size, random) {
    const word = (least: number): string => random.text(random.int(least, 8), 'abc')
    return [Array.from({ length: size }, () => word(1)), Array.from({ length: size }, () => word(0).slice(0, 5))]
  },
  sizes: [2, 4, 8, 20, 100, 1000, 4000],
  ambiguities: [
    { question: 'Does a name begin with itself?', answer: 'Yes.' },
    { question: 'And with no letter at all?', answer: 'Every name does.' },
    { question: 'Are equal names one name?', answer: 'No, each counts.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'What if names come and go?',
    'How would you do it with a sorted list, and which is faster?',
    'How would you tell the three most used names?',
  ],
  wrong: [
    { because: 'it counts names that have the letters anywhere', solve: countsNamesThatContain },
    { because: 'it counts equal names once', solve: countsEqualNamesOnce },
    { because: 'it leaves out the name that is the start', solve: leavesOutTheNameItself },
  ],
}
