/** A queue at a counter: who goes round, and how long one waits. */
import type { Problem } from '../problem.ts'

function minutesInQueue(wishes: number[], me: number): number {
  const mine = wishes[me] ?? 0
  return wishes.reduce((sum, wish, at) => sum + Math.min(wish, at <= me ? mine : mine - 1), 0)
}

function letsThoseBehindFinish(wishes: number[], me: number): number {
  const mine = wishes[me] ?? 0
  return wishes.reduce((sum, wish) => sum + Math.min(wish, mine), 0)
}

function buysAllAtOnce(wishes: number[], me: number): number {
  return wishes.slice(0, me + 1).reduce((sum, wish) => sum + wish, 0)
}

export const ticketQueue: Problem = {
  id: 'ticket-queue',
  title: 'One ticket at a time',
  difficulty: 'easy',
  topics: ['queues', 'arrays'],
  statement:
    'People queue at a counter that sells one ticket a minute. Who has bought one and wants more goes to the end of the queue at once; who has all leaves. Given how many tickets each wants, from the front, and the place of one person, give after how many minutes that person has all of theirs.',
  constraints: ['1 to 50 000 people', 'each wants 1 to 1 000 000 tickets', 'places count from 0'],
  parameters: [
    ['wishes', 'number[]'],
    ['me', 'number'],
  ],
  returns: 'number',
  examples: [
    { args: [[2, 3, 2], 2], output: 6, explanation: 'Two rounds of three; the last ticket of the second round is ours.' },
    { args: [[5, 1, 1], 0], output: 7, explanation: 'The others leave after the first round.' },
  ],
  solve: minutesInQueue,
  python: `def minutes_in_queue(wishes, me):
    mine = wishes[me]
    return sum(min(wish, mine if at <= me else mine - 1) for at, wish in enumerate(wishes))
`,
  edges: [
    [[1], 0],
    [[7], 0],
    [[1, 1, 1], 1],
    [[1_000_000, 1_000_000], 0],
    [[1, 9, 9], 0],
    [[3, 1, 4, 1, 5], 3],
  ],
  generate: (size, random) => [random.array(Math.max(1, size), 1, 1000), random.int(0, Math.max(1, size) - 1)],
  sizes: [2, 3, 5, 9, 40, 400, 20_000],
  ambiguities: [
    { question: 'Does going to the end take time?', answer: 'No.' },
    { question: 'Does the minute of the last ticket count?', answer: 'Yes.' },
    { question: 'Does anybody join later?', answer: 'No.' },
  ],
  complexity: { time: 'n', space: '1' },
  followUps: ['What would it cost to play the queue minute by minute?', 'Give the times of all people.', 'What if two counters sell?'],
  wrong: [
    { because: 'it lets those behind buy in the last round too', solve: letsThoseBehindFinish },
    { because: 'it lets each buy all tickets at once', solve: buysAllAtOnce },
  ],
}
