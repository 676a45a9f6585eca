/** Water that stays between walls: two pointers, moved on the lower side. */
import type { Problem } from '../problem.ts'

function waterHeld(walls: number[]): number {
  let left = 0
  let right = walls.length - 1
  let leftMost = 0
  let rightMost = 0
  let water = 0
  while (left <= right) {
    if (leftMost <= rightMost) {
      leftMost = Math.max(leftMost, walls[left] ?? 0)
      water += leftMost - (walls[left] ?? 0)
      left += 1
    } else {
      rightMost = Math.max(rightMost, walls[right] ?? 0)
      water += rightMost - (walls[right] ?? 0)
      right -= 1
    }
  }
  return water
}

function looksAtNeighboursOnly(walls: number[]): number {
  return walls.reduce((sum, wall, at) => sum + Math.max(0, Math.min(walls[at - 1] ?? 0, walls[at + 1] ?? 0) - wall), 0)
}

function looksToTheLeftOnly(walls: number[]): number {
  let highest = 0
  let water = 0
  let waiting = 0
  for (const wall of walls) {
    if (wall >= highest) {
      water += waiting
      waiting = 0
      highest = wall
    } else waiting += highest - wall
  }
  return water
}

export const rainBetweenWalls: Problem = {
  id: 'rain-between-walls',
  title: 'Rain between walls',
  difficulty: 'hard',
  topics: ['two pointers', 'arrays'],
  statement:
    'Walls of the width 1 stand side by side without gaps. Given their heights, give how much water stays between them after a long rain. Water runs off at both ends, and never rises above the walls that hold it.',
  constraints: ['0 to 50 000 walls', 'each 0 to 100 000 high'],
  parameters: [['walls', 'number[]']],
  returns: 'number',
  examples: [
    { args: [[3, 0, 2, 0, 4]], output: 7, explanation: 'Up to the height 3: 3 + 1 + 3.' },
    { args: [[1, 2, 3]], output: 0, explanation: 'All of it runs off to the left.' },
  ],
  solve: waterHeld,
  python: `def water_held(walls):
    left, right = 0, len(walls) - 1
    left_most = right_most = water = 0
    while left <= right:
        if left_most <= right_most:
            left_most = max(left_most, walls[left])
            water += left_most - walls[left]
            left += 1
        else:
            right_most = max(right_most, walls[right])
            water += right_most - walls[right]
            right -= 1
    return water
`,
  edges: [[[]], [[5]], [[5, 5]], [[2, 0, 2]], [[5, 0, 0, 3]], [[4, 2, 0, 3, 2, 5]], [[5, 4, 1, 2]]],
  generate: (size, random) => [random.array(size, 0, Math.max(3, size))],
  sizes: [3, 4, 6, 10, 40, 300, 3000, 30_000],
  ambiguities: [
    { question: 'What stands outside of the first and the last wall?', answer: 'Nothing: water runs off there.' },
    { question: 'Can a wall have the height 0?', answer: 'Yes; water can stand above it.' },
  ],
  complexity: { time: 'n', space: '1' },
  followUps: ['Why may the pointer at the lower side move?', 'How would a stack do it?', 'What of a landscape in two dimensions?'],
  wrong: [
    { because: 'it looks at the walls next to it only', solve: looksAtNeighboursOnly },
    { because: 'it misses water held by a lower wall on the right', solve: looksToTheLeftOnly },
  ],
}
