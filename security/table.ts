/** The table of rows: on the screen, and in docs/security.md between its two marks. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Row, Verdict } from './row.ts'

const file = path.join(import.meta.dirname, '..', 'docs', 'security.md')
const marks = /(<!-- run -->\n)[\s\S]*(<!-- end of run -->)/

/** A line for each row. */
export function linesOf(rows: readonly Row[], verdicts: readonly Verdict[]): readonly string[] {
  return rows.map((row) => {
    const own = verdicts.filter((verdict) => verdict.row === row)
    const held = own.filter(({ failure }) => failure === undefined).length
    const later = row.later?.length ?? 0
    return `${row.id.padEnd(4)} ${markOf(held, own.length)} ${held}/${own.length}${later === 0 ? '' : ` (+${later} later)`}  ${row.control}`
  })
}

function markOf(held: number, all: number): string {
  if (all === 0) return '–'
  return held === all ? '✔' : '✘'
}

export function writeTable(rows: readonly Row[], verdicts: readonly Verdict[]): void {
  const text = readFileSync(file, 'utf8')
  if (!marks.test(text)) throw new Error(`${file} has no place for the table`)
  const table = ['| row | what is attempted, and holds | result |', '| --- | --- | --- |', ...rows.flatMap((row) => cellsOf(row, verdicts)), ''].join(
    '\n',
  )
  writeFileSync(
    file,
    text.replace(marks, (_all, before: string, after: string) => before + table + after),
  )
  execFileSync('biome', ['format', '--write', file], { stdio: 'ignore' })
}

function cellsOf(row: Row, verdicts: readonly Verdict[]): readonly string[] {
  const own = verdicts.filter((verdict) => verdict.row === row)
  return [
    `| **${row.id}** | **${escaped(row.control)}** | |`,
    ...own.map(({ check, failure }) => `| | ${escaped(check.holds)} | ${failure === undefined ? 'holds' : '**fails**'} |`),
    ...(row.elsewhere ?? []).map(({ what, where }) => `| | ${escaped(what)} | \`${escaped(where)}\` |`),
    ...(row.later ?? []).map(({ what, comesWith }) => `| | ${escaped(what)} | comes with ${escaped(comesWith)} |`),
  ]
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
