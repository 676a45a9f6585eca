/** `npm run test:sandbox`: every attack against every engine of this machine, told as a table; `--write` puts it into docs/sandbox.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Attack, attacks } from './attacks.ts'
import { openSandbox } from './open.ts'
import type { Engine, Language, Outcome } from './sandbox.ts'

interface Tried {
  readonly language: Language
  readonly engine: Engine
}

const limits = { timeMs: 1000, memoryBytes: 128 * 1024 * 1024, outputBytes: 16_384 }
const document = path.join(import.meta.dirname, '../../../docs/sandbox.md')
const marker = '<!-- run -->'
const tried: readonly Language[] = ['python', 'javascript', 'c']
const neighbours: Readonly<Partial<Record<Language, string>>> = {
  python: 'print(6 * 7)',
  javascript: 'console.log(6 * 7)',
  c: '#include <stdio.h>\nint main() { puts("42"); }',
}

async function once({ engine, language }: Tried, code: string): Promise<Outcome> {
  await using opened = await engine.open({ language, code, entry: '', counted: false }, { limits, signal: new AbortController().signal })
  return await opened.run({ stdin: '', args: '[]' })
}

async function cell(attack: Attack, one: Tried): Promise<string> {
  const code = attack.programs[one.language]
  if (code === undefined) return ''
  const [outcome, neighbour] = await Promise.all([once(one, code), once(one, neighbours[one.language] ?? '')])
  const holds = attack.ends.includes(outcome.kind) && !attack.never.test(outcome.stdout + outcome.stderr) && neighbour.stdout === '42\n'
  return holds ? outcome.kind.replace('_', ' ') : `**FAILS**: ${outcome.kind}`
}

function titled({ language, engine }: Tried): string {
  return `${language}, ${engine.name}`
}

const options = { warm: 1, idleMs: 600_000, cacheFolder: '' }
await using embedded = await openSandbox({ ...options, bubblewrap: '' })
await using native = await openSandbox({ ...options, bubblewrap: process.env.RUNNER_BUBBLEWRAP || 'bwrap' })
const columns: readonly Tried[] = tried.flatMap((language) =>
  [...new Set([embedded.engineFor(language), native.engineFor(language)])].flatMap((engine) => (engine === undefined ? [] : [{ language, engine }])),
)
const rows: string[][] = [
  ['a program tries', ...columns.map(titled)],
  ['---', ...columns.map(() => '---')],
]
for (const attack of attacks) {
  const cells: string[] = []
  for (const column of columns) cells.push(await cell(attack, column))
  rows.push([attack.tries, ...cells])
  console.log(`| ${attack.tries} | ${cells.join(' | ')} |`)
}
const text = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
const day = new Date().toISOString().slice(0, 10)
if (process.argv.includes('--write')) {
  const before = readFileSync(document, 'utf8')
  const head = before.slice(0, before.indexOf(marker) + marker.length)
  writeFileSync(
    document,
    `${head}\n\nRun on ${day} with \`npm run test:sandbox -- --write\`, Node ${process.versions.node}, ${process.platform}.\n\n${text}\n`,
  )
}
process.exitCode = text.includes('FAILS') ? 1 : 0
