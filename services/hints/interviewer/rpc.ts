/** The interviewer's calls: an interview in, words or judgement out; nothing is kept. */
import type { HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import {
  Band as BandMessage,
  type CodeAnalysis,
  Dimension as DimensionMessage,
  type DimensionScore,
  type Summary as SummaryMessage,
} from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Answering } from '../model-text.ts'
import { planOf } from './allowance.ts'
import type { Claim } from './claim.ts'
import { converse, type InterviewerDeps, offlineVersion } from './converse.ts'
import type { Interview } from './interview.ts'
import { countWords } from './observed.ts'
import { paid } from './paid.ts'
import { type Phrased, phrased } from './phrase.ts'
import { phraseVersion } from './prompt.ts'
import { type Review, reviewOf } from './review.ts'
import type { Dimension } from './rubric/observation.ts'
import type { Band, Score } from './rubric/rubric.ts'
import { claimOf, type Summary, summaryOf, summaryText } from './summary.ts'
import { fromCue, fromEarlier, fromInterview, toClaim } from './wire.ts'

type InterviewerCalls = Pick<HintsServiceImplementation, 'converse' | 'review' | 'summarise'>

/** @param asking with whom the learner wants asked. */
export function interviewerRpc(asking: (coach: string) => InterviewerDeps): InterviewerCalls {
  return {
    async *converse({ interview, cue, saidSoFar, coach }, context) {
      const { userId } = learnerOf(context)
      yield* converse(asking(coach), { userId, interview: fromInterview(interview), cue: fromCue(cue), saidSoFar, signal: context.signal })
    },
    async review({ interview: message, coach }, context) {
      const { userId } = learnerOf(context)
      const interview = fromInterview(message)
      if ((interview.submissions.findLast(({ submitted }) => submitted)?.code ?? '').trim() === '')
        throw new Failure('invalid', 'Please write some code first!')
      const review = reviewOf(interview)
      if (review === undefined) throw new Failure('invalid', 'Please write some code first!')
      return { analysis: await analysisOf(review, { ...asking(coach), userId, interview, signal: context.signal }) }
    },
    async summarise({ interview: message, earlier, coach }, context) {
      const { userId } = learnerOf(context)
      const interview = fromInterview(message)
      const call = { ...asking(coach), userId, interview, signal: context.signal }
      return { summary: await summaryMessage(summaryOf(interview, fromEarlier(earlier)), call) }
    },
  }
}

interface Call extends InterviewerDeps {
  readonly userId: string
  readonly interview: Interview
  readonly signal: AbortSignal
}

async function analysisOf(review: Review, call: Call): Promise<CodeAnalysis> {
  const { technical, complexity, quality, suggestions, followUp } = review
  const worded = await inWords([...technical, ...complexity, ...quality, ...suggestions], call)
  countWords('review', worded.answering.source)
  const ends = [technical.length, technical.length + complexity.length, technical.length + complexity.length + quality.length] as const
  const parts = [
    worded.claims.slice(0, ends[0]),
    worded.claims.slice(ends[0], ends[1]),
    worded.claims.slice(ends[1], ends[2]),
    worded.claims.slice(ends[2]),
  ] as const
  return {
    technicalFeedback: joined(parts[0]),
    complexityAnalysis: joined(parts[1]),
    codeQuality: joined(parts[2]),
    followUpQuestion: followUp?.text ?? '',
    questionCode: followUp?.code ?? '',
    score: review.score,
    technicalClaims: parts[0].map(toClaim),
    complexityClaims: parts[1].map(toClaim),
    qualityClaims: parts[2].map(toClaim),
    suggestions: parts[3].map(toClaim),
    claimedTime: review.claimed.time,
    claimedSpace: review.claimed.space,
    measuredTime: review.measured.time,
    measuredSpace: review.measured.space,
    ...authorship(worded.answering),
  }
}

const bands: Readonly<Record<Band, BandMessage>> = {
  strong_no_hire: BandMessage.STRONG_NO_HIRE,
  no_hire: BandMessage.NO_HIRE,
  hire: BandMessage.HIRE,
  strong_hire: BandMessage.STRONG_HIRE,
}
const dimensions: Readonly<Record<Dimension, DimensionMessage>> = {
  communication: DimensionMessage.COMMUNICATION,
  problem_solving: DimensionMessage.PROBLEM_SOLVING,
  technical_competency: DimensionMessage.TECHNICAL_COMPETENCY,
  testing: DimensionMessage.TESTING,
}

async function summaryMessage(summary: Summary, call: Call): Promise<SummaryMessage> {
  const { rubric, strengths, improvements, nextSteps, comparison } = summary
  const worded = await inWords([...strengths, ...improvements], call)
  countWords('summary', worded.answering.source)
  const inBetterWords = { strengths: worded.claims.slice(0, strengths.length), improvements: worded.claims.slice(strengths.length) }
  return {
    band: bands[rubric.band],
    rubric: rubric.scores.map(toScore),
    strengths: inBetterWords.strengths.map(toClaim),
    improvements: inBetterWords.improvements.map(toClaim),
    nextSteps: nextSteps.map(toClaim),
    comparison: comparison.map(toClaim),
    text: summaryText({ ...summary, ...inBetterWords }),
    skillsSeen: [...summary.skillsSeen],
    ...authorship(worded.answering),
  }
}

function toScore({ dimension, band, score, observations }: Score): DimensionScore {
  return { dimension: dimensions[dimension], band: bands[band], score, claims: observations.map(claimOf).map(toClaim) }
}

async function inWords(claims: readonly Claim[], call: Call): Promise<Phrased> {
  const { models, budget, userId, interview, log } = call
  const unworded: Phrased = { claims, answering: { source: 'offline', model: '', inputTokens: 0, outputTokens: 0 } }
  if (!models.configured || claims.length === 0) return unworded
  const reserved = 900 + Math.ceil(claims.reduce((sum, { text }) => sum + text.length, 0) / 2)
  const taken = await budget.take(userId, reserved)
  if (!taken.ok) return unworded
  const signal = AbortSignal.any([call.signal, call.stopping])
  const worded = await phrased(claims, { models, log, userId, interview, plan: planOf(interview), signal })
  await paid(call, { taken, answering: worded.answering, reserved, heard: '' })
  return worded
}

function authorship({ source, model, inputTokens, outputTokens }: Answering) {
  return { source, model, promptVersion: source === 'offline' ? offlineVersion : phraseVersion, tokens: { input: inputTokens, output: outputTokens } }
}

function joined(claims: readonly Claim[]): string {
  return claims.map(({ text }) => text).join(' ')
}
