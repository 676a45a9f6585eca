/** A candidate who answers what they are asked, with reasons, tests their own code, and is right. */
import type { Candidate, Moment } from '../candidate.ts'
import type { Task } from '../task.ts'

const growth = ({ problem }: Task): string =>
  `It takes O(${problem.complexity.time}) time and O(${problem.complexity.space}) space, because each part is looked at only so often.`

/** By the beginning of the question's code. */
const replies: readonly (readonly [RegExp, (task: Task) => string])[] = [
  [
    /^(?:clarify|open)/,
    ({ problem }) => `${problem.ambiguities.map(({ question }) => question).join(' ')} I would assume the simplest answer to each of them for now.`,
  ],
  [/^example/, ({ example }) => `${example} I worked that out by hand, because it is small enough.`],
  [/^plan/, (task) => `${task.plan} ${growth(task)}`],
  [/^why/, () => 'Because at every moment everything that was read so far has been taken into account, and nothing is ever taken back.'],
  [/^growth/, growth],
  [/^break/, ({ edges }) => edges],
  [/^alternative/, ({ slowPlan }) => `${slowPlan} But that would do the same work again and again, so I left it.`],
]

function answer({ task, turn, questionCode }: Moment): string {
  if (turn === 0) return `${task.problem.ambiguities.map(({ question }) => question).join(' ')}`
  const known = replies.find(([pattern]) => pattern.test(questionCode))
  return known === undefined ? (general[turn % general.length] ?? '') : known[1](task)
}

const general = [
  'I would look at the lines of the loop, because they are run the most, and count how often for ten values and for a hundred.',
  'I would try an empty input, one value, and equal values, since each of them has broken code of mine before.',
  'What is true there is that everything to the left has been dealt with, so only the current one has to be considered.',
  'I would split it by size and work through the parts, because only what is needed later has to stay in memory.',
]

export const strong: Candidate = {
  name: 'strong',
  about: 'clarifies, plans, tests and is right, with reasons',
  persona: 'demanding',
  says: answer,
  attempts: [
    { program: 'right', submitted: false, ownInput: true },
    { program: 'right', submitted: false },
    { program: 'right', submitted: true },
  ],
  bands: ['strong_hire'],
}
