/** Pairs in the wrong order: counted while two halves are merged. */
import type { Problem } from '../problem.ts'

function countCrossed(ranks: number[]): number {
  let crossed = 0
  const sorted = (part: number[]): number[] => {
    if (part.length < 2) return part
    const left = sorted(part.slice(0, part.length >> 1))
    const right = sorted(part.slice(part.length >> 1))
    const all: number[] = []
    let taken = 0
    for (const value of right) {
      while (taken < left.length && (left[taken] ?? 0) <= value) {
        all.push(left[taken] ?? 0)
        taken += 1
      }
      crossed += left.length - taken
      all.push(value)
    }
    for (; taken < left.length; taken += 1) all.push(left[taken] ?? 0)
    return all
  }
  sorted(ranks)
  return crossed
}

function countsNeighboursOnly(ranks: number[]): number {
  return ranks.filter((rank, at) => at > 0 && (ranks[at - 1] ?? 0) > rank).length
}

function countsEqualOnes(ranks: number[]): number {
  const before: number[] = []
  let crossed = 0
  for (const rank of ranks) {
    crossed += before.filter((other) => other >= rank).length
    before.push(rank)
  }
  return crossed
}

export const crossedPairs: Problem = {
  id: 'crossed-pairs',
  title: 'Pairs in the wrong order',
  difficulty: 'hard',
  topics: ['sorting', 'arrays'],
  statement:
    'Runners pass the finish in some order. Given their ranks from last year in that order, give how many pairs of runners have changed places: of the two, the one who came in first this year has the larger number. Looking at each pair takes too long.',
  constraints: ['0 to 50 000 runners', 'ranks from 1 to 1 000 000; some are shared'],
  parameters: [['ranks', 'number[]']],
  returns: 'number',
  examples: [
    { args: [[3, 1, 2]], output: 2, explanation: '3 before 1, and 3 before 2.' },
    { args: [[2, 2]], output: 0, explanation: 'Who shared a rank has not changed places.' },
  ],
  solve: countCrossed,
  python: `def count_crossed(ranks):
    def walk(part):
        if len(part) < 2:
            return part, 0
        middle = len(part) // 2
        left, in_left = walk(part[:middle])
        right, in_right = walk(part[middle:])
        merged = []
        taken = 0
        crossed = in_left + in_right
        for value in right:
            while taken < len(left) and left[taken] <= value:
                merged.append(left[taken])
                taken += 1
            crossed += len(left) - taken
            merged.append(value)
        return merged + left[taken:], crossed

    return walk(ranks)[1]
`,
  edges: [[[]], [[1]], [[1, 2, 3]], [[3, 2, 1]], [[5, 5, 5]], [[2, 1, 2, 1]], [[1_000_000, 1]]],
  generate: (size, random) => [random.array(size, 1, Math.max(2, size))],
  sizes: [3, 4, 6, 10, 40, 300, 3000, 20_000],
  ambiguities: [
    { question: 'Does a pair with equal ranks count?', answer: 'No.' },
    { question: 'Do the two have to be neighbours?', answer: 'No, any two runners.' },
  ],
  complexity: { time: 'n log n', space: 'n' },
  followUps: [
    'How would a tree of sums over ranks do it?',
    'How many swaps of neighbours sort the list?',
    'How many changed places with one runner?',
  ],
  wrong: [
    { because: 'it looks at neighbours only', solve: countsNeighboursOnly },
    { because: 'it counts equal ranks', solve: countsEqualOnes },
  ],
}
