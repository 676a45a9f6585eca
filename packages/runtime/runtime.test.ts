/** Settings, ids, logs, folder ownership, children. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChild } from './child.ts'
import { claimFolder } from './claim.ts'
import { integer, oneOf, postgresUrl, readSettings, redisUrl, text, url } from './config.ts'
import { createLog } from './log.ts'
import { isUuid, uuidv7 } from './uuid.ts'

test('all problems of a configuration are reported together, by name, never with a value', () => {
  const table = {
    A_PORT: integer({ min: 1, max: 10, purpose: 'port', fallback: '5' }),
    A_KEY: text({ purpose: 'the key', secret: true }),
    A_MODE: oneOf(['x', 'y'], { purpose: 'mode', fallback: 'x' }),
    A_URL: url({ purpose: 'address', fallback: 'http://localhost' }),
  }
  assert.throws(
    () => readSettings(table, { A_PORT: '5x', A_MODE: 'hunter2', A_URL: 'no url' }),
    (error: Error) => {
      for (const part of ['A_PORT', 'A_KEY', 'A_MODE', 'A_URL']) assert.match(error.message, new RegExp(part))
      assert.doesNotMatch(error.message, /hunter2|5x/)
      return true
    },
  )
  assert.deepEqual(readSettings(table, { A_KEY: 'k', A_PORT: '' }), { A_PORT: 5, A_KEY: 'k', A_MODE: 'x', A_URL: 'http://localhost' })
})

test('an address of another scheme is refused by name, and not repeated', () => {
  const table = { A_URL: url({ purpose: 'address' }), A_STORE: redisUrl({ purpose: 'store' }), A_DATABASE: postgresUrl({ purpose: 'database' }) }
  const good = { A_URL: 'https://a.test', A_STORE: 'rediss://a.test:1', A_DATABASE: 'postgres://a.test/b' }
  assert.deepEqual(readSettings(table, good), good)
  assert.throws(
    () => readSettings(table, { A_URL: 'file:///secret', A_STORE: 'http://secret', A_DATABASE: 'secret' }),
    ({ message }: Error) => {
      assert.match(message, /A_URL .*http:\/\/ or https:\/\//)
      assert.match(message, /A_STORE .*redis:\/\/ or rediss:\/\//)
      assert.match(message, /A_DATABASE .*postgres:\/\//)
      assert.doesNotMatch(message, /secret/)
      return true
    },
  )
})

test('ids sort by the time they were made and are well formed', async () => {
  const ids = await Array.fromAsync([0, 1, 2], async () => {
    await sleep(2)
    return uuidv7()
  })
  assert.deepEqual([...ids].sort(), ids)
  for (const id of ids) {
    assert.ok(isUuid(id))
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/)
  }
  assert.ok(!isUuid('nope'))
})

test('a log line carries the fields that are allowed and never the message of an error', () => {
  const written: string[] = []
  const log = createLog('test', 'info', (line) => written.push(line)).child({ source: 'relay' })
  log.debug('hidden')
  log.error('it broke', new Error('password=hunter2'), { count: 2 })
  assert.equal(written.length, 1)
  const line = JSON.parse(written[0] ?? '') as Record<string, unknown>
  assert.deepEqual([line.service, line.source, line.message, line.count, line.error], ['test', 'relay', 'it broke', 2, 'Error'])
  assert.doesNotMatch(written[0] ?? '', /hunter2/)
})

test('a folder has one owner, and a dead owner is replaced', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-claim-'))
  try {
    {
      using _owner = claimFolder(folder)
      assert.throws(() => claimFolder(folder), /in use by process/)
    }
    writeFileSync(path.join(folder, 'owner'), '4194304 1')
    using _next = claimFolder(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a folder that cannot be made or written is refused at once, and one deep down is made', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-claim-'))
  try {
    writeFileSync(path.join(folder, 'file'), '')
    assert.throws(() => claimFolder(path.join(folder, 'file')), /file cannot be written \(ENOTDIR\): make it writable, or set QUINT_DATA_DIR/)
    assert.throws(() => claimFolder(path.join(folder, 'file', 'under')), /under cannot be written \(ENOTDIR\)/)
    assert.throws(() => claimFolder(path.join(folder, 'file'), 'OTHER_DIR'), /file cannot be written \(ENOTDIR\): make it writable, or set OTHER_DIR/)
    if (existsSync('/proc/self')) assert.throws(() => claimFolder('/proc/quint/data'), /\/proc\/quint\/data cannot be written \(ENOENT\)/)
    using _owner = claimFolder(path.join(folder, 'one', 'two'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a process id that was given to another process does not hold the folder', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-claim-'))
  try {
    writeFileSync(path.join(folder, 'owner'), `${process.ppid} 1`)
    using _owner = claimFolder(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a child that ignores SIGTERM is killed', async () => {
  const child = startChild(process.execPath, ['-e', "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"], {
    stdio: ['ignore', 'pipe', 'ignore'],
    graceMs: 50,
  })
  await new Promise((resolve) => child.process.stdout?.once('data', resolve))
  await child[Symbol.asyncDispose]()
  assert.equal(child.process.signalCode, 'SIGKILL')
})

test('a command that does not exist ends at once', async () => {
  const child = startChild('/nonexistent/command', [])
  await child.ended
  await child[Symbol.asyncDispose]()
})

test('a process stops when the runner that started it was killed', async () => {
  const held = `import { aborted, stopSignal } from '${new URL('stop.ts', import.meta.url).href}'
    const signal = stopSignal()
    const alive = setInterval(() => undefined, 1000)
    console.log('held')
    await aborted(signal)
    clearInterval(alive)
    console.log('stopped')`
  const runner = `require('node:child_process').spawn(process.execPath, ['--input-type=module', '-e', process.argv[1]], {
      stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, QUINT_RUNNER: String(process.pid) } })`
  await using child = startChild(process.execPath, ['-e', runner, held], { stdio: ['ignore', 'pipe', 'inherit'] })
  const { stdout } = child.process
  assert.ok(stdout)
  let told = ''
  stdout.on('data', (chunk) => {
    told += String(chunk)
    if (told === 'held\n') child.process.kill('SIGKILL')
  })
  await once(stdout, 'end')
  assert.equal(told, 'held\nstopped\n')
})

test('a process that has let go of everything ends, whatever somebody left open, and says what', async () => {
  const program = `import { endsAfter } from '${new URL('stop.ts', import.meta.url).href}'
    import { createLog } from '${new URL('log.ts', import.meta.url).href}'
    import { createServer } from 'node:net'
    {
      using _ending = endsAfter(createLog('runtime', 'info'), 1)
      createServer().listen(0, '127.0.0.1')
    }
    process.exitCode = 3`
  await using child = startChild(process.execPath, ['--input-type=module-typescript', '-e', program], { stdio: ['ignore', 'inherit', 'pipe'] })
  const { stderr } = child.process
  assert.ok(stderr)
  let told = ''
  stderr.on('data', (chunk) => (told += String(chunk)))
  await once(stderr, 'end')
  await child.ended
  assert.equal(child.process.exitCode, 3)
  assert.partialDeepStrictEqual(JSON.parse(told), { level: 'warn', kind: 'tcpserverwrap', message: 'something was left open' })
})
