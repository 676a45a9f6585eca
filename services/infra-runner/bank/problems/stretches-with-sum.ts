/** Stretches with a given sum: sums so far in a hash table. */
import type { Problem } from '../problem.ts'

function countStretches(changes: number[], target: number): number {
  const sums = new Map([[0, 1]])
  let sum = 0
  let count = 0
  for (const change of changes) {
    sum += change
    count += sums.get(sum - target) ?? 0
    sums.set(sum, (sums.get(sum) ?? 0) + 1)
  }
  return count
}

function slidesAWindow(changes: number[], target: number): number {
  let start = 0
  let sum = 0
  let count = 0
  for (const [end, change] of changes.entries()) {
    sum += change
    while (sum > target && start < end) {
      sum -= changes[start] ?? 0
      start += 1
    }
    if (sum === target) count += 1
  }
  return count
}

function forgetsTheStart(changes: number[], target: number): number {
  const sums = new Map<number, number>()
  let sum = 0
  let count = 0
  for (const change of changes) {
    sum += change
    count += sums.get(sum - target) ?? 0
    sums.set(sum, (sums.get(sum) ?? 0) + 1)
  }
  return count
}

export const stretchesWithSum: Problem = {
  id: 'stretches-with-sum',
  title: 'Stretches that add up',
  difficulty: 'medium',
  topics: ['hash tables', 'arrays'],
  statement:
    'An account changes by a whole number each day, up or down. Given the changes and a target, give in how many stretches of neighbouring days the changes add up to exactly the target. A stretch has at least one day.',
  constraints: ['0 to 50 000 days', 'each change from -1 000 to 1 000', '-1 000 000 ≤ target ≤ 1 000 000'],
  parameters: [
    ['changes', 'number[]'],
    ['target', 'number'],
  ],
  returns: 'number',
  examples: [
    { args: [[2, -1, 3, 1], 4], output: 2, explanation: '2-1+3 and 3+1.' },
    { args: [[0, 0], 0], output: 3, explanation: 'Each day alone, and both together.' },
  ],
  solve: countStretches,
  python: `def count_stretches(changes, target):
    sums = {0: 1}
    total = count = 0
    for change in changes:
        total += change
        count += sums.get(total - target, 0)
        sums[total] = sums.get(total, 0) + 1
    return count
`,
  edges: [
    [[], 0],
    [[5], 5],
    [[5], 0],
    [[1, -1, 1, -1], 0],
    [[-3, -4], -7],
    [[0, 0, 0], 0],
  ],
  generate: (size, random) => [random.array(size, -4, 5), random.int(-5, 6)],
  sizes: [2, 3, 5, 8, 20, 200, 3000, 30_000],
  ambiguities: [
    { question: 'Can changes be negative or nothing?', answer: 'Yes, both.' },
    { question: 'Does the empty stretch count for the target 0?', answer: 'No, a stretch has at least one day.' },
    { question: 'May stretches overlap?', answer: 'Yes, each is counted.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'And if no change were negative: could you do without the table?',
    'How would you find the longest such stretch?',
    'What if sums divisible by the target count?',
  ],
  wrong: [
    { because: 'it slides a window, though changes can be negative', solve: slidesAWindow },
    { because: 'it misses stretches that begin on the first day', solve: forgetsTheStart },
  ],
}
