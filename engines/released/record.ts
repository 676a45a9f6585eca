/**
 * `npm run release:statements`: notes what each service of this version asks of its database while its tests run, as what the next version's schema
 * must go on understanding. Parts of names of files: only those tests, added to what was noted before.
 */
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { run } from '../../gate/command.ts'
import { readReleased, releasedFile, type Statements } from './released.ts'

const root = path.join(import.meta.dirname, '..', '..')
const limitMs = 15 * 60_000
const named = process.argv.slice(2)

/** Tests that open a database of a service or of the bus. */
function tests(): string[] {
  return globSync(['*.test.ts', '{services,gateway}/**/*.test.ts', 'packages/{bus,jobs}/*.test.ts'], {
    cwd: root,
    exclude: (name) => name === 'node_modules',
  })
    .filter((file) => /\b(testDatabase|testGateway|designHouse|house|start)\(/.test(readFileSync(path.join(root, file), 'utf8')))
    .filter((file) => named.length === 0 || named.some((part) => file.includes(part)))
    .sort()
}

/** Each file in a process of its own, one after the other: what fails is told, and what it asked until then counts all the same. */
async function record(files: readonly string[], folder: string): Promise<void> {
  const recorder = path.join(import.meta.dirname, 'recorder.ts')
  const flags = ['--no-warnings', '--import', recorder, '--test', '--test-isolation=none', '--test-force-exit', '--test-timeout=180000']
  for (const [n, file] of files.entries()) {
    const { code } = await run([process.execPath, ...flags, file], {
      cwd: root,
      env: { NODE_ENV: 'test', QUINT_STATEMENTS_FOLDER: folder },
      limitMs,
    })
    console.log(`${code === 0 ? '✔' : '✖'} ${n + 1}/${files.length} ${file}`)
  }
}

function gathered(folder: string, before: Statements): Statements {
  const all = new Map(Object.entries(before).map(([role, texts]) => [role, new Set(texts)]))
  for (const file of readdirSync(folder)) {
    const part = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Statements
    for (const [role, texts] of Object.entries(part)) all.set(role, (all.get(role) ?? new Set()).union(new Set(texts)))
  }
  return Object.fromEntries([...all].sort(([one], [other]) => one.localeCompare(other)).map(([role, texts]) => [role, [...texts].sort()]))
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-statements-'))
try {
  await record(tests(), folder)
  const statements = gathered(folder, named.length === 0 ? {} : readReleased().statements)
  writeFileSync(releasedFile, `${JSON.stringify({ day: new Date().toISOString().slice(0, 10), statements }, null, 2)}\n`)
  for (const [role, texts] of Object.entries(statements)) console.log(`${role}: ${texts.length} statements`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
