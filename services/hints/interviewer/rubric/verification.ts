/** Testing: whether somebody finds their own mistakes before others do. */
import { absence, inCode, inEntry } from '../claim.ts'
import { passed } from '../interview.ts'
import { shown } from '../run-report.ts'
import { observation, type Rule } from './observation.ts'

const nothing: Rule = ({ interview }) =>
  interview.submissions.length > 0
    ? undefined
    : observation({
        code: 'nothing_ran',
        points: -25,
        text: 'Nothing was run, so nothing was tested.',
        references: [absence(interview)],
        advice: 'Run something within the first ten minutes, even if it answers one input only.',
      })

const ownInput: Rule = ({ evidence: { ran } }) => {
  const own = ran.filter(({ stdin }) => stdin.trim() !== '')
  return own[0] === undefined
    ? undefined
    : observation({
        code: 'own_input_run',
        points: 20,
        text: 'You ran your code with inputs of your own.',
        references: own.slice(0, 2).map((run) => inCode(run)),
        skill: 'tests_own_inputs',
      })
}

const ranFirst: Rule = ({ interview: { submissions }, evidence: { submitted } }) => {
  const [handed] = submitted
  if (handed === undefined) return undefined
  const before = submissions.slice(0, submissions.indexOf(handed)).find(({ submitted: isIn }) => !isIn)
  return before === undefined
    ? observation({
        code: 'handed_in_unrun',
        points: -10,
        text: 'You handed your code in without having run it.',
        references: [inCode(handed)],
        advice: 'Run it once with an example of yours before anybody else does.',
      })
    : observation({
        code: 'ran_before_handing_in',
        points: 15,
        text: 'You ran your code before you handed it in.',
        references: [inCode(before)],
        skill: 'runs_before_submitting',
      })
}

const edges: Rule = ({ interview, evidence }) => {
  const [first, second] = evidence.edgeCases
  if (first === undefined) {
    const [code] = interview.submissions
    return observation({
      code: 'no_edge_cases',
      points: -8,
      text: 'You named no input that could break your code.',
      references: [code === undefined ? absence(interview) : inCode(code)],
      advice: 'Name three inputs before you run: the smallest, one with equal values, and the one you fear.',
    })
  }
  return observation({
    code: 'edge_cases_named',
    points: second === undefined ? 15 : 22,
    text: `You named inputs that could break it: ${shown(first.text)}.`,
    references: [first, second].filter((seen) => seen !== undefined).map(({ reference }) => reference),
    skill: 'edge_cases',
  })
}

const walked: Rule = ({ evidence }) => {
  const hand = evidence.ownExamples.find(({ entry, text }) => {
    const after = entry.text.slice(entry.text.indexOf(text) + text.length)
    return /(?:→|->|=>|\b(?:gives?|returns?|should (?:be|give|return|come)|expect\w*|answer|output|makes?|comes? out|so)\b)/i.test(after)
  })
  return hand === undefined
    ? undefined
    : observation({
        code: 'worked_by_hand',
        points: 10,
        text: `You said what should come out for ${shown(hand.text)}.`,
        references: [inEntry(hand.entry)],
        skill: 'works_by_hand',
      })
}

const firstTry: Rule = ({ evidence: { submitted } }) => {
  const [first] = submitted
  if (first === undefined || first.testsTotal === 0) return undefined
  if (passed(first))
    return observation({
      code: 'first_try',
      points: 15,
      text: 'The first version that you handed in passes every test.',
      references: [inCode(first)],
    })
  return observation({
    code: 'mistake_found_by_others',
    points: submitted.some(passed) ? -4 : -12,
    text: 'The first version that you handed in fails tests that you could have written.',
    references: [inCode(first)],
    advice: 'After a failure, write down the test that would have found it, and keep the list.',
  })
}

const foundIt: Rule = ({ interview: { submissions } }) => {
  const failed = submissions.findIndex((run) => !run.submitted && run.outcome !== '' && run.outcome !== 'ok' && run.outcome !== 'unavailable')
  const mended = submissions.findIndex((run, at) => at > failed && passed(run))
  const [bad, good] = [submissions[failed], submissions[mended]]
  return failed < 0 || bad === undefined || good === undefined
    ? undefined
    : observation({
        code: 'found_own_mistake',
        points: 10,
        text: 'A run of yours found a mistake, and you mended it.',
        references: [inCode(bad), inCode(good)],
        skill: 'debugs',
      })
}

export const testing: readonly Rule[] = [nothing, ownInput, ranFirst, edges, walked, firstTry, foundIt]
