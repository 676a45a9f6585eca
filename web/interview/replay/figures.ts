/** What an interview came to, in figures that can stand beside those of another. */
import type { Band, Dimension } from '../interview.ts'
import type { Replay } from '../interviews.ts'
import { bandWords, clockText, dimensionWords, growthText, languageName } from '../words.ts'

export interface Figure {
  readonly name: string
  /** One for each interview; a dash where there is nothing to say. */
  readonly values: readonly string[]
}

const nothing = '–'
const dimensions: readonly Dimension[] = ['communication', 'problem_solving', 'technical_competency', 'testing']

/** In the order in which they are read. */
export function figures(attempts: readonly Replay[]): readonly Figure[] {
  const row = (name: string, value: (attempt: Replay) => string): Figure => ({ name, values: attempts.map(value) })
  return [
    row('Overall', (attempt) => bandText(summaryOf(attempt)?.band)),
    ...dimensions.map((dimension) => row(dimensionWords[dimension], (attempt) => bandText(bandOf(attempt, dimension)))),
    row('Score of the code', (attempt) => scoreText(attempt)),
    row('Tests of the last code handed in', lastTests),
    row('Measured time', (attempt) => growthOf(attempt, 'measuredTime')),
    row('Measured space', (attempt) => growthOf(attempt, 'measuredSpace')),
    row('Runs', (attempt) => String(count(attempt, 'run'))),
    row('Handed in', (attempt) => String(count(attempt, 'code_submission'))),
    row('Until the first code handed in', firstHandedIn),
    row('Language', ({ interview }) => languageName(interview.language)),
  ]
}

function summaryOf({ entries }: Replay) {
  return entries.findLast(({ kind }) => kind === 'session_summary')?.summary
}

function bandText(band: Band | '' | undefined): string {
  return band === undefined || band === '' ? nothing : bandWords[band]
}

function bandOf(attempt: Replay, dimension: Dimension): Band | undefined {
  return summaryOf(attempt)?.rubric.find((one) => one.dimension === dimension)?.band
}

function analysisOf({ entries }: Replay) {
  return entries.findLast(({ kind }) => kind === 'code_analysis')?.analysis
}

function scoreText(attempt: Replay): string {
  const analysis = analysisOf(attempt)
  return analysis === undefined ? nothing : `${analysis.score} of 10`
}

function growthOf(attempt: Replay, which: 'measuredTime' | 'measuredSpace'): string {
  const family = analysisOf(attempt)?.[which] ?? ''
  return family === '' ? nothing : growthText(family)
}

function lastTests({ entries }: Replay): string {
  const handed = entries.findLast(({ kind }) => kind === 'code_submission')
  const run = handed === undefined ? undefined : entries.find(({ kind, aboutSeq }) => kind === 'run_result' && aboutSeq === handed.seq)?.run
  return run === undefined || run.testsTotal === 0 ? nothing : `${run.testsPassed} of ${run.testsTotal}`
}

function count({ entries }: Replay, wanted: string): number {
  return entries.filter(({ kind }) => kind === wanted).length
}

function firstHandedIn({ entries }: Replay): string {
  const first = entries.find(({ kind }) => kind === 'code_submission')
  return first === undefined ? nothing : clockText(first.atMs)
}

export function lastCode({ entries, snapshots }: Replay): { readonly text: string; readonly language: string } | undefined {
  const handed = entries.findLast(({ kind }) => kind === 'code_submission') ?? entries.findLast(({ kind }) => kind === 'run')
  if (handed !== undefined) return { text: handed.code ?? '', language: handed.language ?? '' }
  const snapshot = snapshots.at(-1)
  return snapshot === undefined ? undefined : { text: snapshot.code, language: snapshot.language }
}
