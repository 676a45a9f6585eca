/** The rubric: four dimensions, each a sum of what was observed, and four bands. No model has a say in it. */
import { passed } from '../interview.ts'
import { communication } from './communication.ts'
import type { Dimension, Judging, Observation, Rule } from './observation.ts'
import { problemSolving } from './problem-solving.ts'
import { technicalCompetency } from './technical-competency.ts'
import { testing } from './verification.ts'

export type Band = 'strong_no_hire' | 'no_hire' | 'hire' | 'strong_hire'

export interface Score {
  readonly dimension: Dimension
  /** 0 to 100. */
  readonly score: number
  readonly band: Band
  /** What counts most first. */
  readonly observations: readonly Observation[]
}

export interface Rubric {
  readonly band: Band
  readonly score: number
  /** The four, in their order. */
  readonly scores: readonly Score[]
}

interface Sheet {
  readonly dimension: Dimension
  /** Where it begins, before anything was seen. */
  readonly from: number
  readonly rules: readonly Rule[]
  /** Of the whole. */
  readonly weight: number
}

const sheets: readonly Sheet[] = [
  { dimension: 'communication', from: 35, rules: communication, weight: 0.2 },
  { dimension: 'problem_solving', from: 30, rules: problemSolving, weight: 0.3 },
  { dimension: 'technical_competency', from: 30, rules: technicalCompetency, weight: 0.35 },
  { dimension: 'testing', from: 25, rules: testing, weight: 0.15 },
]

/** Without code that works nobody is hired, however well they talk. */
const mostUnsolved = 57

export function judge(judging: Judging): Rubric {
  const scores = sheets.map((sheet) => scoreOf(sheet, judging))
  const sum = sheets.reduce((total, { weight }, at) => total + weight * (scores[at]?.score ?? 0), 0)
  const score = Math.round(isSolved(judging) ? sum : Math.min(sum, mostUnsolved))
  return { score, scores, band: bandOf(score) }
}

function scoreOf({ dimension, from, rules }: Sheet, judging: Judging): Score {
  const observations = rules
    .map((rule) => rule(judging))
    .filter((seen) => seen !== undefined)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
  const score = Math.min(
    100,
    Math.max(
      0,
      observations.reduce((sum, { points }) => sum + points, from),
    ),
  )
  return { dimension, score, band: bandOf(score), observations }
}

export function bandOf(score: number): Band {
  if (score >= 78) return 'strong_hire'
  if (score >= 58) return 'hire'
  return score >= 35 ? 'no_hire' : 'strong_no_hire'
}

/** A problem of the learner's own may have no tests: then a program that runs to its end is all there is. */
function isSolved({ evidence: { submitted } }: Judging): boolean {
  const last = submitted.at(-1)
  return submitted.some(passed) || (last !== undefined && last.outcome === 'ok' && last.testsTotal === 0)
}
