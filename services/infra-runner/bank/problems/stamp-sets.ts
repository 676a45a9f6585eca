/** All ways to spend a sum: backtracking over stamps in order. */
import type { Problem } from '../problem.ts'

function stampSets(stamps: number[], postage: number): number[][] {
  const sorted = [...stamps].sort((a, b) => a - b)
  const found: number[][] = []
  const chosen: number[] = []
  const choose = (from: number, left: number): void => {
    if (left === 0) {
      found.push([...chosen])
      return
    }
    for (let at = from; at < sorted.length; at += 1) {
      const stamp = sorted[at] ?? 0
      if (stamp > left) return
      if (at > from && stamp === sorted[at - 1]) continue
      chosen.push(stamp)
      choose(at + 1, left - stamp)
      chosen.pop()
    }
  }
  choose(0, postage)
  return found
}

function givesEqualSetsTwice(stamps: number[], postage: number): number[][] {
  const found: number[][] = []
  const choose = (from: number, left: number, chosen: number[]): void => {
    if (left === 0) found.push(chosen)
    for (let at = from; at < stamps.length; at += 1) {
      const stamp = stamps[at] ?? 0
      if (stamp <= left) choose(at + 1, left - stamp, [...chosen, stamp])
    }
  }
  choose(0, postage, [])
  return found
}

function usesAStampAgain(stamps: number[], postage: number): number[][] {
  const values = [...new Set(stamps)].sort((a, b) => a - b)
  const found: number[][] = []
  const choose = (from: number, left: number, chosen: number[]): void => {
    if (left === 0) found.push(chosen)
    for (let at = from; at < values.length; at += 1) {
      const stamp = values[at] ?? 0
      if (stamp <= left) choose(at, left - stamp, [...chosen, stamp])
    }
  }
  choose(0, postage, [])
  return found
}

export const stampSetsProblem: Problem = {
  id: 'stamp-sets',
  title: 'Stamps that fit',
  difficulty: 'medium',
  topics: ['backtracking', 'recursion'],
  statement:
    'In a drawer there are stamps with whole values, some of them equal. Give all sets of stamps that are worth exactly the postage, each as a list of its values. Two sets with the same values are one set; each stamp can be used once. Sets, and values within a set, can come in any order.',
  constraints: ['0 to 20 stamps, each from 1 to 1 000', '1 ≤ postage ≤ 1 000', 'there are at most 2 000 such sets'],
  parameters: [
    ['stamps', 'number[]'],
    ['postage', 'number'],
  ],
  returns: 'number[][]',
  examples: [
    { args: [[2, 3, 2, 5, 1], 5], output: [[1, 2, 2], [2, 3], [5]], explanation: 'Either of the stamps worth 2 makes the same set with 3.' },
    { args: [[4, 4], 6], output: [], explanation: 'Nothing is worth 6.' },
  ],
  solve: stampSets,
  python: `def stamp_sets(stamps, postage):
    stamps = sorted(stamps)
    found, chosen = [], []

    def choose(start, left):
        if left == 0:
            found.append(chosen[:])
            return
        for at in range(start, len(stamps)):
            stamp = stamps[at]
            if stamp > left:
                return
            if at > start and stamp == stamps[at - 1]:
                continue
            chosen.append(stamp)
            choose(at + 1, left - stamp)
            chosen.pop()

    choose(0, postage)
    return found
`,
  edges: [
    [[], 1],
    [[1], 1],
    [[2], 1],
    [[1, 1, 1], 2],
    [[1, 2, 3, 4, 5], 9],
    [[7, 3, 3, 3], 9],
    [[10, 1, 2, 7, 6, 1, 5], 8],
  ],
  generate(size, random) {
    const stamps = random.array(Math.min(size, 18), 1, Math.max(3, size))
    return [stamps, random.int(1, Math.max(2, Math.floor(size * 1.5)))]
  },
  hardest: (size) => [Array.from({ length: Math.min(size, 22) }, (_, at) => 500 + at), 100_000],
  measured: [6, 8, 10, 11, 12, 13, 14, 15],
  sizes: [2, 3, 4, 6, 9, 13, 18],
  check(answer, { expected }) {
    const told = (sets: number[][]): string[] => sets.map((set) => JSON.stringify([...set].sort((a, b) => a - b))).sort()
    return JSON.stringify(told(answer as number[][])) === JSON.stringify(told(expected as number[][]))
  },
  ambiguities: [
    { question: 'Can a stamp be used more than once?', answer: 'No; but there can be several of one value.' },
    { question: 'Are two sets with the same values different?', answer: 'No, they are one.' },
    { question: 'Does the order matter?', answer: 'No.' },
  ],
  complexity: { time: '2^n', space: 'n' },
  followUps: ['What does sorting first save?', 'What if only the number of sets is wanted?', 'What if each stamp could be used without end?'],
  wrong: [
    { because: 'it gives a set once for each of the equal stamps', solve: givesEqualSetsTwice },
    { because: 'it uses a stamp more than once', solve: usesAStampAgain },
  ],
}
