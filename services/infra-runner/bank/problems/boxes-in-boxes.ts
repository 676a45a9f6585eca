/** A sum over boxes in boxes: recursion that follows the shape of what is given. */
import type { Problem, Value } from '../problem.ts'

function worthOfBoxes(box: Value[]): number {
  type Inside = number | Inside[]
  const worth = (inside: Inside[], depth: number): number =>
    inside.reduce<number>((sum, one) => sum + (typeof one === 'number' ? one * depth : worth(one, depth + 1)), 0)
  return worth(box as Inside[], 1)
}

function countsEachOnce(box: Value[]): number {
  const inside: unknown[] = (box as unknown[]).flat(100)
  return (inside as number[]).reduce((sum, one) => sum + one, 0)
}

function looksOneLevelDown(box: Value[]): number {
  return (box as (number | (number | unknown[])[])[]).reduce<number>((sum, one) => {
    if (typeof one === 'number') return sum + one
    return sum + one.reduce<number>((inner, other) => inner + (typeof other === 'number' ? 2 * other : 0), 0)
  }, 0)
}

export const boxesInBoxes: Problem = {
  id: 'boxes-in-boxes',
  title: 'Boxes in boxes',
  difficulty: 'easy',
  topics: ['recursion'],
  statement:
    'A box is a list of coins, which are whole numbers, and of further boxes, which hold coins and boxes again. The deeper a coin is hidden, the more it is worth: a coin in the outermost box is worth its number, one in a box within that twice as much, the next deeper three times, and so on. Give what all coins are worth together.',
  constraints: ['up to 10 000 coins and boxes', 'coins from -100 to 100', 'boxes are at most 100 deep; a box can be empty'],
  parameters: [['box', 'unknown[]']],
  returns: 'number',
  examples: [
    { args: [[3, [1, 4], [[2]]]], output: 19, explanation: '3, twice 1 and 4, three times 2.' },
    { args: [[[], []]], output: 0, explanation: 'Only boxes.' },
  ],
  solve: worthOfBoxes,
  python: `def worth_of_boxes(box):
    def worth(inside, depth):
        total = 0
        for one in inside:
            total += worth(one, depth + 1) if isinstance(one, list) else one * depth
        return total

    return worth(box, 1)
`,
  edges: [[[]], [[5]], [[-5, [5]]], [[[[[[7]]]]]], [[1, [2, [3, [4]]]]], [[[1], [2], 3]], [[[[], [1]], 0]]],
  generate(size, random) {
    const box = (left: number, depth: number): Value[] => {
      const inside: Value[] = []
      for (let room = left; room > 0; ) {
        const taken = depth < 60 && random.int(0, 2) === 0 ? random.int(1, room) : 0
        inside.push(taken === 0 ? random.int(-9, 20) : box(taken - 1, depth + 1))
        room -= Math.max(1, taken)
      }
      return inside
    }
    return [box(size, 1)]
  },
  hardest: (size) => [Array.from({ length: Math.ceil(size / 4) }, (_, at): Value => [at, [1, 2]])],
  sizes: [2, 4, 7, 12, 40, 300, 3000],
  ambiguities: [
    { question: 'How much is a coin in the outermost box worth?', answer: 'Its number, once.' },
    { question: 'Can a box be empty?', answer: 'Yes.' },
    { question: 'Can coins be negative?', answer: 'Yes.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'What if boxes were a million deep?',
    'What if coins were worth more the nearer they are to the outside?',
    'How would you do it level by level?',
  ],
  wrong: [
    { because: 'it counts each coin once', solve: countsEachOnce },
    { because: 'it looks into boxes, but not into boxes within them', solve: looksOneLevelDown },
  ],
}
