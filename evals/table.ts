/** The tables: on the screen, and in docs/evals.md between its two marks. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { nameOf } from './criteria/rubric.ts'
import type { Played } from './play.ts'
import type { Scored } from './score.ts'

/** What one interviewer did. */
export interface Column {
  readonly name: string
  readonly interviews: readonly Played[]
  readonly scored: readonly Scored[]
}

const file = path.join(import.meta.dirname, '..', 'docs', 'evals.md')
const marks = /(<!-- run -->\n)[\s\S]*(<!-- end of run -->)/

export function criteriaTable(columns: readonly Column[]): string {
  const [first] = columns
  const rows = (first?.scored ?? []).map(({ criterion }, at) => [
    criterion.kind,
    criterion.holds,
    ...columns.map(({ scored }) => {
      const { held, applies } = scored[at] ?? { held: 0, applies: 0 }
      return applies === 0 ? '–' : `${held}/${applies}`
    }),
  ])
  return tableOf(['kind', 'what holds', ...columns.map(({ name, interviews }) => `${name} (${interviews.length})`)], rows)
}

/** Means over a candidate's interviews, of the first interviewer. */
export function candidatesTable({ interviews }: Column): string {
  const rows = [...Map.groupBy(interviews, ({ candidate }) => candidate)].map(([candidate, played]) => [
    candidate.name,
    candidate.about,
    [...new Set(played.map(({ summary }) => nameOf(summary.band).replaceAll('_', ' ')))].join(', '),
    ...[0, 1, 2, 3].map((at) => String(Math.round(mean(played.map(({ summary }) => summary.rubric[at]?.score ?? 0))))),
    String(Math.round(mean(played.map(({ turns }) => turns.filter(({ text }) => text !== '').length)))),
  ])
  return tableOf(['candidate', 'who', 'band', 'communication', 'problem solving', 'technical', 'testing', 'turns'], rows)
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

export function writeTables(columns: readonly Column[]): void {
  const [first] = columns
  if (first === undefined) return
  const text = readFileSync(file, 'utf8')
  if (!marks.test(text)) throw new Error(`${file} has no place for the tables`)
  const tables = `${criteriaTable(columns)}\n\n${candidatesTable(first)}\n`
  writeFileSync(
    file,
    text.replace(marks, (_all, before: string, after: string) => before + tables + after),
  )
  execFileSync('biome', ['format', '--write', file], { stdio: 'ignore' })
}
