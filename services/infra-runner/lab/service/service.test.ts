/** Runs of the lab through the real contract: ordered, followed, stopped, taken up again, compared, erased. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import type { StartLabRunRequest } from '@quint/proto/gen/quint/runner/v1/lab.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure, type FailureCode } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { type LabEvent, lessons } from '../run.ts'
import type { RunLab } from '../runs/kind.ts'
import { figures, followed, type LabHouse, type Learner, labHouse, logged, told, wish } from './testing.ts'

const failure =
  (code: FailureCode) =>
  (error: unknown): boolean =>
    error instanceof Failure && error.code === code

async function ordered({ call }: LabHouse, { options }: Learner, change: Partial<StartLabRunRequest> = {}): Promise<string> {
  const { run } = await call.startLabRun({ ...wish, ...change }, options)
  return run?.id ?? ''
}

/** Goes on until it is stopped. */
const endless: RunLab = async function* (run, { signal }) {
  yield { kind: 'started', virtual: false, seed: run.seed, nodes: ['n0'], totalMs: 10_000 }
  yield { kind: 'progress', atMs: 0, stage: 'running' }
  if (!signal.aborted) await once(signal, 'abort')
  throw signal.reason
}

test('a run is ordered, followed to its verdict, and read again with its program and figures', async () => {
  await using place = await labHouse((run) => told(run, [logged('n0', 'up')]))
  const learner = await place.learner()
  const id = await ordered(place, learner)
  const { status, verdict, events } = await followed(place, learner, id)
  assert.deepEqual([status, verdict], ['done', 'pass'])
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['started', 'log', 'statistics', 'verdict'],
  )
  const { run, source, outcome } = await place.call.getLabRun({ runId: id }, learner.options)
  assert.deepEqual([run?.seed, run?.operations, run?.messagesPerOperation, run?.ranked, source], [7, 200, 4.5, true, wish.source])
  assert.deepEqual(JSON.parse(Buffer.from(outcome).toString()).statistics, figures)
  assert.deepEqual(await place.call.getStats({}, learner.options), {
    designs: 0,
    designsTried: 0,
    designsHeld: 0,
    labRuns: 1,
    labRunsPassed: 1,
    runs: 0,
  })
  const { value } = await place.bus.seen(({ topic, key }) => topic === 'quint.runner.trial.v1' && key === id)
  assert.equal((JSON.parse(String(value)) as { verdict: string }).verdict, 'pass')
})

test('what happened is downloaded as lines, and what one node logged as text', async () => {
  const many = Array.from({ length: 3000 }, (_, index) => logged(`n${index % 2}`, `${'x'.repeat(100)} ${index}`))
  await using place = await labHouse((run) => told(run, many))
  const learner = await place.learner()
  const id = await ordered(place, learner)
  await followed(place, learner, id)
  const read = async (node: string): Promise<readonly string[]> => {
    const chunks: Buffer[] = []
    for await (const { chunk } of place.call.streamLabHistory({ runId: id, node }, learner.options)) chunks.push(Buffer.from(chunk))
    return Buffer.concat(chunks).toString().trimEnd().split('\n')
  }
  const lines = await read('')
  assert.equal(lines.length, 3003)
  assert.equal((JSON.parse(lines[0] ?? '') as LabEvent).kind, 'started')
  const log = await read('n1')
  assert.equal(log.length, 1500)
  assert.match(log[0] ?? '', /^x+ 1$/)
  const pieces = await place.db.database.asLearner(learner.userId, (tx) =>
    tx.query<{ bytes: number }>('select octet_length(lines) as bytes from lab_pieces'),
  )
  assert.ok(pieces.length > 5 && pieces.every(({ bytes }) => bytes < 64 * 1024))
})

test('what no database keeps, said by a program, is kept as well as it can be', async () => {
  const strange = 'n1 read \0\ud800 twice'
  await using place = await labHouse(async function* ({ seed }) {
    yield logged('n0', strange)
    yield { kind: 'verdict', result: 'fail', anomaly: 'lost', explanation: strange, seed, witness: null }
  })
  const learner = await place.learner()
  const id = await ordered(place, learner)
  const { verdict, events } = await followed(place, learner, id)
  assert.equal(verdict, 'fail')
  assert.deepEqual(events[0], logged('n0', strange))
  const { run } = await place.call.getLabRun({ runId: id }, learner.options)
  assert.equal(run?.explanation, 'n1 read \ufffd\ufffd twice')
})

