/** The lab over HTTP: what is asked of the runner, what comes back, and what is refused before the runner hears of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LabLesson, LabRun, type StartLabRunRequest } from '@quint/proto/gen/quint/runner/v1/lab.ts'
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { effectIdOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { testGateway } from '../testing.ts'

const id = uuidv7()
const run = LabRun.fromPartial({
  id,
  workload: 'broadcast',
  style: 'sdk',
  nodes: 5,
  seconds: 10,
  status: 'waiting',
  messagesPerOperation: -1,
  seed: 7,
})
const program = { language: 'python', files: { 'node.py': 'def start(env): pass' } }

async function openPlace(runner: Partial<RunnerServiceImplementation>, environment: Readonly<Record<string, string>> = {}) {
  const gateway = await testGateway({ runner, environment })
  const { accessToken: token } = await gateway.register()
  const get = (route: string, headers: Readonly<Record<string, string>> = {}) => gateway.send('GET', route, { token, headers })
  const post = (route: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => gateway.send('POST', route, { token, body, headers })
  return { gateway, token, get, post, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() }
}

test('a run is asked for in the words of the contract, and answered in them', async () => {
  const asked: StartLabRunRequest[] = []
  const startLabRun: RunnerServiceImplementation['startLabRun'] = async (request) => {
    asked.push(request)
    return { run }
  }
  await using place = await openPlace({ startLabRun })
  const wish = { workload: 'broadcast', nodeCount: 3, seed: 7, timeLimitSeconds: 5, rate: 30, nemesis: ['partition', 'reorder'], program }
  const response = await place.post('/api/lab/runs', { ...wish, transport: 'maelstrom' })
  const body = (await response.json()) as { run: Record<string, unknown> }
  assert.equal(response.status, 202)
  assert.deepEqual(asked, [
    {
      ...{ workload: 'broadcast', language: 'python', style: 'maelstrom', source: 'def start(env): pass' },
      ...{ nodes: 3, seconds: 5, rate: 30, faults: ['partition', 'delay'], seed: 7 },
    },
  ])
  const { valid, nodeCount, timeLimitSeconds, transport, messagesPerOperation, status } = body.run
  assert.deepEqual([valid, nodeCount, timeLimitSeconds, transport, messagesPerOperation, status], [null, 5, 10, 'simulation', null, 'waiting'])
})

test('what is malformed, too large or out of bounds is refused before the runner is asked', async () => {
  await using place = await openPlace({})
  const wish = { workload: 'broadcast', program }
  const bad = [
    {},
    { ...wish, seed: -1 },
    { ...wish, seed: 2 ** 53 },
    { ...wish, seed: 1.5 },
    { ...wish, nodeCount: 10_000 },
    { ...wish, nodeCount: 0 },
    { ...wish, timeLimitSeconds: 3600 },
    { ...wish, rate: 1e6 },
    { ...wish, nemesis: ['earthquake'] },
    { ...wish, nemesis: Array(21).fill('loss') },
    { ...wish, transport: 'carrier pigeon' },
    { ...wish, root: true },
    { ...wish, latencyMs: 5 },
    { ...wish, concurrency: 3 },
    { ...wish, command: 'node' },
    { ...wish, program: { language: 'cobol', files: { a: 'b' } } },
    { ...wish, program: { language: 'python', files: {} } },
    { ...wish, program: { language: 'python', files: { a: ' ' } } },
    { ...wish, program: { language: 'python', files: { a: 'x', b: 'y' } } },
    { ...wish, program: { language: 'python', files: { a: 'x'.repeat(65_537) } } },
    { ...wish, program: { ...program, command: 'rm' } },
  ]
  for (const body of bad) assert.equal((await place.post('/api/lab/runs', body)).status, 400, JSON.stringify(body).slice(0, 80))
  const huge = { ...wish, program: { language: 'python', files: { a: 'x'.repeat(1_200_000) } } }
  assert.equal((await place.post('/api/lab/runs', huge)).status, 413)
  assert.equal((await place.gateway.send('POST', '/api/lab/runs', { body: wish })).status, 401)
  for (const query of ['ids=a,b', 'ids=', `ids=${id}`]) assert.equal((await place.get(`/api/lab/runs/compare?${query}`)).status, 400, query)
  assert.equal((await place.get('/api/lab/leaderboard')).status, 400)
  assert.equal((await place.get('/api/lab/runs?limit=101')).status, 400)
  assert.equal((await place.get(`/api/lab/runs/${id}/nodes/..%2Fn0/log`)).status, 404)
})

test('what the runner refuses is told by the names that a request has', async () => {
  const refused = (path: string, message: string) => new Failure('invalid', `${path} ${message}`, { fields: [{ path, message }] })
  const failures = [refused('style', 'must be maelstrom for this language'), refused('language', 'cannot be rust'), new Failure('exhausted', 'style')]
  await using place = await openPlace({ startLabRun: () => Promise.reject(failures.shift()) })
  const told = async (): Promise<unknown> => {
    const { detail, errors } = (await (await place.post('/api/lab/runs', { workload: 'broadcast', program })).json()) as Record<string, unknown>
    return { detail, errors }
  }
  const words = 'must be maelstrom for this language'
  assert.deepEqual(await told(), { detail: `transport ${words}`, errors: [{ path: 'transport', message: words }] })
  assert.deepEqual(await told(), { detail: 'language cannot be rust', errors: [{ path: 'program.language', message: 'cannot be rust' }] })
  assert.deepEqual(await told(), { detail: 'style', errors: undefined })
})

test('the same key is the same run, and a learner asks for so many an hour and no more', async () => {
  const effects: (string | undefined)[] = []
  const startLabRun: RunnerServiceImplementation['startLabRun'] = async (_request, context) => {
    effects.push(effectIdOf(context))
    return { run }
  }
  await using place = await openPlace({ startLabRun }, { GATEWAY_LAB_RUNS_PER_HOUR: '2' })
  const body = { workload: 'broadcast', program }
  const key = { 'Idempotency-Key': 'one-run' }
  const answers = [await place.post('/api/lab/runs', body, key), await place.post('/api/lab/runs', body, key)]
  assert.deepEqual(
    answers.map(({ status }) => status),
    [202, 202],
  )
  assert.equal(effects.length, 1)
  assert.match(effects[0] ?? '', /^[0-9a-f-]{36}$/)
  assert.equal((await place.post('/api/lab/runs', body)).status, 202)
  assert.equal((await place.post('/api/lab/runs', body)).status, 429)
})

test('what happens in a run is told as it happens, and goes on from where a browser was', async () => {
  const asked: { attempt: number; after: number }[] = []
  const followLabRun: RunnerServiceImplementation['followLabRun'] = async function* ({ attempt, after }) {
    asked.push({ attempt, after })
    yield { event: { $case: 'run', value: run } }
    yield { event: { $case: 'piece', value: { attempt: 1, place: 1, lines: '{"kind":"log","text":"a"}\n{"kind":"log","text":"b"}\n' } } }
  }
  await using place = await openPlace({ followLabRun })
  const text = await (await place.get(`/api/lab/runs/${id}/events`)).text()
  assert.match(text, /event: run\ndata: {"run":{/)
  assert.match(text, /id: 1-1\nevent: events\ndata: {"attempt":1,"place":1,"events":\[{"kind":"log","text":"a"},{"kind":"log","text":"b"}\]}/)
  assert.match(text, /event: end\n/)
  await (await place.get(`/api/lab/runs/${id}/events`, { 'Last-Event-ID': '1-4' })).text()
  await (await place.get(`/api/lab/runs/${id}/events`, { 'Last-Event-ID': "1-4' or 1=1" })).text()
  assert.deepEqual(asked, [
    { attempt: 0, after: 0 },
    { attempt: 1, after: 4 },
    { attempt: 0, after: 0 },
  ])
})

test('a refusal of a stream or a download is a problem, before anything is sent', async () => {
  const refuse = () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Failure('not_found', 'There is no such run.')) }) })
  await using place = await openPlace({ followLabRun: refuse, streamLabHistory: refuse })
  for (const part of ['events', 'history', 'nodes/n0/log']) {
    const response = await place.get(`/api/lab/runs/${id}/${part}`)
    assert.equal(response.status, 404, part)
    assert.match(response.headers.get('content-type') ?? '', /problem\+json/)
  }
})

test('a history comes as a file of lines, and a node’s log as text', async () => {
  const nodes: string[] = []
  const streamLabHistory: RunnerServiceImplementation['streamLabHistory'] = async function* ({ node }) {
    nodes.push(node)
    yield { chunk: Buffer.from('{"kind":"started"}\n') }
    yield { chunk: Buffer.from('{"kind":"verdict"}\n') }
  }
  await using place = await openPlace({ streamLabHistory })
  const file = await place.get(`/api/lab/runs/${id}/history`)
  assert.match(file.headers.get('content-disposition') ?? '', /attachment; filename="run-.*\.jsonl"/)
  assert.equal((await file.text()).split('\n').length, 3)
  assert.match((await place.get(`/api/lab/runs/${id}/nodes/n2/log`)).headers.get('content-type') ?? '', /^text\/plain/)
  assert.deepEqual(nodes, ['', 'n2'])
})

test('a run comes with its program, what went wrong and its figures', async () => {
  const verdict = { anomaly: 'lost', explanation: 'n1 did not read 4', witness: { operations: [] } }
  const outcome = Buffer.from(JSON.stringify({ virtual: true, verdict, statistics: { operations: 3 } }))
  const done = { ...run, status: 'done', verdict: 'fail', explanation: verdict.explanation, language: 'python' }
  await using place = await openPlace({ getLabRun: async () => ({ run: done, source: 'x = 1', outcome }) })
  const { run: told } = (await (await place.get(`/api/lab/runs/${id}`)).json()) as { run: Record<string, unknown> }
  assert.deepEqual(told.program, { language: 'python', files: { 'node.py': 'x = 1' } })
  assert.deepEqual([told.valid, told.stats, told.anomalies], [false, { operations: 3 }, [{ name: 'lost', explanation: 'n1 did not read 4' }]])
})

test('workloads are told to anyone', async () => {
  const lesson = LabLesson.fromPartial({ slug: 'echo', title: 'Echo', style: 'sdk', faults: ['loss'], nodes: 3 })
  const whole = { ...lesson, hints: ['Answer.'], starters: { python: 'pass' } }
  await using gateway = await testGateway({
    runner: {
      listLabLessons: async () => ({ lessons: [lesson] }),
      getLabLesson: async () => ({ lesson: whole, placesNodes: true, placedRuns: ['python'] }),
    },
  })
  const { items } = (await (await gateway.send('GET', '/api/lab/workloads')).json()) as { items: Record<string, unknown>[] }
  assert.deepEqual([items[0]?.slug, items[0]?.transport, 'hints' in (items[0] ?? {})], ['echo', 'simulation', false])
  const { workload } = (await (await gateway.send('GET', '/api/lab/workloads/echo')).json()) as { workload: Record<string, unknown> }
  assert.deepEqual([workload.starters, workload.placesNodes, workload.placedRuns], [{ python: 'pass' }, true, ['python']])
})
