/** Stretches that touch become one: sort by start, and walk. */
import type { Problem } from '../problem.ts'

function joinShifts(shifts: [number, number][]): [number, number][] {
  const joined: [number, number][] = []
  for (const [start, end] of [...shifts].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else joined.push([start, end])
  }
  return joined
}

function takesTheLaterEnd(shifts: [number, number][]): [number, number][] {
  const joined: [number, number][] = []
  for (const [start, end] of [...shifts].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = end
    else joined.push([start, end])
  }
  return joined
}

function leavesThoseThatTouch(shifts: [number, number][]): [number, number][] {
  const joined: [number, number][] = []
  for (const [start, end] of [...shifts].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1)
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end)
    else joined.push([start, end])
  }
  return joined
}

export const joinedShifts: Problem = {
  id: 'joined-shifts',
  title: 'Shifts joined',
  difficulty: 'medium',
  topics: ['intervals', 'sorting'],
  statement:
    'A desk is staffed by shifts, each a pair of a start and an end. Given them in no order, give the times at which somebody is there: pairs in ascending order in which shifts that overlap or touch are joined to one.',
  constraints: ['0 to 4 000 shifts', '0 ≤ start < end ≤ 1 000 000'],
  parameters: [['shifts', '[number, number][]']],
  returns: '[number, number][]',
  examples: [
    {
      args: [
        [
          [8, 12],
          [1, 4],
          [10, 14],
        ],
      ],
      output: [
        [1, 4],
        [8, 14],
      ],
      explanation: 'Two of them overlap from 10 to 12.',
    },
    {
      args: [
        [
          [1, 2],
          [2, 3],
        ],
      ],
      output: [[1, 3]],
      explanation: 'They touch at 2.',
    },
  ],
  solve: joinShifts,
  python: `def join_shifts(shifts):
    joined = []
    for start, end in sorted(shifts):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return joined
`,
  edges: [
    [[]],
    [[[0, 1]]],
    [
      [
        [0, 10],
        [2, 3],
        [5, 6],
      ],
    ],
    [
      [
        [5, 6],
        [3, 4],
        [1, 2],
      ],
    ],
    [
      [
        [1, 2],
        [1, 2],
      ],
    ],
    [
      [
        [1, 3],
        [3, 5],
        [5, 7],
      ],
    ],
  ],
  generate: (size, random) => [
    Array.from({ length: size }, () => {
      const start = random.int(0, size * 4)
      return [start, start + random.int(1, 6)]
    }),
  ],
  sizes: [2, 3, 5, 9, 40, 300, 3000],
  ambiguities: [
    { question: 'Are shifts that only touch joined?', answer: 'Yes.' },
    { question: 'Are they in order?', answer: 'No, but the answer is.' },
    { question: 'Can two shifts be the same?', answer: 'Yes.' },
  ],
  complexity: { time: 'n log n', space: 'n' },
  followUps: ['When is nobody there?', 'How would you add one more shift to the answer?', 'What if shifts arrive all day long?'],
  wrong: [
    { because: 'it takes the end of the later one, though the earlier may last longer', solve: takesTheLaterEnd },
    { because: 'it leaves those apart that only touch', solve: leavesThoseThatTouch },
  ],
}
