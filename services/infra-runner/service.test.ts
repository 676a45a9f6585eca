/** The runner through its real contract: its own server, a real Postgres, real sandboxes. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serviceIdentity } from '@quint/auth/service.ts'
import { testIssuer } from '@quint/auth/testing.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { Outcome, type RunCodeRequest, RunnerServiceDefinition, type RunResult } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { connect } from '@quint/rpc/client.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { Failure, type FailureCode } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { bank } from './bank/bank.ts'
import { snakeCase } from './bank/problem.ts'
import { settings } from './config.ts'
import { migrations } from './migrate.ts'
import { start } from './service.ts'

async function house() {
  await using owned = new AsyncDisposableStack()
  const issuer = owned.use(await testIssuer(['gateway', 'runner']))
  const db = owned.use(await testDatabase('runner', migrations))
  const bus = owned.use(memoryBus())
  const config = readSettings(settings, {
    RUNNER_LISTEN_ADDRESS: '127.0.0.1:0',
    RUNNER_DATABASE_URL: db.urls.url,
    RUNNER_DATABASE_OWNER_URL: db.urls.ownerUrl,
    RUNNER_BUBBLEWRAP: 'off',
    RUNNER_WARM_PROCESSES: '1',
    BUS_URL: db.urls.url,
    GATEWAY_JWKS_URL: issuer.jwksUrl,
    GATEWAY_ISSUER: issuer.issuer,
    MESH_TRUSTED_KEYS: JSON.stringify(issuer.mesh.trusted),
  })
  const runner = owned.use(await start(config, { bus, log: silentLog, eventRetryDelaysMs: [1, 1] }))
  const identity = await serviceIdentity('gateway', issuer.mesh.privateKeys.gateway ?? {})
  const { call } = owned.use(connect(RunnerServiceDefinition, { address: runner.address, identity, audience: 'runner' }))
  const learner = async (userId = uuidv7()) => ({ userId, options: { learnerToken: await issuer.token(userId), deadline: 60_000 } })
  // What was opened is closed when something here fails, and is the caller’s from here on.
  const whole = owned.move()
  return { call, bus, db, learner, [Symbol.asyncDispose]: () => whole.disposeAsync() }
}

type House = Awaited<ReturnType<typeof house>>
type Options = { readonly learnerToken: string; readonly deadline: number; readonly effectId?: string; readonly signal?: AbortSignal }

const failure =
  (code: FailureCode) =>
  (error: unknown): boolean =>
    error instanceof Failure && error.code === code

async function run({ call }: House, request: Partial<RunCodeRequest>, options: Options): Promise<RunResult> {
  for await (const { event } of call.runCode({ language: 'javascript', code: '', ...request }, options))
    if (event?.$case === 'result') return event.value
  throw new Error('no result')
}

const right = `function pairPositions(numbers, target) {
  const at = new Map()
  for (let i = 0; i < numbers.length; i += 1) {
    if (at.has(target - numbers[i])) return [at.get(target - numbers[i]), i]
    if (!at.has(numbers[i])) at.set(numbers[i], i)
  }
  return []
}`

test('a program runs with its input, and what it printed comes back with its sandbox', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  const result = await run(
    place,
    { code: 'console.log(require("fs").readFileSync(0, "utf8").length)', given: { $case: 'stdin', value: 'four' } },
    options,
  )
  assert.deepEqual([result.outcome, result.stdout, result.sandbox, result.exitCode], [Outcome.OK, '4\n', 'v8', 0])
  const held = await place.db.database.asLearner(userId, (tx) => tx.query<{ outcome: string }>('select outcome from runs'))
  assert.deepEqual(held, [{ outcome: 'ok' }])
  const python = await run(place, { language: 'python', code: 'print(input()[::-1])', given: { $case: 'stdin', value: 'abc' } }, options)
  assert.deepEqual([python.outcome, python.stdout, python.sandbox], [Outcome.OK, 'cba\n', 'wasi'])
})

test('tests are judged one by one, and blanks at the ends of lines are not', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const tests = [
    { stdin: '2', expected: '4  \n\n' },
    { stdin: '3', expected: '7' },
  ]
  const result = await run(place, { code: 'console.log(2 * require("fs").readFileSync(0))', given: { $case: 'tests', value: { tests } } }, options)
  assert.equal(result.outcome, Outcome.WRONG_ANSWER)
  assert.deepEqual(
    result.tests.map(({ outcome, output, expected }) => [outcome, output, expected]),
    [
      [Outcome.OK, '4\n', '4  \n\n'],
      [Outcome.WRONG_ANSWER, '6\n', '7'],
    ],
  )
})

test("a problem's hidden tests judge a solution, and only the smallest that fails is shown", async () => {
  await using place = await house()
  const { options } = await place.learner()
  const given = { $case: 'problemId', value: 'pair-to-target' } as const
  const good = await run(place, { code: right, given }, options)
  assert.deepEqual([good.outcome, good.testsPassed], [Outcome.OK, good.testsTotal])
  assert.ok(good.tests.filter(({ hidden }) => hidden).every(({ input, expected }) => input === '' && expected === ''))
  const wrong = await run(place, { code: right.replace('if (!at.has(numbers[i])) at', 'if (i % 2 === 0) at'), given }, options)
  const shown = wrong.tests.filter(({ hidden, input }) => hidden && input !== '')
  assert.equal(wrong.outcome, Outcome.WRONG_ANSWER)
  assert.ok(shown.length <= 1)
})

test('a run against the examples alone touches no hidden test', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const asked = { given: { $case: 'problemId', value: 'pair-to-target' }, examplesOnly: true } as const
  const shown = (await place.call.getProblem({ problemId: 'pair-to-target' }, options)).examples.length
  // Right for the examples, wrong for everything else.
  const narrow = `${right.replace('pairPositions', 'solve')}\nfunction pairPositions(numbers, target) { return numbers.length > 4 ? [] : solve(numbers, target) }`
  for (const code of [right, narrow]) {
    const result = await run(place, { code, ...asked }, options)
    assert.deepEqual([result.outcome, result.testsTotal, result.tests.some(({ hidden }) => hidden)], [Outcome.OK, shown, false])
  }
})

test('a program that prints or throws its input tells nothing of hidden tests but the smallest that fails', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const given = { $case: 'problemId', value: 'pair-to-target' } as const
  const printing = `${right.replace('pairPositions', 'solve')}
function pairPositions(numbers, target) { console.log('I saw', numbers.length, target); console.error('I saw', numbers.length); return solve(numbers, target) }`
  const examples = await run(place, { code: printing, given, examplesOnly: true }, options)
  const whole = await run(place, { code: printing, given }, options)
  assert.equal(whole.outcome, Outcome.OK)
  // Of the last example, as without hidden tests.
  assert.deepEqual([whole.stdout, whole.stderr], [examples.stdout, examples.stderr])
  assert.match(whole.stdout, /I saw/)
  const throwing = await run(
    place,
    { code: 'function pairPositions(numbers, target) { throw new Error("I saw " + JSON.stringify([numbers, target])) }', given },
    options,
  )
  const told = throwing.tests.filter(({ hidden, message, input, output }) => hidden && (message !== '' || input !== '' || output !== ''))
  assert.ok(throwing.tests.some(({ hidden }) => hidden))
  assert.equal(told.length, 0, 'an example failed first, so no hidden test is the smallest')
})

test('a program that keeps what it was given tells of no hidden test but the one that it fails', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const keeping = `import math
def pair_positions(numbers, target):
    kept = math.__dict__.setdefault('kept', [])
    kept.append((numbers, target))
    if len(numbers) > 6:
        print(kept)
        raise Exception(f'calls: {len(kept)}')
    seen = {}
    for i, n in enumerate(numbers):
        if target - n in seen: return [seen[target - n], i]
        seen.setdefault(n, i)
    return []
`
  const given = { $case: 'problemId', value: 'pair-to-target' } as const
  const result = await run(place, { language: 'python', code: keeping, given }, options)
  assert.equal(result.outcome, Outcome.RUNTIME_ERROR)
  assert.ok(result.testsPassed > 1)
  assert.equal(result.message, 'Exception: calls: 1')
  assert.equal(result.stdout.split('], ').length, 2, result.stdout)
  const forgetful = keeping.replace('if len(numbers) > 6:', 'if len(kept) > 8:')
  const later = (await run(place, { language: 'python', code: forgetful, given }, options)).tests.filter(({ message }) => message !== '')
  assert.deepEqual(
    later.map(({ hidden, message, output }) => [hidden, message, output]),
    [[true, 'With this input alone it is right: something is kept from one call to the next.', '']],
  )
})

test('an error comes with its line, and what takes too long or too much is told to', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const limits = { timeMs: 300, memoryBytes: 0, outputBytes: 0 }
  const failed = await run(place, { code: 'let a = 1\nnull.x', limits }, options)
  const unreadable = await run(place, { code: 'let = = 3', limits }, options)
  const endless = await run(place, { code: 'for (;;) {}', limits }, options)
  const noisy = await run(place, { code: 'for (;;) console.log("x".repeat(500))', limits }, options)
  assert.deepEqual([failed.outcome, failed.line], [Outcome.RUNTIME_ERROR, 2])
  assert.deepEqual([unreadable.outcome, endless.outcome, noisy.outcome], [Outcome.COMPILE_ERROR, Outcome.TIME_LIMIT, Outcome.OUTPUT_LIMIT])
})

test('what cannot be run is refused before anything starts', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const refused: readonly Partial<RunCodeRequest>[] = [
    { code: '  \n' },
    { code: `//${'x'.repeat(65_536)}` },
    { code: 'a\0b' },
    { language: 'cobol', code: '1' },
    { code: '1', limits: { timeMs: 60_000, memoryBytes: 0, outputBytes: 0 } },
    { code: '1', given: { $case: 'tests', value: { tests: [] } } },
  ]
  for (const request of refused) await assert.rejects(run(place, request, options), failure('invalid'), JSON.stringify(request).slice(0, 60))
  await assert.rejects(run(place, { code: '1', given: { $case: 'problemId', value: 'no-such-problem' } }, options), failure('not_found'))
  await assert.rejects(run(place, { code: '1' }, { ...options, learnerToken: 'none' }), failure('unauthenticated'))
})

test('a language that needs a toolchain is unavailable where there is no sandbox for it', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const result = await run(place, { language: 'c', code: 'int main() {}' }, options)
  assert.equal(result.outcome, Outcome.UNAVAILABLE)
  const { languages } = await place.call.listLanguages({}, options)
  assert.deepEqual(
    languages.filter(({ available }) => available).map(({ language }) => language),
    ['python', 'javascript', 'typescript'],
  )
})

test('a run is remembered once under the id that the caller gave', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  const effectId = uuidv7()
  for (let time = 0; time < 2; time += 1) assert.equal((await run(place, { code: 'console.log(1)' }, { ...options, effectId })).runId, effectId)
  const rows = await place.db.database.asLearner(userId, (tx) => tx.query('select id from runs'))
  assert.equal(rows.length, 1)
})

test('a caller who leaves ends the program', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const leaving = new AbortController()
  const request = { code: 'for (;;) {}', language: 'javascript', limits: { timeMs: 10_000, memoryBytes: 0, outputBytes: 0 } }
  const seen: string[] = []
  await assert.rejects(async () => {
    for await (const { event } of place.call.runCode(request, { ...options, signal: leaving.signal })) {
      if (event?.$case !== 'progress') continue
      seen.push(event.value.stage)
      if (event.value.stage === 'running') leaving.abort()
    }
  })
  assert.deepEqual(seen, ['waiting', 'running'])
  assert.equal((await run(place, { code: 'console.log(2)' }, options)).stdout, '2\n')
})

test('how a program grows is measured and told beside what the problem needs', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const families: string[] = []
  for await (const { event } of place.call.measureCode({ language: 'javascript', code: right, problemId: 'pair-to-target' }, options))
    if (event?.$case === 'growth') families.push(event.value.time?.family ?? '', event.value.expectedTime)
  assert.deepEqual(families, ['n', 'n'])
})

test('problems are told without what would give them away', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const { problems } = await place.call.listProblems({ topic: 'stacks', difficulty: 'medium' }, options)
  const wanted = bank.filter(({ topics, difficulty }) => topics.includes('stacks') && difficulty === 'medium')
  assert.deepEqual(
    problems.map(({ id }) => id),
    wanted.map(({ id }) => id),
  )
  const [one] = wanted
  assert.ok(one)
  const problem = await place.call.getProblem({ problemId: one.id }, options)
  assert.ok(problem.starters.python?.startsWith(`def ${snakeCase(one.solve.name)}(`))
  const told = JSON.stringify(problem)
  const [, body = ''] = one.python.split('\n').map((line) => line.trim())
  assert.ok(body.length > 0)
  for (const secret of [body, ...one.wrong.flatMap(({ because, solve }) => [because, solve.name])]) assert.ok(!told.includes(secret), secret)
})

test('everything of a learner who is deleted is erased, told once to whoever waits, and nothing comes after', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  await run(place, { code: 'console.log(1)' }, options)
  const pieces: Uint8Array[] = []
  for await (const { json } of place.call.streamExport({}, options)) pieces.push(json)
  const held = JSON.parse(Buffer.concat(pieces).toString()) as { runs: readonly { outcome: string }[] }
  assert.deepEqual(
    held.runs.map(({ outcome }) => outcome),
    ['ok'],
  )
  const id = uuidv7()
  const headers = { ce_specversion: '1.0', ce_id: id, ce_type: 'identity.user.deleted', ce_time: '2026-01-01T00:00:00Z' }
  await place.bus.publish([{ topic: 'quint.identity.user.v1', key: userId, value: JSON.stringify({ userId }), headers }], AbortSignal.timeout(5000))
  await place.bus.seen(({ topic, key }) => topic === 'quint.runner.learner.v1' && key === userId)
  const rows = await place.db.database.asLearner(userId, (tx) => tx.query('select id from runs'))
  assert.deepEqual(rows, [])
  await assert.rejects(run(place, { code: 'console.log(1)' }, options), failure('unauthenticated'))
})
