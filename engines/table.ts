/** The table in docs/engines.md, between its two marks. */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import path from 'node:path'
import { runTool } from './cache.ts'

const file = path.join(import.meta.dirname, '..', 'docs', 'engines.md')
const marks = /(<!-- run -->\n)[\s\S]*(<!-- end of run -->)/

export interface EngineRun {
  /** What the tests printed. */
  readonly output: string
  /** One line for each engine. */
  readonly engines: readonly string[]
  /** 2026-01-31 */
  readonly day: string
}

export function writeTable({ output, engines, day }: EngineRun): void {
  const text = readFileSync(file, 'utf8')
  if (!marks.test(text)) throw new Error(`${file} has no place for the table`)
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() || 'unknown'}), ${process.platform} ${process.arch}, Node ${process.versions.node}`
  const run = [
    `Run on ${day} with \`npm run test:engines -- --write\` on ${machine}.`,
    '',
    ...engines.map((line) => `- ${line}`),
    '',
    '| engine | what it must do | result | ms |',
    '| --- | --- | --- | ---: |',
    ...[...output.matchAll(/^([✔✖]) (.+) \((\d+)(?:\.\d+)?ms\)$/gmu)].map(([, mark, name = '', ms]) =>
      rowOf(name, mark === '✔' ? 'passed' : 'failed', ms),
    ),
    '',
  ]
  writeFileSync(
    file,
    text.replace(marks, (_all, before: string, after: string) => before + run.join('\n') + after),
  )
  runTool('biome', ['format', '--write', file])
}

export function rowOf(name: string, result: string, ms: string | undefined): string {
  const [, engine = 'PostgreSQL', law = name] = /^(Kafka|PostgreSQL|Redis): (.*)$/.exec(name) ?? []
  return `| ${engine} | ${law.replaceAll('|', '\\|')} | ${result} | ${ms} |`
}
