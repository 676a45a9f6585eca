/** Problem solving: from an unclear statement to a plan that holds. */
import { absence, inCode, inEntry } from '../claim.ts'
import { passed } from '../interview.ts'
import { shown } from '../run-report.ts'
import { observation, type Rule } from './observation.ts'

const clarifying: Rule = ({ interview, evidence }) => {
  const [first, second] = evidence.asked
  if (first === undefined)
    return observation({
      code: 'no_clarifying_questions',
      points: -8,
      text: 'You asked nothing about the problem before you began.',
      references: [absence(interview)],
      advice: 'Ask at least two questions about the input before any plan: what may be missing, and what may stand there twice.',
    })
  return observation({
    code: 'clarifying_questions',
    points: second === undefined ? 12 : 20,
    text: `You asked about the problem first: ${shown(first.text)}.`,
    references: [first, second].filter((seen) => seen !== undefined).map(({ reference }) => reference),
    skill: 'clarifying_questions',
  })
}

const example: Rule = ({ evidence }) => {
  const [first] = evidence.ownExamples
  return first === undefined
    ? undefined
    : observation({
        code: 'own_example',
        points: 10,
        text: `You worked with an example of your own: ${shown(first.text)}.`,
        references: [first.reference],
        skill: 'own_examples',
      })
}

const plan: Rule = ({ interview, evidence }) => {
  if (evidence.plan !== undefined)
    return observation({ code: 'had_a_plan', points: 10, text: 'There was a plan before there was code.', references: [evidence.plan.reference] })
  const [code] = interview.submissions
  if (code === undefined) return undefined
  return observation({
    code: 'code_without_plan',
    points: -12,
    text: 'You began to write before you told a plan.',
    references: [inCode(code)],
    advice: 'Tell the whole way in four sentences before the first line of code.',
  })
}

const edges: Rule = ({ evidence }) => {
  const [first] = evidence.edgeCases
  return first === undefined
    ? undefined
    : observation({
        code: 'edge_cases_seen',
        points: 8,
        text: `You thought of where it could break: ${shown(first.text)}.`,
        references: [first.reference],
        skill: 'edge_cases',
      })
}

const alternatives: Rule = ({ evidence }) => {
  const [first] = evidence.alternatives
  return first === undefined
    ? undefined
    : observation({
        code: 'alternatives_weighed',
        points: 10,
        text: `You weighed more than one way: ${shown(first.text)}.`,
        references: [first.reference],
        skill: 'weighs_alternatives',
      })
}

const recovered: Rule = ({ interview: { submissions } }) => {
  const won = submissions.findLast(passed)
  const lost = submissions.find((run) => run.outcome !== '' && run.outcome !== 'ok' && run.outcome !== 'unavailable')
  if (won === undefined || lost === undefined || submissions.indexOf(lost) > submissions.indexOf(won)) return undefined
  return observation({
    code: 'recovered',
    points: 12,
    text: 'A version failed, and you found out why and mended it.',
    references: [inCode(lost), inCode(won)],
    skill: 'debugs',
  })
}

const outcome: Rule = ({ interview, evidence }) => {
  const last = evidence.submitted.at(-1)
  if (last === undefined)
    return observation({
      code: 'nothing_submitted',
      points: -25,
      text: 'You handed in no code.',
      references: [interview.submissions[0] === undefined ? absence(interview) : inCode(interview.submissions[0])],
      advice: 'Hand in the plainest version that works early, and improve it from there.',
    })
  if (passed(last))
    return observation({ code: 'solved', points: 20, text: 'What you handed in solves the problem.', references: [inCode(last)], skill: 'solved' })
  if (last.testsTotal === 0) return undefined
  return observation({
    code: 'not_solved',
    points: -15,
    text: `What you handed in passes ${last.testsPassed} of ${last.testsTotal} tests.`,
    references: [inCode(last)],
    advice: 'Solve this problem once more in two days, without looking at your code of today.',
  })
}

const stuckSilently: Rule = ({ evidence }) => {
  const asked = evidence.answered.filter(({ question }) => question.questionCode === 'plan' || question.questionCode.startsWith('plan:'))
  const last = asked.at(-1)
  return last === undefined || evidence.plan !== undefined || asked.length < 2
    ? undefined
    : observation({
        code: 'no_plan_after_questions',
        points: -8,
        text: 'Asked for a plan more than once, you did not tell one.',
        references: [inEntry(last.question)],
        advice: 'When no plan comes, work a small example by hand and say what your hand does: that is a plan.',
      })
}

export const problemSolving: readonly Rule[] = [clarifying, example, plan, edges, alternatives, recovered, outcome, stuckSilently]
