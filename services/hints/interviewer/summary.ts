/** The whole interview in the end: band and rubric, what was strong, what to work on, what to do next, and how it stands beside earlier ones. */
import type { Claim } from './claim.ts'
import { readEvidence } from './evidence.ts'
import type { Interview } from './interview.ts'
import type { Dimension, Observation } from './rubric/observation.ts'
import { type Band, judge, type Rubric } from './rubric/rubric.ts'
import { shown } from './run-report.ts'

export interface EarlierInterview {
  readonly interviewId: string
  readonly problemTitle: string
  readonly scores: readonly { readonly dimension: Dimension; readonly score: number }[]
}

export interface Summary {
  readonly rubric: Rubric
  readonly strengths: readonly Claim[]
  readonly improvements: readonly Claim[]
  readonly nextSteps: readonly Claim[]
  readonly comparison: readonly Claim[]
  readonly skillsSeen: readonly string[]
}

const most = 4

export function summaryOf(interview: Interview, earlier: readonly EarlierInterview[]): Summary {
  const rubric = judge({ interview, evidence: readEvidence(interview) })
  const all = rubric.scores.flatMap(({ observations }) => observations)
  const good = distinct(all.filter(({ points }) => points > 0).toSorted((a, b) => b.points - a.points))
  const bad = distinct(all.filter(({ points }) => points < 0).toSorted((a, b) => a.points - b.points))
  return {
    rubric,
    strengths: good.slice(0, most).map(claimOf),
    improvements: bad.slice(0, most).map(claimOf),
    nextSteps: nextSteps(bad),
    comparison: comparison(rubric, earlier),
    skillsSeen: [...new Set(all.filter(({ points }) => points > 0).map(({ skill }) => skill))].filter((skill) => skill !== '').toSorted(),
  }
}

export function claimOf({ code, text, references }: Observation): Claim {
  return { code, text, references }
}

/** What two dimensions both count is said once. */
function distinct(observations: readonly Observation[]): Observation[] {
  const place = ({ references: [first] }: Observation): string => JSON.stringify(first)
  const seen = new Set<string>()
  return observations.filter((one) => {
    const key = one.skill === '' ? `${one.code} ${place(one)}` : one.skill
    if (seen.has(key) || seen.has(one.text)) return false
    seen.add(key).add(one.text)
    return true
  })
}

function nextSteps(bad: readonly Observation[]): Claim[] {
  const steps = bad.filter(({ advice }) => advice !== '').map(({ code, advice, references }) => ({ code: `next_${code}`, text: advice, references }))
  return steps.filter(({ text }, at) => steps.findIndex((other) => other.text === text) === at).slice(0, most)
}

const names: Readonly<Record<Dimension, string>> = {
  communication: 'Communication',
  problem_solving: 'Problem solving',
  technical_competency: 'Technical competency',
  testing: 'Testing',
}
/** Less is no change. */
const noticeable = 8

function comparison({ scores }: Rubric, earlier: readonly EarlierInterview[]): Claim[] {
  const [last] = earlier
  if (last === undefined) return []
  const references = [{ kind: 'interview', interviewId: last.interviewId, start: 0, end: 0 }] as const
  const changes = scores.flatMap(({ dimension, score }) => {
    const before = last.scores.find((one) => one.dimension === dimension)?.score
    if (before === undefined || Math.abs(score - before) < noticeable) return []
    const text = `${names[dimension]} is ${score > before ? 'up' : 'down'} to ${score} from ${before} in ${shown(last.problemTitle)}.`
    return [{ code: `${dimension}_${score > before ? 'up' : 'down'}`, text, references }]
  })
  return changes.length > 0 ? changes : [{ code: 'unchanged', text: `No dimension has moved much since ${shown(last.problemTitle)}.`, references }]
}

const bandNames: Readonly<Record<Band, string>> = { strong_hire: 'strong hire', hire: 'hire', no_hire: 'no hire', strong_no_hire: 'strong no hire' }

/** A few sentences for a reader who reads nothing else. */
export function summaryText({
  rubric,
  strengths,
  improvements,
  nextSteps: [step],
}: Pick<Summary, 'rubric' | 'strengths' | 'improvements' | 'nextSteps'>): string {
  const parts = [
    `Overall: ${bandNames[rubric.band]}, ${rubric.score} of 100.`,
    strengths[0]?.text ?? 'There was nothing yet to build on.',
    ...(improvements[0] === undefined ? [] : [improvements[0].text]),
    ...(step === undefined ? [] : [`Next: ${step.text.charAt(0).toLowerCase()}${step.text.slice(1)}`]),
  ]
  return parts.join(' ')
}
