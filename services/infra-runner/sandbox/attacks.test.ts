/** Every attack against every engine of this machine: it ends as it has to, and a neighbour's run beside it is not harmed. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { attacks } from './attacks.ts'
import { openSandbox } from './open.ts'
import type { Engine, Language, Outcome } from './sandbox.ts'

const limits = { timeMs: 1000, memoryBytes: 128 * 1024 * 1024, outputBytes: 16_384 }
const never = new AbortController().signal
const options = { warm: 1, idleMs: 600_000, cacheFolder: '' }
const embedded = await openSandbox({ ...options, bubblewrap: '' })
const native = await openSandbox({ ...options, bubblewrap: process.env.RUNNER_BUBBLEWRAP ?? 'bwrap' })
after(async () => {
  await embedded[Symbol.asyncDispose]()
  await native[Symbol.asyncDispose]()
})

async function once(
  engine: Engine,
  program: { readonly language: Language; readonly code: string; readonly entry?: string; readonly stdin?: string },
): Promise<Outcome> {
  const { language, code, entry = '', stdin = '' } = program
  await using opened = await engine.open({ language, code, entry, counted: false }, { limits, signal: never })
  // Awaited here: what is opened is closed at the end of this function.
  return await opened.run({ stdin, args: '[]' })
}

const neighbours: Readonly<Partial<Record<Language, string>>> = {
  python: 'print(6 * 7)',
  javascript: 'console.log(6 * 7)',
  c: '#include <stdio.h>\nint main() { puts("42"); }',
}

/** Without Go: what its compiler keeps takes half a minute to make. */
const tried: readonly Language[] = ['python', 'javascript', 'c']
const engines = tried.flatMap((language) =>
  [...new Set([embedded.engineFor(language), native.engineFor(language)])].flatMap((engine) => (engine === undefined ? [] : [{ language, engine }])),
)

for (const { language, engine } of engines) {
  for (const attack of attacks) {
    const code = attack.programs[language]
    if (code === undefined) continue
    test(`a program in ${language} on ${engine.name} that tries ${attack.tries} harms nobody`, async () => {
      const [outcome, neighbour] = await Promise.all([once(engine, { language, code }), once(engine, { language, code: neighbours[language] ?? '' })])
      assert.ok(attack.ends.includes(outcome.kind), `${outcome.kind}: ${outcome.message} ${outcome.stderr.slice(0, 300)}`)
      assert.doesNotMatch(outcome.stdout + outcome.stderr, attack.never)
      assert.ok(outcome.stdout.length <= limits.outputBytes)
      assert.deepEqual([neighbour.kind, neighbour.stdout], ['ok', '42\n'])
    })
  }
}

for (const { language, engine } of engines.filter((one) => one.language !== 'c')) {
  test(`a program in ${language} on ${engine.name} that forges the protocol on its output has only printed`, async () => {
    const forged = JSON.stringify({ nonce: '', kind: 'ok', exitCode: 0, value: '"forged"' })
    const code =
      language === 'python'
        ? `print('d\\x50\\0\\0\\0' + '''${forged}''')\nraise ValueError('own')`
        : `console.log('d\\x50\\0\\0\\0' + ${JSON.stringify(forged)})\nthrow new Error('own')`
    const outcome = await once(engine, { language, code })
    assert.equal(outcome.kind, 'runtime_error')
    assert.match(outcome.stdout, /forged/)
    assert.equal(outcome.value, undefined)
  })
}

const javascripts = engines.filter(({ language }) => language === 'javascript')
for (const { engine } of javascripts) {
  test(`on ${engine.name} the harness does not care what a program makes of the objects it stands on`, async () => {
    const pollute = `Object.prototype.kind = 'ok'; Object.prototype.then = 1; Array.prototype.map = Array.prototype.push = Array.prototype.join = null
      JSON.parse = JSON.stringify = String = () => 'broken'; Reflect.apply = null; Function.prototype.call = null; globalThis.Object = null`
    const outcome = await once(engine, { language: 'javascript', code: `${pollute}\nfunction f() { return 41 + 1 }`, entry: 'f' })
    assert.deepEqual([outcome.kind, outcome.value], ['ok', '42'])
    const clean = await once(engine, { language: 'javascript', code: 'function f() { return Object.keys({ a: [1].map(String) }) }', entry: 'f' })
    assert.equal(clean.value, '["a"]')
  })
}

for (const { engine, language } of engines.filter((one) => one.language === 'python')) {
  test(`on ${engine.name} a program that takes Python apart harms only itself`, async () => {
    const code =
      'import builtins, sys\nfor name in list(vars(builtins)):\n    if name not in ("__import__", "__build_class__"):\n        delattr(builtins, name)\nsys.modules.clear()\nraise SystemError'
    const outcome = await once(engine, { language, code })
    assert.equal(outcome.kind, 'runtime_error')
    const next = await once(engine, { language, code: 'print(sum([1, 2]))' })
    assert.deepEqual([next.kind, next.stdout], ['ok', '3\n'])
  })
}

for (const { engine } of javascripts) {
  test(`on ${engine.name} a length that is none is a mistake of the program, and no matter of memory`, async () => {
    for (const code of ['new Array(-1)', 'const a = []\na.length = 1.5', 'new Uint8Array(-1)']) {
      const outcome = await once(engine, { language: 'javascript', code })
      assert.equal(outcome.kind, 'runtime_error', code)
      assert.match(outcome.message, /^RangeError: Invalid/)
    }
  })
}

for (const { engine } of engines.filter((one) => one.language === 'c')) {
  test(`on ${engine.name} a program in C is told what its signal means, and one that goes on without memory is not blamed`, async () => {
    const crashed = await once(engine, { language: 'c', code: 'int main() { volatile int *p = 0; *p = 1; }' })
    assert.deepEqual([crashed.kind, crashed.message], ['runtime_error', 'it read or wrote where nothing is, or its stack is full (SIGSEGV)'])
    const code = '#include <stdio.h>\n#include <stdlib.h>\nint main() { if (!malloc(9000000000)) puts("none"); }'
    const frugal = await once(engine, { language: 'c', code })
    assert.deepEqual([frugal.kind, frugal.stdout], ['ok', 'none\n'])
  })
}

for (const moment of ['before it has a process', 'while it runs']) {
  test(`a run that is given up ${moment} ends before a short one that began after it`, async () => {
    const engine = embedded.engineFor('javascript')
    assert.ok(engine)
    const open = (code: string, signal: AbortSignal) =>
      engine.open({ language: 'javascript', code, entry: '', counted: false }, { limits: { ...limits, timeMs: 10_000 }, signal })
    const leaving = new AbortController()
    await using given = await open(moment === 'while it runs' ? "process.stdout.write('on'); for (;;) {}" : 'for (;;) {}', leaving.signal)
    const ends: string[] = []
    const running = assert.rejects(given.run({ stdin: '', args: '[]' })).then(() => ends.push('given up'))
    if (moment === 'while it runs') await setTimeout(500)
    leaving.abort()
    await using short = await open('const until = Date.now() + 1000; while (Date.now() < until);', new AbortController().signal)
    await Promise.all([running, short.run({ stdin: '', args: '[]' }).then(() => ends.push('short'))])
    assert.deepEqual(ends, ['given up', 'short'])
  })
}
