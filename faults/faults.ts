/** `npm run test:faults`: plays the rows one after the other, each in a process of its own, and leaves no process behind, however it ends. */
import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startChild } from '@quint/runtime/child.ts'
import { stopSignal } from '@quint/runtime/stop.ts'
import { type Row, rows } from './rows.ts'
import type { Outcome } from './scene.ts'
import { type Played, printTable, rewriteLines, writeDocument } from './table.ts'

const words = process.argv.slice(2)
const seedWord = words.find((word) => word.startsWith('--seed='))
const quick = words.includes('--quick')
const named = words.filter((word) => !word.startsWith('--'))
const seed = seedWord === undefined ? randomInt(1, 2 ** 31) : Number(seedWord.slice('--seed='.length))
const root = path.join(import.meta.dirname, '..')
const rowDeadlineMs = 600_000

const run = randomBytes(8).toString('hex')
const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-faults-'))
/** Everything that is started below inherits the mark and the folder. */
const environment = {
  ...process.env,
  FAULTS_RUN: run,
  TMPDIR: folder,
  NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
  KAFKAJS_NO_PARTITIONER_WARNING: '1',
}

/** Ends whatever carries the mark and removes the folder, as soon as this process is gone or lets go. */
function startReaper() {
  const reaper = spawn(process.execPath, [path.join(import.meta.dirname, 'reaper.ts'), run, folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  })
  const ended = new Promise((resolve) => reaper.once('exit', resolve))
  return {
    async [Symbol.asyncDispose]() {
      reaper.stdin.end()
      await ended
    },
  }
}

/** Programs are started often: what they compile to is kept, by a first run that ends for want of settings. */
async function warm(signal: AbortSignal): Promise<void> {
  const files = [
    'gateway/main.ts',
    'services/sessions/main.ts',
    'services/hints/main.ts',
    'services/infra-runner/main.ts',
    'faults/audit/consumer.ts',
    'faults/producer/relay.ts',
  ]
  for (const file of files) {
    if (signal.aborted) return
    const { PATH = '', HOME = '' } = process.env
    const env = { PATH, HOME, FAULTS_RUN: run, NODE_COMPILE_CACHE: environment.NODE_COMPILE_CACHE }
    await startChild(process.execPath, ['--no-warnings', file], { cwd: root, stdio: 'ignore', env }).ended
  }
}

async function play(row: Row & { readonly script: string }, signal: AbortSignal): Promise<Played> {
  const started = performance.now()
  console.log(`\n${row.name}: ${row.promise}; ${row.fault}`)
  await using child = startChild(process.execPath, ['--no-warnings', path.join(import.meta.dirname, 'rows', `${row.script}.ts`)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...environment, FAULTS_SEED: String(seed), FAULTS_QUICK: quick ? '1' : '0' },
  })
  let outcome: Outcome = { failures: ['the row ended without an outcome'], figures: [], kills: 0 }
  child.process.on('message', (message) => {
    outcome = message as Outcome
  })
  const cut = (): void => void child.process.kill('SIGKILL')
  const late = setTimeout(cut, rowDeadlineMs)
  signal.addEventListener('abort', cut, { once: true })
  await child.ended
  clearTimeout(late)
  signal.removeEventListener('abort', cut)
  const seconds = (performance.now() - started) / 1000
  const failed = outcome.failures.length > 0
  for (const line of [...outcome.figures, ...outcome.failures.map((failure) => `FAILED ${failure}`)]) console.log(`    ${line}`)
  console.log(`  ${failed ? '✖' : '✔'} ${row.name} (${seconds.toFixed(0)} s${outcome.kills === 0 ? '' : `, ${outcome.kills} kills`})`)
  return { row, outcome, seconds }
}

const signal = stopSignal()
const wanted = rows.filter((row) => named.length === 0 || named.includes(row.name) || named.includes(row.name.toLowerCase()))
const unknown = named.filter((name) => !rows.some((row) => row.name.toLowerCase() === name.toLowerCase()))
const played: Played[] = []
console.log(`Seed ${seed}: repeat with --seed=${seed}.`)
{
  await using _reaper = startReaper()
  await warm(signal)
  for (const row of wanted) {
    if (signal.aborted) break
    if (row.script !== undefined) played.push(await play({ ...row, script: row.script }, signal))
  }
}
for (const name of unknown) console.log(`There is no row ${name}.`)
printTable(wanted, played)
if (words.includes('--write') && !quick) {
  if (named.length === 0) writeDocument(rows, played, seed)
  else rewriteLines(played, seed)
}
const failed = played.filter(({ outcome }) => outcome.failures.length > 0).length + unknown.length + (signal.aborted ? 1 : 0)
console.log(`${played.length - (failed - unknown.length - (signal.aborted ? 1 : 0))} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
