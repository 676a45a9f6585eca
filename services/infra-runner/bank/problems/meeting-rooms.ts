/** How many rooms meetings need: sorting the events of intervals. */
import type { Problem } from '../problem.ts'

function roomsNeeded(meetings: [number, number][]): number {
  const starts = meetings.map(([start]) => start).sort((a, b) => a - b)
  const ends = meetings.map(([, end]) => end).sort((a, b) => a - b)
  let ended = 0
  let most = 0
  for (const [started, start] of starts.entries()) {
    while ((ends[ended] ?? Number.POSITIVE_INFINITY) <= start) ended += 1
    most = Math.max(most, started + 1 - ended)
  }
  return most
}

function holdsRoomsTooLong(meetings: [number, number][]): number {
  const starts = meetings.map(([start]) => start).sort((a, b) => a - b)
  const ends = meetings.map(([, end]) => end).sort((a, b) => a - b)
  let ended = 0
  let most = 0
  for (const [started, start] of starts.entries()) {
    while ((ends[ended] ?? Number.POSITIVE_INFINITY) < start) ended += 1
    most = Math.max(most, started + 1 - ended)
  }
  return most
}

function countsOverlapsOfOne(meetings: [number, number][]): number {
  return meetings.reduce((most, [start, end]) => Math.max(most, meetings.filter(([other, until]) => other < end && until > start).length), 0)
}

export const meetingRooms: Problem = {
  id: 'meeting-rooms',
  title: 'Rooms for all meetings',
  difficulty: 'medium',
  topics: ['intervals', 'sorting'],
  statement:
    'Given meetings as pairs of a start and an end, give the fewest rooms in which all of them can be held. A room is free again at the moment a meeting ends.',
  constraints: ['0 to 50 000 meetings', '0 ≤ start < end ≤ 1 000 000', 'in no order'],
  parameters: [['meetings', '[number, number][]']],
  returns: 'number',
  examples: [
    {
      args: [
        [
          [0, 30],
          [5, 10],
          [15, 20],
        ],
      ],
      output: 2,
      explanation: 'The first lasts through the others, which follow each other.',
    },
    {
      args: [
        [
          [1, 4],
          [4, 6],
        ],
      ],
      output: 1,
      explanation: 'One begins as the other ends.',
    },
  ],
  solve: roomsNeeded,
  python: `def rooms_needed(meetings):
    starts = sorted([start for start, _ in meetings])
    ends = sorted([end for _, end in meetings])
    ended = most = 0
    for started, start in enumerate(starts):
        while ends[ended] <= start:
            ended += 1
        most = max(most, started + 1 - ended)
    return most
`,
  edges: [
    [[]],
    [[[0, 1]]],
    [
      [
        [0, 10],
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ],
    [
      [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    ],
    [
      [
        [1, 2],
        [2, 3],
        [3, 4],
      ],
    ],
  ],
  generate: (size, random) => [
    Array.from({ length: size }, () => {
      const start = random.int(0, size * 2)
      return [start, start + random.int(1, Math.max(2, Math.floor(size / 3)))]
    }),
  ],
  sizes: [2, 3, 5, 9, 30, 200, 1000, 10_000],
  ambiguities: [
    { question: 'May a meeting begin in a room at the moment another ends there?', answer: 'Yes.' },
    { question: 'Are the meetings in order?', answer: 'No.' },
    { question: 'Can a meeting take no time?', answer: 'No, it ends after it starts.' },
  ],
  complexity: { time: 'n log n', space: 'n' },
  followUps: ['Which meeting goes into which room?', 'What if times are minutes of one day only?', 'What if meetings are added one by one?'],
  wrong: [
    { because: 'it keeps a room at the moment a meeting ends', solve: holdsRoomsTooLong },
    { because: 'it counts all that touch one meeting, though they follow each other', solve: countsOverlapsOfOne },
  ],
}
