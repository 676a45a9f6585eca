/** Days until it gets warmer: a stack of those who wait. */
import type { Problem } from '../problem.ts'

function daysUntilWarmer(degrees: number[]): number[] {
  const waits = degrees.map(() => 0)
  const waiting: number[] = []
  for (const [day, now] of degrees.entries()) {
    for (let last = waiting.at(-1); last !== undefined && (degrees[last] ?? 0) < now; last = waiting.at(-1)) {
      waits[last] = day - last
      waiting.pop()
    }
    waiting.push(day)
  }
  return waits
}

function takesEqualForWarmer(degrees: number[]): number[] {
  return degrees.map((now, day) => {
    const later = degrees.findIndex((other, at) => at > day && other >= now)
    return later === -1 ? 0 : later - day
  })
}

function givesTheDegrees(degrees: number[]): number[] {
  return degrees.map((now, day) => degrees.slice(day + 1).find((other) => other > now) ?? 0)
}

export const nextWarmer: Problem = {
  id: 'days-until-warmer',
  title: 'Days until it gets warmer',
  difficulty: 'medium',
  topics: ['stacks', 'arrays'],
  statement: 'Given the temperature of each day, give for each day how many days one has to wait until a warmer one, and 0 where none comes.',
  constraints: ['0 to 100 000 days', 'whole degrees from -60 to 60'],
  parameters: [['degrees', 'number[]']],
  returns: 'number[]',
  examples: [
    { args: [[12, 15, 11, 9, 13, 16]], output: [1, 4, 2, 1, 1, 0], explanation: 'Day 1 with 15 waits until day 5 with 16.' },
    { args: [[20, 20]], output: [0, 0], explanation: 'As warm is not warmer.' },
  ],
  solve: daysUntilWarmer,
  python: `def days_until_warmer(degrees):
    waits = [0] * len(degrees)
    waiting = []
    for day, now in enumerate(degrees):
        while waiting and degrees[waiting[-1]] < now:
            last = waiting.pop()
            waits[last] = day - last
        waiting.append(day)
    return waits
`,
  edges: [[[]], [[5]], [[5, 4, 3, 2, 1]], [[1, 2, 3, 4, 5]], [[-5, 0, -5, 5]], [[3, 3, 3, 4]]],
  generate: (size, random) => [random.array(size, -60, 60)],
  sizes: [2, 3, 5, 8, 20, 100, 1000, 20_000],
  ambiguities: [
    { question: 'Is a day that is just as warm warmer?', answer: 'No, strictly warmer.' },
    { question: 'What of days after which no warmer one comes?', answer: 'They get 0.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'Can you do it with constant memory beside the answer?',
    'And if the days go round in a circle?',
    'Why is the inner loop not a second factor n?',
  ],
  wrong: [
    { because: 'it takes equal for warmer', solve: takesEqualForWarmer },
    { because: 'it gives the temperature in place of the wait', solve: givesTheDegrees },
  ],
}