test('who comes back to a run gets only what they have not heard', async () => {
  await using place = await labHouse((run) => told(run, [logged('n0', 'x'.repeat(60_000)), logged('n0', 'y'.repeat(60_000))]))
  const learner = await place.learner()
  const runId = await ordered(place, learner)
  await followed(place, learner, runId)
  const places: number[] = []
  for await (const { event } of place.call.followLabRun({ runId, attempt: 1, after: 1 }, learner.options))
    if (event?.$case === 'piece') places.push(event.value.place)
  assert.equal(places[0], 2)
})

test('a run is stopped while it goes on and while it waits, and one that has ended is not', async () => {
  await using place = await labHouse(endless)
  const learner = await place.learner()
  const [going, waiting] = [await ordered(place, learner), await ordered(place, learner)]
  await eventually(async () => (await place.call.getLabRun({ runId: going }, learner.options)).run?.status === 'running')
  for (const runId of [waiting, going]) await place.call.cancelLabRun({ runId }, learner.options)
  for (const runId of [going, waiting]) assert.equal((await followed(place, learner, runId)).status, 'cancelled')
  await assert.rejects(place.call.cancelLabRun({ runId: going }, learner.options), failure('conflict'))
})

test('a run whose worker leaves is begun anew from its seed by the next one, and told once', async () => {
  const seeds: number[] = []
  const first: RunLab = async function* (run, deps) {
    seeds.push(run.seed)
    yield logged('n0', 'of the first attempt')
    yield* endless(run, deps)
  }
  const second: RunLab = (run) => {
    seeds.push(run.seed)
    return told(run, [logged('n0', 'of the second attempt')])
  }
  await using place = await labHouse(first, { RUNNER_LAB_RUNS_AT_ONCE: '0' })
  const working = { RUNNER_LAB_RUNS_AT_ONCE: '1' }
  const one = await place.begin(first, working)
  const learner = await place.learner()
  const { run } = await place.call.startLabRun({ ...wish, seed: undefined }, learner.options)
  const runId = run?.id ?? ''
  const following = followed(place, learner, runId)
  await eventually(async () => (await place.call.getLabRun({ runId }, learner.options)).run?.status === 'running')
  await one[Symbol.asyncDispose]()
  await using _other = await place.begin(second, working)
  assert.equal((await following).status, 'done')
  assert.deepEqual([seeds.length, seeds[0]], [2, seeds[1]])
  const { events } = await followed(place, learner, runId)
  const texts = events.flatMap((event) => (event.kind === 'log' ? [event.text] : []))
  assert.deepEqual(texts, ['of the second attempt'])
})

test('the same order told again is the same run', async () => {
  await using place = await labHouse((run) => told(run))
  const learner = await place.learner()
  const effectId = uuidv7()
  const ids = [
    (await place.call.startLabRun(wish, { ...learner.options, effectId })).run?.id,
    (await place.call.startLabRun(wish, { ...learner.options, effectId })).run?.id,
  ]
  assert.deepEqual(ids, [effectId, effectId])
  const { runs } = await place.call.listLabRuns({ workload: '', limit: 0, cursor: '' }, learner.options)
  assert.equal(runs.length, 1)
})

test('a learner has so many runs under way and so many in a day', async () => {
  await using place = await labHouse(endless, { RUNNER_LAB_RUNS_PER_LEARNER: '2', RUNNER_LAB_RUNS_PER_DAY: '3' })
  const learner = await place.learner()
  const ids = [await ordered(place, learner), await ordered(place, learner)]
  await assert.rejects(ordered(place, learner), failure('exhausted'))
  for (const runId of ids) {
    await place.call.cancelLabRun({ runId }, learner.options)
    await followed(place, learner, runId)
  }
  const third = await ordered(place, learner)
  await place.call.cancelLabRun({ runId: third }, learner.options)
  await followed(place, learner, third)
  await assert.rejects(ordered(place, learner), failure('exhausted'))
  assert.ok(await ordered(place, await place.learner()), 'others are not hindered')
})

