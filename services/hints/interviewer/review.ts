/** What a submission shows: verdict of the tests, measured growth beside what was claimed, how it reads, a score, and what to do. By rules alone. */
import { followUps, measuredGrowth } from './after-code.ts'
import { planOf, strategyOf } from './allowance.ts'
import { absence, type Claim, inCode, lineOf } from './claim.ts'
import { conceptsInCode, type Remark, remarksOn } from './code-reading.ts'
import { type Evidence, readEvidence, type StatedGrowth, statedGrowth } from './evidence.ts'
import { compareGrowth } from './growth-claim.ts'
import { type Interview, passed, type Submission } from './interview.ts'
import { levelOf } from './level.ts'
import { type Question, unasked } from './question.ts'
import { reportOf } from './run-report.ts'

export interface Review {
  readonly technical: readonly Claim[]
  readonly complexity: readonly Claim[]
  readonly quality: readonly Claim[]
  readonly suggestions: readonly Claim[]
  readonly followUp: Question | undefined
  /** 0 to 10. */
  readonly score: number
  readonly claimed: { readonly time: string; readonly space: string }
  readonly measured: { readonly time: string; readonly space: string }
}

/** Undefined when nothing was submitted. */
export function reviewOf(interview: Interview): Review | undefined {
  const evidence = readEvidence(interview)
  const last = evidence.submitted.at(-1)
  if (last === undefined) return undefined
  const remarks = remarksOn(last)
  const planning = { interview, evidence, strategy: strategyOf(interview), level: levelOf(interview, evidence) }
  const stated = { time: statedGrowth(evidence, 'time'), space: statedGrowth(evidence, 'space') }
  return {
    technical: technical(interview, evidence, last),
    complexity: complexity(interview, last, stated),
    quality: quality(last, remarks),
    suggestions: suggestions(evidence, last, remarks),
    followUp: unasked(followUps(planning), interview)[0],
    score: scoreOf(interview, last, { remarks, stated: stated.time }),
    claimed: { time: stated.time?.claim.family ?? '', space: stated.space?.claim.family ?? '' },
    measured: { time: measuredGrowth(last.measured, 'time') ?? '', space: measuredGrowth(last.measured, 'space') ?? '' },
  }
}

function technical(interview: Interview, evidence: Evidence, last: Submission): Claim[] {
  const report = reportOf(last)
  const claims: Claim[] = [
    {
      code: passed(last) ? 'tests_passed' : `outcome_${last.outcome === '' ? 'unknown' : last.outcome}`,
      text: report === '' ? 'The run has not ended, so nothing is known of it yet.' : report,
      references: [last.line > 0 ? lineOf(last, last.line) : inCode(last)],
    },
  ]
  const before = interview.submissions.slice(0, interview.submissions.indexOf(last)).findLast(({ testsTotal }) => testsTotal > 0)
  if (before !== undefined && share(before) < share(last))
    claims.push({
      code: 'progress',
      text: `The version before passed ${before.testsPassed} of ${before.testsTotal} tests, this one ${last.testsPassed} of ${last.testsTotal}.`,
      references: [inCode(before), inCode(last)],
    })
  const { plan } = evidence
  if (plan !== undefined) {
    const ideas = planOf({ ...interview, transcript: [plan.entry], submissions: [] }).allowance.named
    const kept = conceptsInCode(last.code).filter((concept) => ideas.has(concept))
    if (kept.length > 0)
      claims.push({ code: 'plan_followed', text: 'The code follows the plan that you told.', references: [plan.reference, inCode(last)] })
  }
  return claims
}

function share({ testsPassed, testsTotal }: Submission): number {
  return testsTotal === 0 ? 0 : testsPassed / testsTotal
}

interface Stated {
  readonly time: StatedGrowth | undefined
  readonly space: StatedGrowth | undefined
}

function complexity(interview: Interview, last: Submission, stated: Stated): Claim[] {
  const claims = (['time', 'space'] as const).flatMap((of) => besideMeasurement(last, of, stated[of]))
  if (stated.time === undefined)
    claims.push({ code: 'growth_not_claimed', text: 'You have not said how its time grows with the input.', references: [absence(interview)] })
  const measured = measuredGrowth(last.measured, 'time')
  const compared = measured === undefined ? undefined : compareGrowth(measured, interview.problem.expectedTime)
  if (compared !== undefined && compared > 0)
    claims.push({ code: 'grows_too_fast', text: 'There are solutions of this problem whose time grows more slowly.', references: [inCode(last)] })
  return claims
}

const noun = { time: 'time', space: 'memory' } as const

