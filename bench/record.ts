/** The table in docs/benchmarks.md, between its two marks. */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import path from 'node:path'

const file = path.join(import.meta.dirname, '..', 'docs', 'benchmarks.md')
const marks = /(<!-- measured -->\n)[\s\S]*(<!-- end of measured -->)/

export function machine(): string {
  return `${availableParallelism()} cores (${cpus()[0]?.model.trim() || 'unknown'}), ${process.platform} ${process.arch}, Node ${process.versions.node}`
}

export function record(measured: string): void {
  const text = readFileSync(file, 'utf8')
  if (!marks.test(text)) throw new Error(`${file} has no place for the table`)
  const day = new Date().toISOString().slice(0, 10)
  const now = `Measured on ${day} with \`npm run bench -- --write\` on ${machine()}.\n\n${measured}\n`
  writeFileSync(
    file,
    text.replace(marks, (_all, before: string, after: string) => before + now + after),
  )
}
