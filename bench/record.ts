/** The table in docs/benchmarks.md, between its two marks. */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import path from 'node:path'
import { cellsOf, drawn, type Failed, type Row } from './row.ts'

const marks = /(<!-- measured -->\n)[\s\S]*(<!-- end of measured -->)/

export interface Run {
  /** 2026-01-31 */
  readonly day: string
  /** The machine and how quiet it was. */
  readonly conditions: string
  readonly table: string
}

export function machine(): string {
  return `${availableParallelism()} cores (${cpus()[0]?.model.trim() || 'unknown'}), ${process.platform} ${process.arch}, Node ${process.versions.node}`
}

const benchmarks = path.join(import.meta.dirname, '..', 'docs', 'benchmarks.md')

export function record(run: Run, file = benchmarks): void {
  const text = readFileSync(file, 'utf8')
  if (!marks.test(text)) throw new Error(`${file} has no place for the table`)
  const measured = `Measured on ${run.day} with \`npm run bench -- --write\` on ${run.conditions}.\n\n${run.table}\n`
  writeFileSync(
    file,
    text.replace(marks, (_all, before: string, after: string) => before + measured + after),
  )
}

/** Puts rows that were measured again into the table that is there, each with the day and how it was measured. */
export function recordAgain(rows: readonly (Row | Failed)[], { day, conditions }: Omit<Run, 'table'>, file = benchmarks): void {
  const text = readFileSync(file, 'utf8')
  const [old] = /^\| What .*(?:\n\|.*)+/m.exec(text) ?? []
  if (old === undefined) throw new Error(`${file} has no table yet: measure all first`)
  const [head = [], , ...lines] = old.split('\n').map(cellsIn)
  const again = new Map(
    rows
      .map(cellsOf)
      .map((cells) => [cells[0], [...cells.slice(0, -1), [cells.at(-1), `again on ${day}, ${conditions}`].filter(Boolean).join('; ')]]),
  )
  const kept = lines.map((cells) => again.get(cells[0]) ?? cells)
  const added = [...again.values()].filter(([name]) => !lines.some((cells) => cells[0] === name))
  writeFileSync(
    file,
    text.replace(old, () => drawn([head, ...kept, ...added])),
  )
}

function cellsIn(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim())
}