test('what cannot be run is refused by name, and nothing is written down', async () => {
  await using place = await labHouse((run) => told(run))
  const learner = await place.learner()
  const bad: readonly Partial<StartLabRunRequest>[] = [
    ...[{ workload: 'nothing' }, { workload: '' }, { language: 'cobol' }, { style: 'other' }, { language: 'go' }],
    ...[{ source: ' \n' }, { source: 'x'.repeat(65_537) }, { source: 'a\0b' }],
    ...[{ nodes: 10_000 }, { nodes: -1 }, { seconds: 61 }, { rate: 100_000 }, { seed: -1 }, { faults: ['earthquake'] }],
  ]
  for (const change of bad) {
    await assert.rejects(ordered(place, learner, change), failure('invalid'), JSON.stringify(change).slice(0, 80))
  }
  await assert.rejects(ordered(place, learner, { language: 'go', style: 'maelstrom' }), failure('invalid'))
  const { runs } = await place.call.listLabRuns({ workload: '', limit: 0, cursor: '' }, learner.options)
  assert.deepEqual(runs, [])
  await assert.rejects(place.call.listLabRuns({ workload: '', limit: 101, cursor: '' }, learner.options), failure('invalid'))
  await assert.rejects(place.call.listLabRuns({ workload: '', limit: 0, cursor: 'no' }, learner.options), failure('invalid'))
})

test('another learner’s run is not there, whatever is asked of it', async () => {
  await using place = await labHouse((run) => told(run))
  const [mine, theirs] = [await place.learner(), await place.learner()]
  const runId = await ordered(place, mine)
  await followed(place, mine, runId)
  const own = await ordered(place, theirs)
  const { call } = place
  const drain = async (stream: AsyncIterable<unknown>): Promise<void> => {
    for await (const _one of stream);
  }
  for (const id of [runId, uuidv7(), 'x']) {
    await assert.rejects(call.getLabRun({ runId: id }, theirs.options), failure('not_found'))
    await assert.rejects(call.cancelLabRun({ runId: id }, theirs.options), failure('not_found'))
    await assert.rejects(call.deleteLabRun({ runId: id }, theirs.options), failure('not_found'))
    await assert.rejects(call.compareLabRuns({ firstRunId: own, secondRunId: id }, theirs.options), failure('not_found'))
    await assert.rejects(drain(call.followLabRun({ runId: id, attempt: 0, after: 0 }, theirs.options)), failure('not_found'))
    await assert.rejects(drain(call.streamLabHistory({ runId: id, node: '' }, theirs.options)), failure('not_found'))
  }
  assert.equal((await call.listLabRuns({ workload: '', limit: 0, cursor: '' }, theirs.options)).runs.length, 1)
})

test('two runs are compared by their figures, their program and how they were tried', async () => {
  await using place = await labHouse((run) => told(run, [], { ...figures, messagesPerOperation: run.rate }))
  const learner = await place.learner()
  const ids = [await ordered(place, learner), await ordered(place, learner, { rate: 120 })] as const
  for (const id of ids) await followed(place, learner, id)
  const compared = await place.call.compareLabRuns({ firstRunId: ids[0], secondRunId: ids[1] }, learner.options)
  assert.deepEqual([compared.sameProgram, compared.sameTrial], [true, false])
  assert.deepEqual(
    compared.figures.find(({ name }) => name === 'messagesPerOperation'),
    { name: 'messagesPerOperation', first: 100, second: 120 },
  )
})

test('runs are listed in pages, newest first, and a deleted one is gone with all that happened in it', async () => {
  await using place = await labHouse((run) => told(run))
  const learner = await place.learner()
  const ids: string[] = []
  for (let n = 0; n < 3; n += 1) {
    ids.push(await ordered(place, learner))
    await followed(place, learner, ids[n] ?? '')
  }
  const first = await place.call.listLabRuns({ workload: 'broadcast', limit: 2, cursor: '' }, learner.options)
  const second = await place.call.listLabRuns({ workload: 'broadcast', limit: 2, cursor: first.nextCursor }, learner.options)
  assert.deepEqual(
    [...first.runs, ...second.runs].map(({ id }) => id),
    ids.toReversed(),
  )
  assert.equal(second.nextCursor, '')
  await place.call.deleteLabRun({ runId: ids[0] ?? '' }, learner.options)
  await assert.rejects(place.call.getLabRun({ runId: ids[0] ?? '' }, learner.options), failure('not_found'))
})