function besideMeasurement(last: Submission, of: 'time' | 'space', stated: StatedGrowth | undefined): Claim[] {
  const measured = measuredGrowth(last.measured, of)
  const confidence = of === 'time' ? last.measured?.timeConfidence : last.measured?.spaceConfidence
  if (measured === undefined)
    return of === 'time'
      ? [{ code: 'not_measured', text: 'How its time grows could not be measured.', references: [inCode(last)] }, ...claimOnly(of, stated)]
      : claimOnly(of, stated)
  const found = `Measured, the ${noun[of]} grows like ${measured}, with a confidence of ${Math.round((confidence ?? 0) * 100)} %.`
  const claims: Claim[] = [{ code: `measured_${of}`, text: found, references: [inCode(last)] }]
  if (stated === undefined) return claims
  const agrees = stated.claim.family === measured
  claims.push({
    code: `${of}_claim_${agrees ? 'agrees' : 'differs'}`,
    text: agrees ? `You said “${stated.text}”, which agrees.` : `You said “${stated.text}”, which does not agree.`,
    references: [stated.reference, inCode(last)],
  })
  return claims
}

function claimOnly(of: 'time' | 'space', stated: StatedGrowth | undefined): Claim[] {
  return stated === undefined
    ? []
    : [{ code: `${of}_claim_unchecked`, text: `You said “${stated.text}” of its ${noun[of]}; no run has shown it.`, references: [stated.reference] }]
}

const mostRemarks = 4

function quality(last: Submission, remarks: readonly Remark[]): Claim[] {
  const shown = remarks.toSorted((a, b) => Number(a.good) - Number(b.good)).slice(0, mostRemarks)
  if (shown.length === 0)
    return [{ code: 'nothing_stands_out', text: 'Nothing in the way it is written stands in a reader’s way.', references: [inCode(last)] }]
  return shown.map(({ code, text, reference }) => ({ code, text, references: [reference] }))
}

const advice: Readonly<Record<string, string>> = {
  debug_output_left: 'Take out the line that prints before you hand code in.',
  mutable_default: 'Make the default inside the function, so that each call has its own.',
  bare_except: 'Catch the one error that you expect, and let the others be seen.',
  commented_code: 'Delete what is commented out; nobody will dare to later.',
  var_declared: 'Declare with const, or with let where it changes.',
  long_line: 'Break the long line where a reader would take a breath.',
  short_names: 'Give it a name that says what it holds.',
  deep_nesting: 'Leave early where there is nothing to do, or move the inner part into a function with a name.',
  long_function: 'Split the function where you would draw breath when you explain it.',
  repeated_lines: 'Write the repeated line once, and give it a name.',
}

function suggestions(evidence: Evidence, last: Submission, remarks: readonly Remark[]): Claim[] {
  const style = remarks.flatMap(({ code, reference }) => {
    const text = advice[code]
    return text === undefined ? [] : [{ code: `mend_${code}`, text, references: [reference] }]
  })
  return [...aboutTests(evidence, last), ...style]
}

function aboutTests({ ran, edgeCases }: Evidence, last: Submission): Claim[] {
  const whole = [last.line > 0 ? lineOf(last, last.line) : inCode(last)]
  if (!passed(last) && last.outcome !== 'ok' && last.outcome !== 'unavailable')
    return [
      {
        code: 'follow_the_failure',
        text: 'Follow the input that failed through the code by hand, and stop at the first value that surprises you.',
        references: whole,
      },
    ]
  if (ran.every(({ stdin }) => stdin === '') && edgeCases.length === 0)
    return [
      { code: 'test_edges', text: 'Run it with the smallest input, with equal values, and with the input that you fear most.', references: whole },
    ]
  return []
}

interface Grading {
  readonly remarks: readonly Remark[]
  readonly stated: StatedGrowth | undefined
}

/** Six for code that works, up to two for how it grows, one for knowing it, one for how it reads. */
function scoreOf({ problem }: Interview, last: Submission, { remarks, stated }: Grading): number {
  const bad = remarks.filter(({ good }) => !good).length
  const reading = Math.max(0, 1 - bad / 3)
  if (!passed(last) && !(last.outcome === 'ok' && last.testsTotal === 0)) {
    return Math.round(share(last) * 4 + (last.outcome === 'compile_error' ? 0 : reading))
  }
  const measured = measuredGrowth(last.measured, 'time')
  const compared = measured === undefined ? undefined : compareGrowth(measured, problem.expectedTime)
  const growing = compared === undefined ? 1 : compared <= 0 ? 2 : 0
  const knowing = measured !== undefined && stated?.claim.family === measured ? 1 : 0
  return Math.min(10, Math.round(6 + growing + knowing + reading))
}
