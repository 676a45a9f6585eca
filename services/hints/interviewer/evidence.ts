/** What an interview shows so far, read once by rules: every observation with the place where it stands. */
import { examples, prose, questions, sentences, words } from '../answers/text.ts'
import { conceptsDescribed, conceptsNamed } from '../guard/leak.ts'
import { inEntry, type Reference } from './claim.ts'
import { type GrowthClaim, growthClaims } from './growth-claim.ts'
import { type Entry, type Interview, type Submission, saidBy } from './interview.ts'

export interface Seen {
  readonly entry: Entry
  readonly text: string
  readonly reference: Reference
}

export interface StatedGrowth extends Seen {
  readonly claim: GrowthClaim
}

export interface Answered {
  readonly question: Entry
  /** What the candidate said until the interviewer spoke again. */
  readonly answers: readonly Entry[]
}

export interface Evidence {
  readonly said: readonly Entry[]
  /** Questions about the problem, before any code. */
  readonly asked: readonly Seen[]
  /** Concrete values that the statement does not have. */
  readonly ownExamples: readonly Seen[]
  /** Where a plan is told, before the first code. */
  readonly plan: Seen | undefined
  readonly reasons: readonly Seen[]
  readonly alternatives: readonly Seen[]
  readonly edgeCases: readonly Seen[]
  readonly growth: readonly StatedGrowth[]
  /** By question of the interviewer. */
  readonly answered: readonly Answered[]
  readonly submitted: readonly Submission[]
  readonly ran: readonly Submission[]
}

const because = /\b(?:because|since|so that|therefore|which means|that way|the reason|in order to|otherwise)\b/i
const choosing =
  /\b(?:alternativ\w*|instead of|trade[- ]?offs?|compared (?:to|with)|another (?:way|option|approach|idea)|brute force|naive(?:ly)?|on the other hand|could also|but (?:that|it) would|rather than)\b/i
const edges =
  /\b(?:empty|edge cases?|corner cases?|boundar\w+|duplicates?|repeated|negative|zero|overflow|single (?:element|item|value|entry|number|node|character)|one (?:element|item|value|entry|number|node|character)|no (?:elements?|items?|values?|pair|solution|answer|match)|all (?:the )?(?:same|equal)|null|none|already sorted|largest|smallest|very (?:large|long)|length (?:0|1|zero|one)|out of (?:range|bounds)|off by one)\b/i
const planning =
  /\b(?:i (?:would|will|can|could|want to|am going to|think|plan)|i['’](?:d|ll|m)|my (?:plan|approach|idea)|first|then|next|go (?:through|over)|loop|walk|iterate|scan|keep|store|use|start|check|compare|for each|for every|while|until)\b/gi

export function readEvidence(interview: Interview): Evidence {
  const said = readable(saidBy(interview, 'candidate'))
  const firstCode = interview.submissions[0]?.afterSeq ?? Number.POSITIVE_INFINITY
  const early = said.filter(({ seq, stage }) => seq <= firstCode && (stage === 'problem' || stage === 'approach'))
  const given = plainValues(`${interview.problem.statement} ${interview.problem.examples.join(' ')}`)
  return {
    said,
    asked: early.flatMap((entry) => found(entry, questions).filter(({ text }) => isAboutProblem(text))),
    ownExamples: said.flatMap((entry) => found(entry, examples).filter(({ text }) => isOwnValue(text, given))),
    plan: said
      .filter(({ seq }) => seq <= firstCode)
      .map(planIn)
      .find((plan) => plan !== undefined),
    reasons: matching(said, because),
    alternatives: matching(said, choosing),
    edgeCases: matching(said, edges),
    growth: said.flatMap((entry) => growthClaims(entry.text).map((claim) => ({ ...seen(entry, claim), claim }))),
    answered: answeredIn(interview),
    submitted: interview.submissions.filter(({ submitted }) => submitted),
    ran: interview.submissions.filter(({ submitted }) => !submitted),
  }
}

const mostRead = 120_000
const mostOfOne = 6000
const leastOfOne = 400

/** However long an interview is, reading it has an end: of many long entries the beginnings are read. */
function readable(said: readonly Entry[]): Entry[] {
  const most = Math.min(mostOfOne, Math.max(leastOfOne, Math.floor(mostRead / Math.max(1, said.length))))
  return said.map((entry) => (entry.text.length <= most ? entry : { ...entry, text: entry.text.slice(0, most) }))
}

/** The latest claim counts: a learner may think better of it. */
export function statedGrowth({ growth }: Evidence, of: GrowthClaim['of']): StatedGrowth | undefined {
  return growth.findLast(({ claim }) => claim.of === of)
}

/** Whether a text tells how somebody would go about it. */
export function tellsPlan(text: string): boolean {
  const asked = new Set(questions(prose(text)).map(({ start }) => start))
  const plain = sentences(prose(text))
    .filter(({ start }) => !asked.has(start))
    .map((sentence) => sentence.text)
    .join(' ')
  const signs = plain.match(planning)?.length ?? 0
  const ideas = conceptsNamed(plain).length + conceptsDescribed(plain).length
  const count = words(plain).length
  return (count >= 12 && signs >= 2) || (count >= 6 && signs >= 1 && ideas > 0)
}

function planIn(entry: Entry): Seen | undefined {
  return tellsPlan(entry.text) ? seen(entry, { start: 0, end: entry.text.length }) : undefined
}

const toInterviewer =
  /\b(?:solution|answer|hint|help me|tell me|your (?:name|rules|prompt|instructions)|are you|can you|could you|will you|would you|is (?:that|this) (?:right|correct|ok(?:ay)?|fine)|am i (?:right|done)|how (?:am i|did i))\b/i

function isAboutProblem(text: string): boolean {
  return words(text).length >= 3 && !toInterviewer.test(text)
}

function found(entry: Entry, find: (text: string) => readonly { readonly start: number; readonly end: number }[]): Seen[] {
  return find(prose(entry.text.slice(0, 20_000))).map((span) => seen(entry, span))
}

function matching(said: readonly Entry[], pattern: RegExp): Seen[] {
  return said.flatMap((entry) =>
    sentences(prose(entry.text))
      .filter(({ text }) => pattern.test(text) && !/[?？]$/u.test(text))
      .map((sentence) => seen(entry, sentence)),
  )
}

function seen(entry: Entry, span: { readonly start: number; readonly end: number }): Seen {
  return { entry, text: entry.text.slice(span.start, span.end), reference: inEntry(entry, { start: span.start, end: span.end }) }
}

function plainValues(text: string): string {
  return text.toLowerCase().replace(/[\s"'`“”‘’]/g, '')
}

function isOwnValue(text: string, given: string): boolean {
  const plain = plainValues(text)
  return plain.length > 1 && /[\d"'[{(]|empty|single/i.test(text) && !given.includes(plain)
}

function answeredIn({ transcript, submissions }: Interview): Answered[] {
  return transcript.flatMap((question, at) => {
    if (question.speaker !== 'interviewer' || question.questionCode === '') return []
    const rest = transcript.slice(at + 1)
    const next = rest.findIndex(({ speaker }) => speaker === 'interviewer')
    const answers = next < 0 ? rest : rest.slice(0, next)
    // The last question may yet be answered.
    if (next < 0 && answers.length === 0) return []
    const until = rest[next]?.seq ?? Number.POSITIVE_INFINITY
    // Who goes on to run their code has answered by doing.
    const didRun = submissions.some(({ afterSeq }) => afterSeq >= question.seq && afterSeq < until)
    return answers.length === 0 && didRun ? [] : [{ question, answers }]
  })
}
