/** The fullest moment of a train: changes at each stop, and their running sum. */
import type { Problem } from '../problem.ts'

function fullestStretch(stops: number, trips: [number, number, number][]): number[] {
  const change = new Array<number>(stops + 1).fill(0)
  for (const [on, off, people] of trips) {
    change[on] = (change[on] ?? 0) + people
    change[off] = (change[off] ?? 0) - people
  }
  let aboard = 0
  let [most, at] = [-1, 0]
  for (let stop = 0; stop < stops - 1; stop += 1) {
    aboard += change[stop] ?? 0
    if (aboard > most) [most, at] = [aboard, stop]
  }
  return [at, most]
}

function leavesAStopLate(stops: number, trips: [number, number, number][]): number[] {
  const aboard = new Array<number>(stops).fill(0)
  for (const [on, off, people] of trips) for (let stop = on; stop <= off; stop += 1) aboard[stop] = (aboard[stop] ?? 0) + people
  const riding = aboard.slice(0, -1)
  const most = Math.max(...riding)
  return [riding.indexOf(most), most]
}

function looksAtWhoGetsOn(stops: number, trips: [number, number, number][]): number[] {
  const on = new Array<number>(stops - 1).fill(0)
  for (const [stop, , people] of trips) on[stop] = (on[stop] ?? 0) + people
  const most = Math.max(...on)
  return [on.indexOf(most), most]
}

export const seatsOnTheTrain: Problem = {
  id: 'seats-on-the-train',
  title: 'Seats on the train',
  difficulty: 'medium',
  topics: ['prefix sums', 'intervals'],
  statement:
    'A train calls at stops from 0 to stops - 1. A trip [on, off, people] says that so many people get on at one stop and off at a later one; whoever gets off does so before others get on. Between which stops is the train fullest? Give the stop after which most people are aboard, the first if there are several, and how many they are.',
  constraints: ['2 to 20 000 stops', '0 to 20 000 trips with 0 ≤ on < off < stops', '1 to 100 people each'],
  parameters: [
    ['stops', 'number'],
    ['trips', '[number, number, number][]'],
  ],
  returns: '[number, number]',
  examples: [
    {
      args: [
        4,
        [
          [0, 2, 3],
          [1, 3, 2],
        ],
      ],
      output: [1, 5],
      explanation: 'After stop 1 both groups are aboard.',
    },
    {
      args: [
        3,
        [
          [0, 1, 4],
          [1, 2, 4],
        ],
      ],
      output: [0, 4],
      explanation: 'The first group is off before the second is on.',
    },
  ],
  solve: fullestStretch,
  python: `def fullest_stretch(stops, trips):
    change = [0] * (stops + 1)
    for on, off, people in trips:
        change[on] += people
        change[off] -= people
    aboard, most, at = 0, -1, 0
    for stop in range(stops - 1):
        aboard += change[stop]
        if aboard > most:
            most, at = aboard, stop
    return [at, most]
`,
  edges: [
    [2, []],
    [2, [[0, 1, 1]]],
    [5, [[2, 3, 7]]],
    [
      4,
      [
        [0, 1, 5],
        [2, 3, 5],
      ],
    ],
    [
      5,
      [
        [0, 4, 1],
        [1, 3, 1],
        [2, 3, 1],
      ],
    ],
    [
      4,
      [
        [0, 1, 2],
        [1, 2, 2],
        [2, 3, 3],
      ],
    ],
  ],
  generate(size, random) {
    const stops = Math.max(2, size)
    const trip = (): [number, number, number] => {
      const on = random.int(0, stops - 2)
      return [on, random.int(on + 1, stops - 1), random.int(1, 9)]
    }
    return [stops, Array.from({ length: size }, trip)]
  },
  sizes: [2, 3, 5, 9, 40, 300, 1500, 10_000],
  ambiguities: [
    { question: 'Is somebody who gets off counted at that stop?', answer: 'No, they are off before others get on.' },
    { question: 'Which stretch, if several are equally full?', answer: 'The first.' },
    { question: 'What if nobody rides?', answer: 'Stop 0, with 0 people.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'What if there were a million million stops, but few trips?',
    'Could a trip be taken if the train has so many seats?',
    'What if trips are booked one by one?',
  ],
  wrong: [
    { because: 'people stay aboard one stop too long', solve: leavesAStopLate },
    { because: 'it counts only who gets on', solve: looksAtWhoGetsOn },
  ],
}
