/** Where two chains become one: walkers who change over to the other chain have walked equally far. */
import type { Problem } from '../problem.ts'

function mergePoint(next: number[], one: number, other: number): number {
  const follow = (at: number, start: number): number => (at === -1 ? start : (next[at] ?? -1))
  let first = one
  let second = other
  while (first !== second) {
    first = follow(first, other)
    second = follow(second, one)
  }
  return first
}

function walksBothInStep(next: number[], one: number, other: number): number {
  let first = one
  let second = other
  while (first !== -1 && second !== -1 && first !== second) {
    first = next[first] ?? -1
    second = next[second] ?? -1
  }
  return first === second ? first : -1
}

function givesTheLastShared(next: number[], one: number, other: number): number {
  const endOf = (start: number): number => {
    let at = start
    while (at !== -1 && (next[at] ?? -1) !== -1) at = next[at] ?? -1
    return at
  }
  return endOf(one) === endOf(other) ? endOf(one) : -1
}

export const pathsThatMerge: Problem = {
  id: 'paths-that-merge',
  title: 'Paths that merge',
  difficulty: 'easy',
  topics: ['linked lists', 'two pointers'],
  statement:
    'Two hiking paths are linked lists over the same huts: next[i] is the hut after hut i, or -1 where the path ends; one path starts at hut one, the other at hut other. Once the paths have met they stay together. Give the first hut that is on both, or -1 if they never meet. A start can be -1: that path has no hut.',
  constraints: ['0 to 50 000 huts', 'no path comes to a hut twice'],
  parameters: [
    ['next', 'number[]'],
    ['one', 'number'],
    ['other', 'number'],
  ],
  returns: 'number',
  examples: [
    { args: [[1, 2, -1, 4, 1], 0, 3], output: 1, explanation: '0, 1, 2 and 3, 4, 1, 2 meet at 1.' },
    { args: [[-1, -1], 0, 1], output: -1, explanation: 'Two paths of one hut each.' },
  ],
  solve: mergePoint,
  python: `def merge_point(next, one, other):
    first, second = one, other
    while first != second:
        first = other if first == -1 else next[first]
        second = one if second == -1 else next[second]
    return first
`,
  edges: [
    [[], -1, -1],
    [[-1], 0, -1],
    [[-1], 0, 0],
    [[1, -1], 0, 1],
    [[1, -1], 1, 0],
    [[1, 2, -1, 2], 0, 3],
    [[2, 2, 3, -1], 0, 1],
    [[1, 2, 3, -1, 5, -1], 0, 4],
  ],
  generate(size, random) {
    const huts = random.shuffled(Array.from({ length: size }, (_, hut) => hut))
    const next = new Array<number>(size).fill(-1)
    const cut = random.int(1, Math.max(1, size - 1))
    for (let at = 0; at + 1 < size; at += 1) if (at + 1 !== cut) next[huts[at] ?? 0] = huts[at + 1] ?? -1
    const meets = random.int(0, 3) > 0
    if (meets) next[huts[cut - 1] ?? 0] = huts[random.int(cut, size - 1)] ?? -1
    return [next, huts[0] ?? -1, huts[cut] ?? -1]
  },
  hardest(size) {
    const half = Math.floor(size / 2)
    return [Array.from({ length: size }, (_, hut) => (hut === half - 1 || hut === size - 1 ? -1 : hut + 1)), 0, half]
  },
  sizes: [2, 3, 5, 9, 40, 400, 4000, 40_000],
  ambiguities: [
    { question: 'Are huts the same when they look the same?', answer: 'A hut is its number; there is nothing else to it.' },
    { question: 'Can one path be part of the other?', answer: 'Yes; then the start of the shorter one is the answer.' },
    { question: 'Do the paths have the same length?', answer: 'Not always.' },
  ],
  complexity: { time: 'n', space: '1' },
  followUps: [
    'Why do the walkers end at the same hut even if the paths have different lengths?',
    'How would you do it with the lengths known?',
    'What if there could be rings?',
  ],
  wrong: [
    { because: 'it takes both paths to be equally long up to where they meet', solve: walksBothInStep },
    { because: 'it gives the last hut in place of the first shared one', solve: givesTheLastShared },
  ],
}
