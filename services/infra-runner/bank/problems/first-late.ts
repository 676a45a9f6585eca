/** Where a sorted list begins to be late: binary search for a border. */
import type { Problem } from '../problem.ts'

function firstAtLeast(times: number[], limit: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((times[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

function findsAnyEqual(times: number[], limit: number): number {
  let low = 0
  let high = times.length - 1
  while (low <= high) {
    const middle = Math.floor((low + high) / 2)
    const time = times[middle] ?? 0
    if (time === limit) return middle
    if (time < limit) low = middle + 1
    else high = middle - 1
  }
  return low
}

function missesTheEnd(times: number[], limit: number): number {
  let low = 0
  let high = times.length - 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((times[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return Math.max(0, low)
}

export const firstLate: Problem = {
  id: 'first-late-arrival',
  title: 'The first late arrival',
  difficulty: 'easy',
  topics: ['binary search', 'arrays'],
  statement:
    'Given arrival times in ascending order and a limit, give the position of the first arrival at or after the limit; if nobody is late, give the number of arrivals.',
  constraints: ['0 to 100 000 times, ascending, repeats possible', 'the list is asked often, so looking at every entry is too slow'],
  parameters: [
    ['times', 'number[]'],
    ['limit', 'number'],
  ],
  returns: 'number',
  examples: [
    { args: [[3, 5, 5, 8], 5], output: 1, explanation: 'Positions 1 and 2 are both at the limit; 1 is the first.' },
    { args: [[3, 5], 9], output: 2, explanation: 'Nobody is late.' },
  ],
  solve: firstAtLeast,
  python: `def first_at_least(times, limit):
    low, high = 0, len(times)
    while low < high:
        middle = (low + high) // 2
        if times[middle] < limit:
            low = middle + 1
        else:
            high = middle
    return low
`,
  edges: [
    [[], 1],
    [[7], 7],
    [[7], 8],
    [[7], 6],
    [[2, 2, 2, 2, 2, 2], 2],
    [[1, 1, 2, 2, 2, 2, 2, 2, 3], 2],
  ],
  generate(size, random) {
    const times = random.array(size, 0, Math.max(2, Math.floor(size / 2))).sort((a, b) => a - b)
    return [times, random.int(0, Math.max(3, Math.floor(size / 2) + 1))]
  },
  sizes: [2, 3, 4, 7, 8, 9, 31, 200, 5000, 50_000],
  ambiguities: [
    { question: 'Is somebody who arrives exactly at the limit late?', answer: 'Yes.' },
    { question: 'Can times repeat?', answer: 'Yes; the first position counts.' },
    { question: 'What if nobody is late?', answer: 'The number of arrivals.' },
  ],
  complexity: { time: 'log n', space: '1' },
  followUps: [
    'How would you count those between two limits?',
    'What if the list were turned at an unknown place?',
    'Why can this never loop for ever?',
  ],
  wrong: [
    { because: 'it stops at any equal entry', solve: findsAnyEqual },
    { because: 'it never says that nobody is late', solve: missesTheEnd },
  ],
}
