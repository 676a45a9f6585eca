import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { openPress } from './press.ts'
import { shortBoard } from './testing-board.ts'

/** A press whose program is the given text. */
async function pressOf(text: string, deadlineMs = 30_000) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-press-'))
  const program = path.join(folder, 'program.mjs')
  await writeFile(program, text.replaceAll('FOLDER', JSON.stringify(folder)))
  const press = openPress({ clips: path.join(folder, 'clips'), deadlineMs, program })
  return { folder, press, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

const print = { storyboard: shortBoard, out: '', signal: new AbortController().signal }
const failsWith = (code: string) => (error: unknown) => error instanceof Failure && error.code === code

/** Starts another process, says both their ids, and never ends. */
const hanging = `import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'])
writeFileSync(FOLDER + '/pids', process.pid + ' ' + other.pid)
setInterval(() => undefined, 1000)`

const gone = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}

test('a program that never returns is killed with everything it started', async () => {
  await using place = await pressOf(hanging, 1500)
  await assert.rejects(place.press.print(print), failsWith('deadline'))
  const pids = (await readFile(path.join(place.folder, 'pids'), 'utf8')).split(' ').map(Number)
  assert.equal(pids.length, 2)
  await eventually(() => pids.every(gone))
})

test('cancelling kills it too, and says why it was cancelled', async () => {
  await using place = await pressOf(hanging)
  const stop = new AbortController()
  const printing = place.press.print({ ...print, signal: stop.signal })
  printing.catch(() => undefined)
  await eventually(() => readFile(path.join(place.folder, 'pids'), 'utf8').catch(() => undefined))
  stop.abort(new Failure('cancelled', 'Enough.'))
  await assert.rejects(printing, failsWith('cancelled'))
})

test('a program that is killed, or finds no room, may be tried again', async () => {
  await using killed = await pressOf("process.kill(process.pid, 'SIGKILL')")
  await assert.rejects(killed.press.print(print), failsWith('unavailable'))
  await using full = await pressOf("console.log(JSON.stringify({ failed: 'ENOSPC' })); process.exitCode = 1; process.stdin.destroy()")
  await assert.rejects(
    full.press.print(print),
    (error) => failsWith('unavailable')(error) && error instanceof Error && error.message.includes('room'),
  )
})

test('what a program leaves behind when it ends is killed as well', async () => {
  const leaving = `${hanging.replace(/\nsetInterval.*$/, '')}\nother.unref()\nprocess.stdout.write('', () => process.exit(0))`
  await using place = await pressOf(
    leaving.replace("'setInterval(() => undefined, 1000)']", "'setInterval(() => undefined, 1000)'], { stdio: 'ignore' }"),
  )
  await place.press.print(print)
  const [, left] = (await readFile(path.join(place.folder, 'pids'), 'utf8')).split(' ').map(Number)
  await eventually(() => gone(left ?? 0))
})

test('what is no report of the program is passed over, also when it was killed in the middle of one', async () => {
  await using talking = await pressOf(
    "console.log('[libx264] using cpu capabilities'); console.log('null'); console.log(JSON.stringify({ done: 2, of: 2 })); process.stdin.destroy()",
  )
  const told: number[] = []
  await talking.press.print({ ...print, tell: (done, of) => void told.push(done, of) })
  assert.deepEqual(told, [2, 2])
  await using killed = await pressOf("process.stdout.write('{\\\"failed', () => process.kill(process.pid, 'SIGKILL'))")
  await assert.rejects(killed.press.print(print), failsWith('unavailable'))
})

test('it is told how far the program is, and gives it no setting of this process', async () => {
  await using place = await pressOf(
    "import { writeFileSync } from 'node:fs'\nwriteFileSync(FOLDER + '/env', JSON.stringify(Object.keys(process.env)))\nconsole.log(JSON.stringify({ done: 1, of: 2 })); process.stdin.destroy()",
  )
  process.env.QUINT_TEST_SECRET = 'x'
  const told: number[] = []
  await place.press.print({ ...print, tell: (done, of) => void told.push(done, of) })
  delete process.env.QUINT_TEST_SECRET
  assert.deepEqual(told, [1, 2])
  assert.ok(!(await readFile(path.join(place.folder, 'env'), 'utf8')).includes('SECRET'))
})
