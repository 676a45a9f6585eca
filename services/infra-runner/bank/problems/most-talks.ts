/** As many talks as one can hear: the one that ends first. */
import type { Problem } from '../problem.ts'

function mostTalks(talks: [number, number][]): number {
  let heard = 0
  let free = 0
  for (const [start, end] of [...talks].sort(([, a], [, b]) => a - b)) {
    if (start < free) continue
    heard += 1
    free = end
  }
  return heard
}

function takesTheFirstToStart(talks: [number, number][]): number {
  let heard = 0
  let free = 0
  for (const [start, end] of [...talks].sort(([a], [b]) => a - b)) {
    if (start < free) continue
    heard += 1
    free = end
  }
  return heard
}

function takesTheShortest(talks: [number, number][]): number {
  const heard: [number, number][] = []
  for (const [start, end] of [...talks].sort((a, b) => a[1] - a[0] - (b[1] - b[0]))) {
    if (heard.every(([from, until]) => end <= from || until <= start)) heard.push([start, end])
  }
  return heard.length
}

export const mostTalksProblem: Problem = {
  id: 'most-talks',
  title: 'As many talks as possible',
  difficulty: 'medium',
  topics: ['greedy', 'intervals', 'sorting'],
  statement:
    'At a conference each talk has a start and an end. You hear talks from start to end only, one at a time, and get to the next without losing time. Given the talks, give the most of them that you can hear.',
  constraints: ['0 to 20 000 talks', '0 ≤ start < end ≤ 1 000 000', 'in no order'],
  parameters: [['talks', '[number, number][]']],
  returns: 'number',
  examples: [
    {
      args: [
        [
          [0, 9],
          [1, 3],
          [3, 5],
        ],
      ],
      output: 2,
      explanation: 'Without the long one.',
    },
    {
      args: [
        [
          [4, 6],
          [1, 5],
          [5, 9],
        ],
      ],
      output: 2,
      explanation: '1 to 5 and 5 to 9; the shortest is in the way of both.',
    },
  ],
  solve: mostTalks,
  python: `def most_talks(talks):
    heard = free = 0
    for start, end in sorted(talks, key=lambda talk: talk[1]):
        if start >= free:
            heard += 1
            free = end
    return heard
`,
  edges: [
    [[]],
    [[[0, 1]]],
    [
      [
        [1, 2],
        [1, 2],
      ],
    ],
    [
      [
        [1, 2],
        [2, 3],
        [3, 4],
      ],
    ],
    [
      [
        [0, 100],
        [1, 2],
        [3, 4],
      ],
    ],
    [
      [
        [1, 5],
        [4, 6],
        [5, 9],
      ],
    ],
  ],
  generate: (size, random) => [
    Array.from({ length: size }, () => {
      const start = random.int(0, size * 2)
      return [start, start + random.int(1, 9)]
    }),
  ],
  sizes: [3, 4, 6, 10, 40, 300, 3000, 10_000],
  ambiguities: [
    { question: 'May a talk begin at the moment another ends?', answer: 'Yes, both can be heard.' },
    { question: 'Is it the number of talks that counts, or the time?', answer: 'The number.' },
    { question: 'Are the talks in order?', answer: 'No.' },
  ],
  complexity: { time: 'n log n', space: 'n' },
  followUps: ['Why is the talk that ends first never a mistake?', 'What if talks are worth different points?', 'What if two of you share the talks?'],
  wrong: [
    { because: 'it takes the talk that starts first', solve: takesTheFirstToStart },
    { because: 'it takes the shortest talk', solve: takesTheShortest },
  ],
}
