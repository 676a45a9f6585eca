/** A tower of disks after some moves: recursion that skips whole halves of the work. */
import type { Problem } from '../problem.ts'

function towerAfter(disks: number, moves: number): number[] {
  const pegs = new Array<number>(disks).fill(0)
  const place = (disk: number, left: number, [from, to, spare]: readonly [number, number, number]): void => {
    if (disk < 0) return
    const before = 2 ** disk - 1
    if (left > before) {
      pegs[disk] = to
      place(disk - 1, left - before - 1, [spare, to, from])
    } else {
      pegs[disk] = from
      place(disk - 1, left, [from, spare, to])
    }
  }
  place(disks - 1, moves, [0, 2, 1])
  return pegs
}

function swapsTheOtherPegs(disks: number, moves: number): number[] {
  const pegs = new Array<number>(disks).fill(0)
  let left = moves
  const from = 0
  let [to, spare] = [2, 1]
  for (let disk = disks - 1; disk >= 0; disk -= 1) {
    const before = 2 ** disk - 1
    pegs[disk] = left > before ? to : from
    if (left > before) left -= before + 1
    ;[to, spare] = [spare, to]
  }
  return pegs
}

function movesEvenlyAround(disks: number, moves: number): number[] {
  return Array.from({ length: disks }, (_, disk) => (2 * Math.floor((moves + 2 ** disk) / 2 ** (disk + 1))) % 3)
}

export const towerAfterMoves: Problem = {
  id: 'tower-after-moves',
  title: 'The tower after some moves',
  difficulty: 'hard',
  topics: ['recursion', 'math'],
  statement:
    'A tower of disks, each smaller than the one below, stands on peg 0 and is to be brought to peg 2 with the help of peg 1. One disk is moved at a time, and none may ever lie on a smaller one. Somebody does it with the fewest moves there are, and stops after a given number of moves. Give for each disk, the smallest first, the peg it lies on then.',
  constraints: ['0 to 50 disks', '0 ≤ moves ≤ 2ᵈ - 1 for d disks'],
  parameters: [
    ['disks', 'number'],
    ['moves', 'number'],
  ],
  returns: 'number[]',
  examples: [
    { args: [2, 1], output: [1, 0], explanation: 'The small disk waits on peg 1.' },
    { args: [3, 4], output: [1, 1, 2], explanation: 'The two small ones are on peg 1, and the large one has just come to peg 2.' },
  ],
  solve: towerAfter,
  python: `def tower_after(disks, moves):
    pegs = [0] * disks

    def place(disk, left, start, to, spare):
        if disk < 0:
            return
        before = 2 ** disk - 1
        if left > before:
            pegs[disk] = to
            place(disk - 1, left - before - 1, spare, to, start)
        else:
            pegs[disk] = start
            place(disk - 1, left, start, spare, to)

    place(disks - 1, moves, 0, 2, 1)
    return pegs
`,
  edges: [
    [0, 0],
    [1, 0],
    [1, 1],
    [2, 2],
    [2, 3],
    [3, 5],
    [4, 7],
    [4, 8],
    [50, 0],
    [50, 1_125_899_906_842_623],
  ],
  generate(size, random) {
    const disks = Math.min(50, size)
    return [disks, random.int(0, 2 ** disks - 1)]
  },
  hardest: (size, random) => [size, random.int(0, 2 ** 50 - 1)],
  measured: [4, 6, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48],
  sizes: [2, 3, 4, 5, 10, 20, 45],
  ambiguities: [
    { question: 'Which disk comes first in the answer?', answer: 'The smallest.' },
    { question: 'Are the fewest moves the same for everybody?', answer: 'Yes, there is one way only.' },
    { question: 'Can there be no disks?', answer: 'Yes: then the answer is empty.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'How many moves does the whole tower take, and why?',
    'What has the answer to do with the bits of the number of moves?',
    'Which disk moves next?',
  ],
  wrong: [
    { because: 'it swaps the same pegs, whether the disk has moved or not', solve: swapsTheOtherPegs },
    { because: 'it sends every disk around in the same direction', solve: movesEvenlyAround },
  ],
}
