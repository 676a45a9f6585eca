/** The table in docs/benchmarks.md, between its two marks. */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import path from 'node:path'

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

export function record(run: Run, file = path.join(import.meta.dirname, '..', 'docs', 'benchmarks.md')): void {
  const text = readFileSync(file, 'utf8')
  if (!marks.test(text)) throw new Error(`${file} has no place for the table`)
  const measured = `Measured on ${run.day} with \`npm run bench -- --write\` on ${run.conditions}.\n\n${run.table}\n`
  writeFileSync(
    file,
    text.replace(marks, (_all, before: string, after: string) => before + measured + after),
  )
}
