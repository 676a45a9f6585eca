/** The course of a conversation: the same prompts in the same order, each asked about until it is answered well enough, at most twice. */
import { type Answer, type Problem, promptCount } from '../problem.ts'
import { type Lack, lackOf } from './lack.ts'

/** What the coach has said last. */
export interface Spoken {
  /** From 1. */
  readonly turn: number
  /** What the learner's next words answer; 12 when there is nothing more to say. */
  readonly promptIndex: number
  /** How long the answer to that prompt was at the time. */
  readonly knownLength: number
}

export interface NextTurn extends Spoken {
  /** Set when the coach asks about the same prompt once more. */
  readonly lack: Lack | undefined
  /** The prompt that the learner's last words answered; undefined at the beginning. */
  readonly answered: number | undefined
}

/** @returns undefined while it is the learner's turn. */
export function nextTurn(spoken: readonly Spoken[], answers: readonly Answer[], problem: Problem): NextTurn | undefined {
  const last = spoken.at(-1)
  if (last !== undefined && (last.promptIndex >= promptCount || lengthOf(answers, last.promptIndex) === last.knownLength)) return undefined
  const turn = (last?.turn ?? 0) + 1
  const again = last === undefined ? undefined : followUp(spoken, answers, problem)
  const promptIndex = again === undefined ? firstOpen(answers) : (last?.promptIndex ?? 0)
  return { turn, promptIndex, knownLength: lengthOf(answers, promptIndex), lack: again, answered: last?.promptIndex }
}

/** Twice about one prompt at most: a third time would be an interrogation. */
function followUp(spoken: readonly Spoken[], answers: readonly Answer[], problem: Problem): Lack | undefined {
  const last = spoken.at(-1)
  const asked = spoken.filter(({ promptIndex }) => promptIndex === last?.promptIndex).length
  const text = answers.find(({ promptIndex }) => promptIndex === last?.promptIndex)?.text
  return last === undefined || text === undefined || asked > 1 ? undefined : lackOf(text, last.promptIndex, problem)
}

function firstOpen(answers: readonly Answer[]): number {
  const answered = new Set(answers.map(({ promptIndex }) => promptIndex))
  for (let index = 0; index < promptCount; index += 1) if (!answered.has(index)) return index
  return promptCount
}

function lengthOf(answers: readonly Answer[], promptIndex: number): number {
  return answers.find((answer) => answer.promptIndex === promptIndex)?.text.length ?? 0
}
