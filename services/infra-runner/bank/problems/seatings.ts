/** All ways to seat people who cannot stand each other: backtracking, where the order of the answers is free. */
import type { Problem } from '../problem.ts'

function peacefulSeatings(people: string[], feuds: [string, string][]): string[][] {
  const hate = new Set(feuds.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]))
  const found: string[][] = []
  const row: string[] = []
  const seat = (): void => {
    if (row.length === people.length) {
      found.push([...row])
      return
    }
    for (const person of people) {
      if (row.includes(person) || hate.has(`${row.at(-1)} ${person}`)) continue
      row.push(person)
      seat()
      row.pop()
    }
  }
  seat()
  return found
}

function hatesInOneDirection(people: string[], feuds: [string, string][]): string[][] {
  const hate = new Set(feuds.map(([one, other]) => `${one} ${other}`))
  const seat = (row: string[]): string[][] =>
    row.length === people.length
      ? [row]
      : people.filter((person) => !row.includes(person) && !hate.has(`${row.at(-1)} ${person}`)).flatMap((person) => seat([...row, person]))
  return seat([])
}

function findsOnlyOne(people: string[], feuds: [string, string][]): string[][] {
  const hate = new Set(feuds.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]))
  const seat = (row: string[]): string[] | undefined => {
    if (row.length === people.length) return row
    for (const person of people) {
      if (row.includes(person) || hate.has(`${row.at(-1)} ${person}`)) continue
      const whole = seat([...row, person])
      if (whole !== undefined) return whole
    }
    return undefined
  }
  const row = seat([])
  return row === undefined ? [] : [row]
}

const names = ['ada', 'ben', 'cleo', 'dan', 'eve', 'fay', 'gus'] as const

export const seatings: Problem = {
  id: 'peaceful-seatings',
  title: 'Peaceful seatings',
  difficulty: 'medium',
  topics: ['backtracking'],
  statement:
    'People sit in one row. A feud is a pair of people who may not sit side by side. Give all rows in which everybody sits and no feud breaks out, in any order. With nobody there is one row, the empty one.',
  constraints: ['0 to 8 people with different names', 'feuds hold in both directions'],
  parameters: [
    ['people', 'string[]'],
    ['feuds', '[string, string][]'],
  ],
  returns: 'string[][]',
  examples: [
    {
      args: [['a', 'b', 'c'], [['a', 'b']]],
      output: [
        ['a', 'c', 'b'],
        ['b', 'c', 'a'],
      ],
      explanation: 'c has to sit between them.',
    },
    { args: [['a', 'b'], [['b', 'a']]], output: [], explanation: 'There is no room between two.' },
  ],
  solve: peacefulSeatings,
  python: `def peaceful_seatings(people, feuds):
    hate = {(a, b) for a, b in feuds} | {(b, a) for a, b in feuds}
    found, row = [], []

    def seat():
        if len(row) == len(people):
            found.append(row[:])
            return
        for person in people:
            if person in row or (row and (row[-1], person) in hate):
                continue
            row.append(person)
            seat()
            row.pop()

    seat()
    return found
`,
  edges: [
    [[], []],
    [['a'], []],
    [['a', 'b', 'c'], []],
    [
      ['a', 'b', 'c'],
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
      ],
    ],
    [
      ['a', 'b', 'c', 'd'],
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
  ],
  generate(size, random) {
    const people = names.slice(0, Math.min(size, names.length))
    const feuds = Array.from({ length: random.int(1, 3) }, () => random.shuffled(people).slice(0, 2)).filter((pair) => pair.length === 2)
    return [[...people], feuds]
  },
  sizes: [2, 3, 4, 5, 6],
  check(answer, { expected }) {
    if (!Array.isArray(answer) || !Array.isArray(expected)) return false
    const sorted = (rows: readonly unknown[]): string => JSON.stringify(rows.map((row) => JSON.stringify(row)).sort())
    return sorted(answer) === sorted(expected)
  },
  ambiguities: [
    { question: 'Is a row read from the other side another row?', answer: 'Yes.' },
    { question: 'Does a feud hold in both directions?', answer: 'Yes.' },
    { question: 'In which order are the rows wanted?', answer: 'Any.' },
  ],
  complexity: { time: 'n!', space: 'n' },
  followUps: ['How would you only count the rows?', 'Where can you stop early?', 'What if they sit round a table?'],
  wrong: [
    { because: 'it takes feuds in one direction', solve: hatesInOneDirection },
    { because: 'it stops at the first row', solve: findsOnlyOne },
  ],
  measured: [2, 3, 4, 5, 6, 7],
}
