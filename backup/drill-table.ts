/** The table in docs/backups.md, between its two marks. */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import path from 'node:path'

export interface Loss {
  readonly name: string
  readonly acknowledged: number
  readonly missing: number
  /** From the oldest write that was lost to the end. */
  readonly lostSeconds: number
  /** From the moment up to which the log was surely fetched to the end. */
  readonly sinceFetchSeconds: number
  readonly restoredSeconds: number
  /** From the start of the restore until every learner has read everything again. */
  readonly recoverySeconds: number
  /** Unpacked and replayed. */
  readonly megabytes: number
}

export interface Drill {
  readonly losses: readonly Loss[]
  readonly runSeconds: number
  readonly scheduleSeconds: number
  /** 2026-01-31 */
  readonly day: string
}

const file = path.join(import.meta.dirname, '..', 'docs', 'backups.md')
const marks = /(<!-- drill -->\n)[\s\S]*(<!-- end of drill -->)/

export function writeDrill({ losses, runSeconds, scheduleSeconds, day }: Drill): void {
  const text = readFileSync(file, 'utf8')
  if (!marks.test(text)) throw new Error(`${file} has no place for the table`)
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() || 'unknown'}), ${process.platform} ${process.arch}, Node ${process.versions.node}`
  const slowest = Math.min(...losses.map((loss) => loss.megabytes / loss.restoredSeconds))
  const rows = losses.map((loss) => [
    loss.name,
    String(loss.acknowledged),
    String(loss.missing),
    `${loss.lostSeconds.toFixed(1)} s`,
    `${loss.megabytes.toFixed(0)} MB`,
    `${loss.restoredSeconds.toFixed(1)} s`,
    `${loss.recoverySeconds.toFixed(1)} s`,
  ])
  const header = [
    'backups by',
    'answers acknowledged',
    'of them lost',
    'the oldest lost one before the end',
    'restored',
    'restore took',
    'back for learners after',
  ]
  const table = padded([header, ...rows])
  const run = [
    '',
    `Run on ${day} with \`npm run drill -- --write\` on ${machine}.`,
    '',
    ...table,
    '',
    `- **RPO**: with a run every ${scheduleSeconds / 60} minutes, of which the measured one took ${runSeconds.toFixed(1)} s, at most ${((scheduleSeconds + runSeconds) / 60).toFixed(1)} minutes are lost; following the log, seconds. The goal is one hour.`,
    `- **RTO**: ${Math.max(...losses.map((loss) => loss.recoverySeconds)).toFixed(0)} s at this size. Restoring ran at ${slowest.toFixed(0)} MB/s at its slowest, so on this machine one hour is enough for about ${Math.floor((slowest * 3600) / 1000)} GB of data and log together; measure again where the data are larger or the disks other.`,
    '',
  ]
  writeFileSync(
    file,
    text.replace(marks, (_all, before: string, after: string) => before + run.join('\n') + after),
  )
}

function padded(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [first = [], ...rest] = rows
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)]
}
