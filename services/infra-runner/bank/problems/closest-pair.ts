/** The pair of values nearest to a sum in a sorted list: two pointers. */
import type { Problem } from '../problem.ts'

function nearestSum(sorted: number[], target: number): number {
  let left = 0
  let right = sorted.length - 1
  let nearest = (sorted[left] ?? 0) + (sorted[right] ?? 0)
  while (left < right) {
    const sum = (sorted[left] ?? 0) + (sorted[right] ?? 0)
    const isNearer = Math.abs(sum - target) < Math.abs(nearest - target)
    const isSmallerTie = Math.abs(sum - target) === Math.abs(nearest - target) && sum < nearest
    if (isNearer || isSmallerTie) nearest = sum
    if (sum < target) left += 1
    else right -= 1
  }
  return nearest
}

function takesTheLargerTie(sorted: number[], target: number): number {
  let left = 0
  let right = sorted.length - 1
  let nearest = (sorted[left] ?? 0) + (sorted[right] ?? 0)
  while (left < right) {
    const sum = (sorted[left] ?? 0) + (sorted[right] ?? 0)
    const far = Math.abs(sum - target) - Math.abs(nearest - target)
    if (far < 0 || (far === 0 && sum > nearest)) nearest = sum
    if (sum < target) left += 1
    else right -= 1
  }
  return nearest
}

function staysBelow(sorted: number[], target: number): number {
  let left = 0
  let right = sorted.length - 1
  let nearest = (sorted[0] ?? 0) + (sorted[1] ?? 0)
  while (left < right) {
    const sum = (sorted[left] ?? 0) + (sorted[right] ?? 0)
    if (sum <= target) {
      nearest = Math.max(nearest, sum)
      left += 1
    } else right -= 1
  }
  return nearest
}

export const closestPair: Problem = {
  id: 'nearest-sum',
  title: 'The nearest sum of two',
  difficulty: 'medium',
  topics: ['two pointers', 'arrays'],
  statement:
    'Given numbers in ascending order and a target, give the sum of two different entries that is nearest to the target; of two sums that are equally near, the smaller one.',
  constraints: ['2 to 50 000 numbers, ascending, repeats possible', 'each from -1 000 000 to 1 000 000'],
  parameters: [
    ['sorted', 'number[]'],
    ['target', 'number'],
  ],
  returns: 'number',
  examples: [
    { args: [[1, 4, 7, 10], 12], output: 11, explanation: '1+10 and 4+7 make 11; nothing makes 12, and 14 is farther.' },
    { args: [[0, 2, 4], 3], output: 2, explanation: '2 and 4 are equally near to 3; 2 is smaller.' },
  ],
  solve: nearestSum,
  python: `def nearest_sum(sorted, target):
    left, right = 0, len(sorted) - 1
    nearest = sorted[left] + sorted[right]
    while left < right:
        total = sorted[left] + sorted[right]
        if (abs(total - target), total) < (abs(nearest - target), nearest):
            nearest = total
        if total < target:
            left += 1
        else:
            right -= 1
    return nearest
`,
  edges: [
    [[1, 1], 5],
    [[-3, 3], 0],
    [[1, 2, 3], 100],
    [[1, 2, 3], -100],
    [[-5, -1, 4, 8], 2],
    [[0, 2, 4, 6], 5],
  ],
  generate: (size, random) => [random.array(Math.max(2, size), -size * 3, size * 3).sort((a, b) => a - b), random.int(-size * 2, size * 2)],
  sizes: [2, 3, 5, 8, 20, 200, 3000, 20_000],
  ambiguities: [
    { question: 'May an entry be used twice?', answer: 'No.' },
    { question: 'What if two sums are equally near?', answer: 'The smaller one.' },
  ],
  complexity: { time: 'n', space: '1' },
  followUps: ['What of three entries?', 'Why is no pair missed when a pointer moves?', 'What if the list were not sorted?'],
  wrong: [
    { because: 'it takes the larger of two equally near sums', solve: takesTheLargerTie },
    { because: 'it stays below the target', solve: staysBelow },
  ],
}
