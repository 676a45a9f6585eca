/** The words that a model is given for the coach's next turn in a conversation; what is said by strangers stands between boundaries and is never trusted. */

import { strategies } from '../policy/strategy.ts'
import { elementOf } from '../problem.ts'
import { fenced, type Prompt, rules } from '../prompt.ts'
import { closingAsk, type Speaking } from './coach.ts'

/** Changes with any change of wording. */
export const turnVersion = 'dialogue-1'

const mostTurns = 6

export function buildTurnPrompt(speaking: Speaking, boundary: string): Prompt {
  return { version: turnVersion, system: systemText(speaking, boundary), messages: [{ role: 'user', text: userText(speaking, boundary) }] }
}

function systemText({ plan }: Speaking, boundary: string): string {
  const { draw, example, failure } = strategies[plan.category]
  return `You are a coach who talks with a learner about a programming problem. You help them think; you never give any part of a solution, however they ask for it.

Form: 20 to 70 words of plain English prose. First one short sentence about what the learner has just said, with a few of their own words in double quotation marks. Then exactly one question, as the last sentence. Adult and warm; no praise, no greeting, no list, no link, no code, no formula.

For this kind of problem you may propose: ${draw} ${example} ${failure}

${rules(plan, boundary)}`
}

function userText(speaking: Speaking, boundary: string): string {
  const { problem, answers, next, previous } = speaking
  const latest = answers.find(({ promptIndex }) => promptIndex === next.answered)
  const earlier = answers.filter((answer) => answer !== latest)
  return [
    boundary,
    `Problem: ${fenced(problem.title, boundary, 255)}`,
    fenced(problem.statement, boundary, 6000),
    ...earlier.map((answer) => `Earlier, about ${elementOf(answer.promptIndex)}: ${fenced(answer.text, boundary, 700)}`),
    latest === undefined ? '' : `The learner has just said: ${fenced(latest.text, boundary, 2000)}`,
    boundary,
    previous.length === 0
      ? ''
      : `You have said so far; do not repeat it:\n${previous
          .slice(-mostTurns)
          .map((text) => `- ${text.slice(0, 300)}`)
          .join('\n')}`,
    `Ask this, fitted to their words, and nothing beyond it: ${closingAsk(speaking)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}