test('a board shows from five learners on who chose to be on it, by fewest messages, and leaving counts at once', async () => {
  await using place = await labHouse((run) => told(run, [], { ...figures, messagesPerOperation: run.rate }))
  const board = (learner: Learner) => place.call.getLabLeaderboard({ workload: 'broadcast', limit: 0, cursor: '' }, learner.options)
  const learners: Learner[] = []
  for (let n = 0; n < 6; n += 1) {
    const learner = await place.learner()
    learners.push(learner)
    await followed(place, learner, await ordered(place, learner, { rate: 100 + n }))
    if (n < 5) assert.equal((await place.call.joinLabLeaderboard({ joined: true }, learner.options)).joined, true)
    if (n === 3) assert.deepEqual((await board(learner)).places, [], 'four would be known')
  }
  const [first, , , , , outsider] = learners as [Learner, Learner, Learner, Learner, Learner, Learner]
  const seen = await board(outsider)
  assert.deepEqual(
    seen.places.map(({ place: at, value }) => [at, value]),
    [100, 101, 102, 103, 104].map((value, index) => [index + 1, value]),
  )
  assert.deepEqual([seen.joined, seen.own], [false, undefined])
  assert.deepEqual([(await board(first)).own?.place, (await board(first)).places[0]?.own], [1, true])
  await place.call.joinLabLeaderboard({ joined: true }, outsider.options)
  await place.call.joinLabLeaderboard({ joined: false }, first.options)
  assert.deepEqual(
    (await board(outsider)).places.map(({ value }) => value),
    [101, 102, 103, 104, 105],
  )
})

test('a learner who is erased leaves no run, piece or place behind, and orders no more', async () => {
  await using place = await labHouse((run) => told(run, [logged('n0', 'periwinkle')]))
  const learner = await place.learner()
  await place.call.joinLabLeaderboard({ joined: true }, learner.options)
  await followed(place, learner, await ordered(place, learner))
  const pieces: Buffer[] = []
  for await (const { json } of place.call.streamExport({}, learner.options)) pieces.push(Buffer.from(json))
  const held = JSON.parse(Buffer.concat(pieces).toString()) as Record<string, readonly unknown[]>
  assert.deepEqual([held.labRuns?.length, held.labBests?.length, held.labMembers?.length], [1, 1, 1])
  assert.match(JSON.stringify(held.labPieces), /periwinkle/)
  await place.bus.publish(
    [
      {
        topic: 'quint.identity.user.v1',
        key: learner.userId,
        value: JSON.stringify({ userId: learner.userId }),
        headers: { ce_id: uuidv7(), ce_type: 'identity.user.deleted', ce_time: '2026-03-14T09:26:53Z', ce_specversion: '1.0', ce_source: 'identity' },
      },
    ],
    AbortSignal.timeout(5000),
  )
  const rows = (table: string) => place.db.database.asLearner(learner.userId, (tx) => tx.query(`select 1 from ${table}`))
  for (const table of ['lab_runs', 'lab_pieces', 'lab_bests', 'lab_members', 'jobs']) {
    await eventually(async () => (await rows(table)).length === 0)
  }
  await assert.rejects(ordered(place, learner), failure('unauthenticated'))
})

test('lessons are told to whoever asks, with programs to begin with in three languages', async () => {
  await using place = await labHouse((run) => told(run))
  const { lessons: listed } = await place.call.listLabLessons({})
  assert.deepEqual(
    listed.map(({ slug }) => slug),
    lessons.map(({ slug }) => slug),
  )
  const { lesson } = await place.call.getLabLesson({ slug: 'broadcast' })
  const starters = Object.keys(lesson?.starters ?? {})
  for (const one of ['javascript', 'typescript', 'python'])
    for (const way of ['', '/lines', '/grpc']) assert.ok(starters.includes(`${one}${way}`), `${one}${way}`)
  assert.ok((lesson?.hints.length ?? 0) > 0)
  await assert.rejects(place.call.getLabLesson({ slug: 'nothing' }), failure('not_found'))
})
