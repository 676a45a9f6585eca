/** Technical competency: whether the code works, grows as it should and as was said, and can be read. */
import { measuredGrowth } from '../after-code.ts'
import { absence, inCode, lineOf } from '../claim.ts'
import { remarksOn } from '../code-reading.ts'
import { statedGrowth } from '../evidence.ts'
import { compareGrowth } from '../growth-claim.ts'
import { passed, type Submission } from '../interview.ts'
import { reportOf } from '../run-report.ts'
import { type Judging, observation, type Rule } from './observation.ts'

const outcome: Rule = ({ interview, evidence }) => {
  const last = evidence.submitted.at(-1)
  if (last === undefined)
    return observation({
      code: 'no_code_to_judge',
      points: -30,
      text: 'There is no code to judge.',
      references: [absence(interview)],
      advice: 'Practise to write small functions without help: one a day, of ten lines, that runs at once.',
    })
  if (passed(last))
    return observation({ code: 'all_tests_pass', points: 30, text: reportOf(last), references: [inCode(last)], skill: 'correct_code' })
  if (last.outcome === 'ok') return observation({ code: 'ran_to_its_end', points: 10, text: reportOf(last), references: [inCode(last)] })
  const share = last.testsTotal === 0 ? 0 : last.testsPassed / last.testsTotal
  return observation({
    code: `ended_as_${last.outcome === '' ? 'unfinished' : last.outcome}`,
    points: failedPoints(last.outcome, share),
    text: reportOf(last) || 'The run had not ended.',
    references: [lineOf(last, last.line)],
    advice: 'Follow the input that failed through your code on paper, line by line, before you change anything.',
  })
}

function failedPoints(ending: string, share: number): number {
  if (ending === 'unavailable' || ending === '') return 0
  if (ending === 'compile_error') return -20
  return share >= 0.5 ? -2 : -15
}

const growth: Rule = ({ interview: { problem }, evidence }) => {
  const last = measuredOne(evidence.submitted)
  const measured = measuredGrowth(last?.measured, 'time')
  const compared = measured === undefined ? undefined : compareGrowth(measured, problem.expectedTime)
  if (last === undefined || compared === undefined) return undefined
  return compared <= 0
    ? observation({
        code: 'grows_as_it_should',
        points: 20,
        text: `Measured, the time of your code grows like ${measured}; good solutions need no less.`,
        references: [inCode(last)],
        skill: 'efficient_code',
      })
    : observation({
        code: 'grows_too_fast',
        points: -10,
        text: `Measured, the time of your code grows like ${measured}; there are solutions that grow more slowly.`,
        references: [inCode(last)],
        advice: 'Look for the work that your code does more than once, and ask what it would have to remember to do it once.',
      })
}

function measuredOne(submitted: readonly Submission[]): Submission | undefined {
  return submitted.findLast((one) => passed(one) && one.measured !== undefined)
}

const claim: Rule = ({ evidence }) => {
  const last = measuredOne(evidence.submitted)
  const stated = statedGrowth(evidence, 'time')
  const measured = measuredGrowth(last?.measured, 'time')
  if (last === undefined || stated === undefined || measured === undefined) return undefined
  const references = [stated.reference, inCode(last)]
  return stated.claim.family === measured
    ? observation({
        code: 'claim_agrees',
        points: 10,
        text: `You said “${stated.text}”, and the runs grew like ${measured}.`,
        references,
        skill: 'complexity_right',
      })
    : observation({
        code: 'claim_differs',
        points: -8,
        text: `You said “${stated.text}”, and the runs grew like ${measured}.`,
        references,
        advice: 'Count the rounds of every loop for ten and for a hundred values before you name a growth.',
      })
}

const unstated: Rule = ({ interview, evidence }) => {
  const [code] = interview.submissions
  return statedGrowth(evidence, 'time') !== undefined || code === undefined
    ? undefined
    : observation({
        code: 'growth_not_stated',
        points: -4,
        text: 'You never said how the time of your code grows with the input.',
        references: [inCode(evidence.submitted.at(-1) ?? code)],
        advice: 'End every plan with one sentence on time and one on memory.',
      })
}

const reading: Rule = (judging) => {
  const last = judging.evidence.submitted.at(-1)
  if (last === undefined) return undefined
  const remarks = remarksOn(last)
  const bad = remarks.filter(({ good }) => !good)
  const [worst] = bad
  if (worst === undefined) return clean(judging, last)
  return observation({
    code: worst.code,
    points: -4 * Math.min(3, bad.length),
    text: worst.text,
    references: bad.slice(0, 3).map(({ reference }) => reference),
    advice: 'Read your code once from above before you hand it in, as somebody who has never seen it.',
  })
}

function clean(_judging: Judging, last: Submission) {
  if (!passed(last)) return undefined
  const [remark] = remarksOn(last)
  return observation({
    code: remark?.code ?? 'reads_well',
    points: remark === undefined ? 8 : 12,
    text: remark?.text ?? 'Nothing in the way your code is written stands in a reader’s way.',
    references: [remark?.reference ?? inCode(last)],
    skill: 'readable_code',
  })
}

export const technicalCompetency: readonly Rule[] = [outcome, growth, claim, unstated, reading]
