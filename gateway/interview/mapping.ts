/** Interviews as they leave the gateway: bodies of the API, and the same in the socket's snake case. */
import type { Claim, CodeAnalysis, DimensionScore, Reference, Summary } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import type { RunResult, TestResult } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import type { InterviewEntry, InterviewRecord, InterviewTask } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import { toPage } from './numbering.ts'

/** Of an enum of the contract, as the API names it; empty for none. */
export function nameOf(value: string, prefix: string): string {
  const name = value.slice(prefix.length).toLowerCase()
  return name === 'unspecified' ? '' : name
}

export function toProblem(task: InterviewTask) {
  const { problemId, title, statement, difficulty, topics, constraints, examples, starters } = task
  return { id: problemId, title, statement, difficulty, topics, constraints, examples, starters }
}

export function toInterview(record: InterviewRecord) {
  const { id, task, language, durationMinutes, startedAt, endsAt, endedAt, submissions, score, rubric } = record
  return {
    id,
    problem: task === undefined ? null : { id: task.problemId, title: task.title, topics: task.topics },
    language,
    persona: nameOf(record.persona, 'PERSONA_'),
    durationMinutes,
    stage: nameOf(record.stage, 'INTERVIEW_STAGE_'),
    status: nameOf(record.status, 'INTERVIEW_STATUS_'),
    startedAt,
    endsAt,
    endedAt: endedAt === '' ? null : endedAt,
    remainingMs: record.remainingMs,
    submissions,
    band: nameOf(record.band, 'BAND_'),
    score,
    rubric: rubric.map(toDimension),
  }
}

function toDimension({ dimension, band, score, claims }: DimensionScore) {
  return { dimension: nameOf(dimension, 'DIMENSION_'), band: nameOf(band, 'BAND_'), score, claims: claims.map(toClaim) }
}

function toClaim({ code, text, references }: Claim) {
  return { code, text, references: references.map(toReference) }
}

function toReference({ at, start, end }: Reference) {
  const span = { start, end }
  switch (at?.$case) {
    case 'seq':
      return { seq: toPage(at.value), ...span }
    case 'submissionId':
      return { submissionId: at.value, ...span }
    case 'interviewId':
      return { interviewId: at.value, ...span }
    case 'statement':
    case undefined:
      return { statement: true, ...span }
  }
}

export function toAnalysis(analysis: CodeAnalysis) {
  const { technicalFeedback, complexityAnalysis, codeQuality, followUpQuestion, score } = analysis
  const { claimedTime, claimedSpace, measuredTime, measuredSpace, source } = analysis
  return {
    technicalFeedback,
    complexityAnalysis,
    codeQuality,
    followUpQuestion,
    score,
    technicalClaims: analysis.technicalClaims.map(toClaim),
    complexityClaims: analysis.complexityClaims.map(toClaim),
    qualityClaims: analysis.qualityClaims.map(toClaim),
    suggestions: analysis.suggestions.map(toClaim),
    claimedTime,
    claimedSpace,
    measuredTime,
    measuredSpace,
    source,
  }
}

export function toSummary({ band, rubric, strengths, improvements, nextSteps, comparison, text, skillsSeen, source }: Summary) {
  return {
    text,
    band: nameOf(band, 'BAND_'),
    rubric: rubric.map(toDimension),
    strengths: strengths.map(toClaim),
    improvements: improvements.map(toClaim),
    nextSteps: nextSteps.map(toClaim),
    comparison: comparison.map(toClaim),
    skillsSeen,
    source,
  }
}

const statusOf = (outcome: string): string => nameOf(outcome, 'OUTCOME_')

export function toRun({ runId: _id, outcome, tests, ...rest }: RunResult) {
  return { status: statusOf(outcome), ...rest, tests: tests.map(toTest) }
}

function toTest({ outcome, ...rest }: TestResult) {
  return { status: statusOf(outcome), ...rest }
}

/** What an entry holds beside its number and its time. */
export function toEntryBody(entry: InterviewEntry) {
  const { kind, text, code, language, stdin, submissionId, source, aboutSeq } = entry
  return {
    seq: toPage(entry.seq),
    kind,
    stage: nameOf(entry.stage, 'INTERVIEW_STAGE_'),
    text,
    at: entry.at,
    atMs: entry.atMs,
    ...(code === '' ? {} : { code }),
    ...(language === '' ? {} : { language }),
    ...(stdin === '' ? {} : { stdin }),
    ...(submissionId === '' ? {} : { submissionId }),
    ...(aboutSeq === 0 ? {} : { aboutSeq: toPage(aboutSeq) }),
    ...(source === '' ? {} : { source }),
    ...(entry.run === undefined ? {} : { run: toRun(entry.run) }),
    ...(entry.analysis === undefined ? {} : { analysis: toAnalysis(entry.analysis) }),
    ...(entry.measured === undefined ? {} : { measured: entry.measured }),
    ...(entry.summary === undefined ? {} : { summary: toSummary(entry.summary) }),
  }
}

/** "15 minutes", as a person would say it. */
export function durationText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}

/** The same with the names of its fields in snake case. */
export function snake(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snake)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), snake(inner)]),
  )
}
