/** The table of a run: on the terminal, and in docs/faults.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import path from 'node:path'
import { runTool } from '../engines/cache.ts'
import type { Row } from './rows.ts'
import type { Outcome } from './scene.ts'

export interface Played {
  readonly row: Row
  readonly outcome: Outcome
  readonly seconds: number
}

const file = path.join(import.meta.dirname, '..', 'docs', 'faults.md')
const marks = /(<!-- run -->\n)[\s\S]*(<!-- end of run -->)/

export function printTable(rows: readonly Row[], played: readonly Played[]): void {
  console.log('')
  for (const row of rows) {
    const found = played.find((one) => one.row.name === row.name)
    const result = row.script === undefined ? '–' : resultOf(found)
    console.log(`${row.name.padEnd(9)}${result.padEnd(8)}${row.promise}${row.elsewhere === undefined ? '' : `: ${row.elsewhere}`}`)
  }
  console.log(`${kills(played)} kills in all`)
}

export function writeDocument(rows: readonly Row[], played: readonly Played[], seed: number): void {
  const text = readFileSync(file, 'utf8')
  if (!marks.test(text)) throw new Error(`${file} has no place for the table`)
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() || 'unknown'}), ${process.platform} ${process.arch}, Node ${process.versions.node}`
  const minutes = played.reduce((sum, { seconds }) => sum + seconds, 0) / 60
  const run = [
    `Run on ${new Date().toISOString().slice(0, 10)} with \`npm run test:faults -- --write --seed=${seed}\` on ${machine}:`,
    `${kills(played)} kills in ${minutes.toFixed(0)} minutes.`,
    '',
    '| row | promise | fault | result | measured |',
    '| --- | --- | --- | --- | --- |',
    ...rows.filter(({ script }) => script !== undefined).map((row) => lineOf(row, played)),
    '',
    'Rows without a script here:',
    '',
    '| row | promise | fault | where, or what it waits for |',
    '| --- | --- | --- | --- |',
    ...rows.filter(({ script }) => script === undefined).map(({ name, promise, fault, elsewhere = '' }) => cells([name, promise, fault, elsewhere])),
    '',
  ]
  writeFileSync(
    file,
    text.replace(marks, (_all, before: string, after: string) => before + run.join('\n') + after),
  )
  runTool('biome', ['format', '--write', file])
}

/** After a run of some rows: their lines only. */
export function rewriteLines(played: readonly Played[], seed: number): void {
  const lines = readFileSync(file, 'utf8').split('\n')
  for (const { row, outcome, seconds } of played) {
    const at = lines.findIndex((line) => new RegExp(`^\\| ${row.name} +\\|`).test(line))
    if (at < 0) throw new Error(`${file} has no line for ${row.name}`)
    const alone = { ...outcome, figures: [...outcome.figures, `by itself, with --seed=${seed}`] }
    lines[at] = lineOf(row, [{ row, outcome: alone, seconds }])
  }
  writeFileSync(file, lines.join('\n'))
  runTool('biome', ['format', '--write', file])
}

function lineOf(row: Row, played: readonly Played[]): string {
  const found = played.find((one) => one.row.name === row.name)
  const { figures = [], failures = [] } = found?.outcome ?? {}
  return cells([
    row.name,
    row.promise,
    row.fault,
    resultOf(found),
    [...figures, ...failures.map((failure) => failure.split('\n')[0] ?? '')].join('; '),
  ])
}

const cells = (texts: readonly string[]): string => `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`

function resultOf(played: Played | undefined): string {
  if (played === undefined) return 'not run'
  return played.outcome.failures.length === 0 ? 'passed' : 'failed'
}

function kills(played: readonly Played[]): number {
  return played.reduce((sum, { outcome }) => sum + outcome.kills, 0)
}
