/** A sandbox that could not be started says nothing of the program: it is started again, and a learner is not blamed. */
import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { type Bubblewrap, probeBubblewrap } from './bubblewrap.ts'
import { nativeEngine } from './native.ts'
import { installedToolchains, type Toolchain } from './toolchain.ts'

const works = await probeBubblewrap(process.env.RUNNER_BUBBLEWRAP ?? 'bwrap')
let folder: string
before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'quint-unstarted-'))
  chmodSync(folder, 0o777)
})
after(() => rmSync(folder, { recursive: true, force: true }))

/** Cannot be started so often, and then is the real one. */
function failing(real: Bubblewrap, times: number): Bubblewrap {
  const program = path.join(folder, `bwrap-${times}`)
  const tries = Array.from({ length: times }, (_, index) => path.join(folder, `try-${times}-${index}`))
  const lines = tries.map(
    (file) => `mkdir ${file} 2>/dev/null && { echo "bwrap: Can't fork for pid 1: Resource temporarily unavailable" >&2; exit 1; }`,
  )
  writeFileSync(program, `#!/bin/sh\n${lines.join('\n')}\nexec ${real.program} "$@"\n`, { mode: 0o755 })
  return { ...real, program }
}

async function run(bubblewrap: Bubblewrap) {
  const engine = nativeEngine({ bubblewrap, toolchains: installedToolchains(), cacheFolder: folder })
  const limits = { timeMs: 2000, memoryBytes: 256 * 1024 * 1024, outputBytes: 65_536 }
  const program = { language: 'python', code: 'print(6 * 7)', entry: '', counted: false } as const
  await using opened = await engine.open(program, { limits, signal: new AbortController().signal })
  return await opened.run({ stdin: '', args: '[]' })
}

const python = installedToolchains().some(({ language }) => language === 'python')

test('a sandbox that starts at the third try runs the program', { skip: works === undefined || !python }, async () => {
  assert.ok(works)
  const { kind, stdout } = await run(failing(works, 2))
  assert.deepEqual([kind, stdout], ['ok', '42\n'])
})

test('one that never starts is told as such, and not as a mistake of the program', { skip: works === undefined || !python }, async () => {
  assert.ok(works)
  await assert.rejects(run(failing(works, 9)), (error) => error instanceof Failure && error.code === 'unavailable')
})

/** A compiler that keeps something, by a command of the shell that finds its folder in CACHE. */
function keeping(command: string): Toolchain {
  return {
    language: 'go',
    file: 'solution.go',
    beside: {},
    compile: ['/bin/sh', '-c', command],
    run: ['true'],
    reserves: false,
    processes: 32,
    shows: [],
    environment: { CACHE: '/cache' },
    warmUp: { source: 'package main', folder: '/cache' },
    errorLine: /x/g,
  }
}

test('what the first program would wait for is made beforehand, once', async () => {
  const options = { bubblewrap: { program: 'none', isRoot: false }, cacheFolder: folder }
  await using engine = nativeEngine({ ...options, toolchains: [keeping('mkdir "$CACHE/made"')] })
  engine.prepare?.()
  await eventually(async () => existsSync(path.join(folder, 'go', 'made')))
  const hanging = nativeEngine({ ...options, toolchains: [keeping('touch "$CACHE/begun"; exec sleep 50')] })
  hanging.prepare?.()
  await eventually(async () => existsSync(path.join(folder, 'go', 'begun')))
  const closing = performance.now()
  await hanging[Symbol.asyncDispose]()
  assert.ok(performance.now() - closing < 20_000, 'it is given up with the engine')
})
