/** Code runs over HTTP: what is asked of the runner, what comes back, limits, leaving. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Outcome, RunCodeResponse, type RunnerServiceImplementation, RunResult, TestResult } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { testGateway } from '../testing.ts'

type Asked = Parameters<RunnerServiceImplementation['runCode']>[0]

function answering(result: Partial<RunResult>, asked: Asked[] = []): Partial<RunnerServiceImplementation> {
  return {
    async *runCode(request) {
      asked.push(request)
      yield RunCodeResponse.fromPartial({ event: { $case: 'progress', value: { stage: 'waiting' } } })
      yield { event: { $case: 'result', value: RunResult.fromPartial(result) } }
    },
  }
}

test('a run is passed on, and its end comes back in the words of the contract', async () => {
  const asked: Asked[] = []
  const result = { outcome: Outcome.OK, stdout: '3\n', sandbox: 'v8', timeMs: 4, memoryBytes: 9 }
  await using gateway = await testGateway({ runner: answering(result, asked) })
  const { accessToken: token } = await gateway.register()
  const response = await gateway.send('POST', '/api/run', { token, body: { language: 'javascript', code: 'console.log(3)', stdin: 'x' } })
  const body = (await response.json()) as Record<string, unknown>
  assert.equal(response.status, 200)
  assert.deepEqual(
    [body.status, body.stdout, body.exitCode, body.timeMs, body.memoryBytes, body.sandbox, 'tests' in body],
    ['ok', '3\n', 0, 4, 9, 'v8', false],
  )
  assert.deepEqual(asked[0]?.given, { $case: 'stdin', value: 'x' })
})

test('tests come back one by one', async () => {
  const asked: Asked[] = []
  const tests = [TestResult.fromPartial({ outcome: Outcome.WRONG_ANSWER, output: '1', expected: '2', line: 0 })]
  await using gateway = await testGateway({ runner: answering({ outcome: Outcome.WRONG_ANSWER, tests, testsTotal: 3 }, asked) })
  const { accessToken: token } = await gateway.register()
  const sent = { language: 'python', code: 'print(1)', tests: [{ stdin: '', expected: '2' }] }
  const body = (await (await gateway.send('POST', '/api/run', { token, body: sent })).json()) as {
    status: string
    testsTotal: number
    tests: { status: string }[]
  }
  assert.deepEqual([body.status, body.testsTotal, body.tests[0]?.status], ['wrong_answer', 3, 'wrong_answer'])
  assert.deepEqual(asked[0]?.given, { $case: 'tests', value: { tests: sent.tests } })
})

test("a problem's hidden tests are for interviews: here its examples are run", async () => {
  const asked: Asked[] = []
  await using gateway = await testGateway({ runner: answering({ outcome: Outcome.OK }, asked) })
  const { accessToken: token } = await gateway.register()
  await gateway.send('POST', '/api/run', { token, body: { language: 'python', code: 'print(1)', problemId: 'pair-to-target' } })
  assert.deepEqual([asked[0]?.given, asked[0]?.examplesOnly], [{ $case: 'problemId', value: 'pair-to-target' }, true])
})

test('what is malformed or too large, or comes from nobody, is refused before the runner is asked', async () => {
  await using gateway = await testGateway()
  const { accessToken: token } = await gateway.register()
  const refused = [
    {},
    { language: 'python' },
    { language: 'python', code: 7 },
    { language: 'python', code: 'x'.repeat(65_537) },
    { language: 'python', code: '1', stdin: '', problemId: 'a' },
    { language: 'python', code: '1', tests: [] },
    { language: 'python', code: '1', root: true },
    { language: 'python', code: '1', limits: { timeMs: 1e9 } },
  ]
  for (const body of refused) assert.equal((await gateway.send('POST', '/api/run', { token, body })).status, 400, JSON.stringify(body).slice(0, 60))
  assert.equal((await gateway.send('POST', '/api/run', { token, body: '{"language":' })).status, 400)
  assert.equal((await gateway.send('POST', '/api/run', { body: { language: 'python', code: '1' } })).status, 401)
  assert.equal((await gateway.send('POST', '/api/run', { token, body: { language: 'python', code: '1', stdin: 'x'.repeat(1_100_000) } })).status, 413)
})

test("the runner's refusals are problems, and a runner that is away is 503", async () => {
  const failing = (error: Failure): Partial<RunnerServiceImplementation> => ({
    runCode: () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }),
    }),
  })
  const invalid = new Failure('invalid', 'code is empty. Please write some code first!', { fields: [{ path: 'code', message: 'is empty' }] })
  for (const [error, status] of [
    [invalid, 400],
    [new Failure('unavailable', 'away'), 503],
  ] as const) {
    await using gateway = await testGateway({ runner: failing(error) })
    const { accessToken: token } = await gateway.register()
    const response = await gateway.send('POST', '/api/run', { token, body: { language: 'python', code: ' ' } })
    assert.equal(response.status, status)
    assert.match(response.headers.get('content-type') ?? '', /problem\+json/)
  }
})

test('a learner runs so often a minute and no more, and the same key has the same answer without another run', async () => {
  const asked: Asked[] = []
  await using gateway = await testGateway({
    runner: answering({ outcome: Outcome.OK, stdout: 'once' }, asked),
    environment: { GATEWAY_RUNS_PER_MINUTE: '2' },
  })
  const { accessToken: token } = await gateway.register()
  const send = (headers = {}) => gateway.send('POST', '/api/run', { token, body: { language: 'python', code: '1' }, headers })
  const key = { 'Idempotency-Key': 'a-key' }
  const bodies = [await (await send(key)).text(), await (await send(key)).text()]
  assert.equal(bodies[0], bodies[1])
  assert.equal(asked.length, 1)
  assert.equal((await send()).status, 200)
  const refused = await send()
  assert.equal(refused.status, 429)
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
})

test('a client that goes ends its run', async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const runCode: RunnerServiceImplementation['runCode'] = async function* (_request, { signal }) {
    begin()
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    end()
    yield* []
  }
  await using gateway = await testGateway({ runner: { runCode } })
  const { accessToken: token } = await gateway.register()
  const leaving = new AbortController()
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const request = fetch(`${gateway.url}/api/run`, {
    method: 'POST',
    headers,
    signal: leaving.signal,
    body: JSON.stringify({ language: 'python', code: '1' }),
  })
  request.catch(() => undefined)
  await begun
  leaving.abort()
  await ended
})

test('languages are told to anyone', async () => {
  const languages = [
    { language: 'python', available: true, sandbox: 'wasi', calls: true },
    { language: 'c', available: false, sandbox: '', calls: false },
  ]
  await using gateway = await testGateway({ runner: { listLanguages: async () => ({ languages }) } })
  const { items } = (await (await gateway.send('GET', '/api/run/languages')).json()) as { items: { sandbox: string | null }[] }
  assert.deepEqual(
    items.map(({ sandbox }) => sandbox),
    ['wasi', null],
  )
})
