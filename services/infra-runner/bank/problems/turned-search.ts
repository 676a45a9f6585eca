/** A place in a sorted list that was turned: one half is always in order. */
import type { Problem } from '../problem.ts'

function findInTurned(turned: number[], wanted: number): number {
  let low = 0
  let high = turned.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const value = turned[middle] ?? 0
    const first = turned[low] ?? 0
    if (value === wanted) return middle
    const isBelow = first <= value ? first <= wanted && wanted < value : !(value < wanted && wanted <= (turned[high] ?? 0))
    if (isBelow) high = middle - 1
    else low = middle + 1
  }
  return -1
}

function takesItForSorted(turned: number[], wanted: number): number {
  let low = 0
  let high = turned.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const value = turned[middle] ?? 0
    if (value === wanted) return middle
    if (wanted < value) high = middle - 1
    else low = middle + 1
  }
  return -1
}

function givesThePlaceBeforeTurning(turned: number[], wanted: number): number {
  return [...turned].sort((a, b) => a - b).indexOf(wanted)
}

export const turnedSearch: Problem = {
  id: 'search-after-turning',
  title: 'Search after turning',
  difficulty: 'medium',
  topics: ['binary search', 'arrays'],
  statement:
    'A list of different numbers was in ascending order until some of its front, maybe nothing, was moved to its end as it stood. Given the list as it is now and a number, give the position of the number in it, or -1. Look at far fewer entries than there are.',
  constraints: ['0 to 50 000 different numbers', 'each from -1 000 000 to 1 000 000', 'positions count from 0'],
  parameters: [
    ['turned', 'number[]'],
    ['wanted', 'number'],
  ],
  returns: 'number',
  examples: [
    { args: [[6, 8, 11, 1, 3], 1], output: 3, explanation: '1 and 3 were moved from the front to the end; 1 is now at position 3.' },
    { args: [[2, 4], 3], output: -1, explanation: '3 is not there.' },
  ],
  solve: findInTurned,
  python: `def find_in_turned(turned, wanted):
    low, high = 0, len(turned) - 1
    while low <= high:
        middle = (low + high) // 2
        value = turned[middle]
        if value == wanted:
            return middle
        if turned[low] <= value:
            below = turned[low] <= wanted < value
        else:
            below = not value < wanted <= turned[high]
        if below:
            high = middle - 1
        else:
            low = middle + 1
    return -1
`,
  edges: [
    [[], 1],
    [[1], 1],
    [[1], 0],
    [[3, 1], 1],
    [[3, 1], 3],
    [[5, 1, 3], 5],
    [[4, 5, 6, 7, 0, 1, 2], 0],
  ],
  generate(size, random) {
    let last = random.int(-5, 5)
    const sorted = Array.from({ length: size }, () => {
      last += random.int(1, 3)
      return last
    })
    const cut = random.int(0, size)
    const turned = [...sorted.slice(cut), ...sorted.slice(0, cut)]
    return [turned, random.int(0, 3) === 0 || size === 0 ? random.int(-9, size * 3) : random.pick(turned)]
  },
  hardest: (size) => [Array.from({ length: size }, (_, at) => at * 2), -1],
  sizes: [2, 3, 5, 8, 20, 200, 20_000],
  ambiguities: [
    { question: 'Can a number come twice?', answer: 'No.' },
    { question: 'May the list be as it was, in ascending order?', answer: 'Yes.' },
    { question: 'What if the number is not there?', answer: '-1.' },
  ],
  complexity: { time: 'log n', space: '1' },
  followUps: ['What if numbers can come twice?', 'How would you find the smallest number?', 'How many were moved?'],
  wrong: [
    { because: 'it takes the list for sorted', solve: takesItForSorted },
    { because: 'it gives the position before the turn', solve: givesThePlaceBeforeTurning },
  ],
}
