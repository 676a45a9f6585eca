/** A design is deployed on this machine, answers as its blueprint says, breaks where it is struck, and leaves nothing. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { BlueprintDraft } from '../blueprint/blueprint.ts'
import { blueprintFrom } from '../blueprint/read.ts'
import { toLocalPlan } from '../derive/local-plan.ts'
import { metricsPipeline } from '../packs/metrics-pipeline.ts'
import { notificationService } from '../packs/notification-service.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import type { Deployment } from '../provisioner.ts'
import { localProvisioner } from './provisioner.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-build-test-'))
const server = await testDatabase('designs', [])
const { adminUrl } = server
const provisioner = localProvisioner({ folder, adminUrl, restartMs: 200 })
after(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const never = Number.MAX_SAFE_INTEGER
let names = 0

/** Longer than any answer takes, however busy the machine is. */
const patientMs = 20_000

function planOf(draft: BlueprintDraft, { replicas = 2, databaseMs = patientMs }: Shape) {
  const components = draft.components.map((one) => (one.id === 'api' ? { ...one, replicas } : one))
  const links = (draft.links ?? []).map((link) => (link.to === 'db' ? { ...link, timeoutMs: databaseMs } : link))
  const read = blueprintFrom({ ...draft, components, links })
  assert.ok(read.kind === 'read')
  return toLocalPlan(read.value)
}

interface Shape {
  readonly replicas?: number
  /** How long the service waits for its database. */
  readonly databaseMs?: number
}

function deployed(draft: BlueprintDraft, shape: Shape = {}): Promise<Deployment> {
  names += 1
  return provisioner.deploy(planOf(draft, shape), { namespace: `test${process.pid}n${names}`, expiresAt: never })
}

interface Given {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

async function ask({ entryHost, entryPorts: [port = 0], token }: Deployment, line: string, { body, headers = {} }: Given = {}) {
  const [method = '', to = ''] = line.split(' ')
  const sent = { authorization: `Bearer ${token}`, ...headers }
  const given = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await fetch(`http://${entryHost}:${port}${to}`, {
    method,
    headers: sent,
    redirect: 'manual',
    signal: AbortSignal.timeout(20_000),
    ...given,
  })
  const text = await response.text()
  return {
    status: response.status,
    location: response.headers.get('location'),
    body: (text === '' ? {} : JSON.parse(text)) as Record<string, string>,
  }
}

test('a deployed URL shortener shortens, redirects and refuses, and leaves nothing', async () => {
  const deployment = await deployed(urlShortener.good)
  try {
    const url = 'https://example.org/a?b=c'
    const made = await ask(deployment, 'POST /links', { body: { url } })
    assert.equal(made.status, 201)
    for (let n = 0; n < 3; n += 1) {
      const followed = await ask(deployment, `GET /${made.body.code}`)
      assert.deepEqual([followed.status, followed.location], [302, url])
    }
    assert.equal((await ask(deployment, `GET /links/${made.body.code}`)).body.url, url)
    assert.equal((await ask(deployment, 'GET /links/nobody')).status, 404)
    assert.equal((await ask(deployment, 'PUT /links', { body: {} })).status, 405)
    assert.equal((await ask(deployment, 'POST /links', { body: { url }, headers: { authorization: 'Bearer x' } })).status, 401)
    for (const body of ['{"url":', [], {}, { url: 1 }, { url, other: 1 }, { url: 'a\0b' }])
      assert.equal((await ask(deployment, 'POST /links', { body })).status, 400, JSON.stringify(body))
    assert.equal((await ask(deployment, 'POST /links', { body: { url: 'x'.repeat(300_000) } })).status, 413)
    const hostile = await ask(deployment, 'POST /links', { body: { url: "x\r\nset-cookie: a=b'; drop table links; --" } })
    assert.equal((await ask(deployment, `GET /${hostile.body.code}`)).location?.includes('\n'), false)
  } finally {
    await deployment[Symbol.asyncDispose]()
  }
  assert.deepEqual(await provisioner.left(), [])
})

test('a repeated write with its key is done once, through whichever replica', async () => {
  await using deployment = await deployed(urlShortener.good)
  const headers = { 'idempotency-key': 'once' }
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => ask(deployment, 'POST /links', { body: { url: 'https://example.org' }, headers })),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    answers.map(() => 201),
  )
  assert.equal(new Set(answers.map(({ body }) => body.code)).size, 1)
})

test('with one replica a kill is an outage until it is started again; with two there is none', async () => {
  await using one = await deployed(urlShortener.good, { replicas: 1 })
  await using two = await deployed(urlShortener.good, { replicas: 2 })
  const codes = await Promise.all(
    [one, two].map(async (deployment) => (await ask(deployment, 'POST /links', { body: { url: 'https://example.org' } })).body.code),
  )
  await Promise.all([one, two].map((deployment) => deployment.strike({ kind: 'kill', processes: ['api-1'], held: true })))
  assert.equal((await ask(one, `GET /links/${codes[0]}`)).status, 502)
  for (let n = 0; n < 6; n += 1) assert.equal((await ask(two, `GET /links/${codes[1]}`)).status, 200)
  await one.heal()
  await eventually(async () => (await ask(one, `GET /links/${codes[0]}`)).status === 200)
})

test('a killed replica is started again by itself', async () => {
  await using deployment = await deployed(urlShortener.good, { replicas: 1 })
  await deployment.strike({ kind: 'kill', processes: ['api-1'], held: false })
  await eventually(async () => (await ask(deployment, 'GET /links/nobody')).status === 404)
  assert.equal((await deployment.counts())['api-1']?.restarts, 1)
})

test('a database that says nothing is given up on after the time-out, and what is cached is still answered', async () => {
  await using deployment = await deployed(urlShortener.good, { databaseMs: 500 })
  const body = await eventually(async () => {
    const made = await ask(deployment, 'POST /links', { body: { url: 'https://example.org' } })
    return made.status === 201 ? made.body : undefined
  })
  // From the database first, and then from the cache.
  await eventually(async () => (await ask(deployment, `GET /${body.code}`)).status === 302)
  const wires = ['api-1--db', 'api-2--db']
  await deployment.strike({ kind: 'wires', wires, fault: { blackHole: 'from' } })
  assert.equal((await ask(deployment, `GET /links/${body.code}`)).status, 503)
  // A cache that is late on a busy machine is passed over, in vain.
  await eventually(async () => (await ask(deployment, `GET /${body.code}`)).status === 302)
  const counts = await deployment.counts()
  assert.ok(
    wires.some((wire) => (counts[wire]?.touched ?? 0) > 0),
    'nothing shows that the fault took effect',
  )
  await deployment.heal()
  await eventually(async () => (await ask(deployment, `GET /links/${body.code}`)).status === 200)
})

test('a database that crashes takes connections again when it is back', async () => {
  await using deployment = await deployed(urlShortener.good)
  const { body } = await ask(deployment, 'POST /links', { body: { url: 'https://example.org' } })
  await deployment.strike({ kind: 'crash-database', databases: ['db'] })
  assert.equal((await ask(deployment, `GET /links/${body.code}`)).status, 503)
  await deployment.heal()
  await eventually(async () => (await ask(deployment, `GET /links/${body.code}`)).status === 200)
})

test('a message is worked on, and comes again when nobody acknowledged it', async () => {
  await using deployment = await deployed(notificationService.good, { replicas: 1 })
  await deployment.strike({ kind: 'queue', processes: ['queue-1', 'queue-2'], mode: 'duplicate' })
  assert.equal((await ask(deployment, 'POST /notifications', { body: { recipient: 'ada', body: 'hello' } })).status, 201)
  await eventually(async () => {
    const counts = Object.entries(await deployment.counts())
    return counts.filter(([id]) => id.startsWith('workers-')).reduce((sum, [, { done = 0 }]) => sum + done, 0) === 2
  })
})

test('messages come in another order when they are to, however few there are', async () => {
  await using deployment = await deployed(notificationService.good, { replicas: 1 })
  await deployment.strike({ kind: 'queue', processes: ['queue-1', 'queue-2'], mode: 'reorder' })
  const queues = async () => Object.entries(await deployment.counts()).flatMap(([id, counts]) => (id.startsWith('queue-') ? [counts] : []))
  // Every other one goes to each of the two queues.
  await eventually(async () => {
    assert.equal((await ask(deployment, 'POST /notifications', { body: { recipient: 'ada', body: 'hello' } })).status, 201)
    return (await queues()).some(({ moved = 0 }) => moved > 0)
  })
  await deployment.heal()
  await eventually(async () => (await queues()).every(({ waiting = 0 }) => waiting === 0))
})

test('a message outlives the queue that took it, and a row is found by whoever looks', async () => {
  await using deployment = await deployed(metricsPipeline.good, { replicas: 1 })
  await deployment.strike({ kind: 'kill', processes: ['workers-1', 'workers-2', 'workers-3'], held: true })
  assert.equal((await ask(deployment, 'POST /samples', { body: { series: 'kept', value: 1 } })).status, 202)
  await deployment.strike({ kind: 'kill', processes: ['queue-1', 'queue-2'], held: true })
  await deployment.heal()
  await eventually(async () => (await ask(deployment, 'GET /series/kept')).status === 200)
  const found = await deployment.rowsWith?.({ table: 'samples', column: 'series', values: ['kept', 'other'] })
  assert.deepEqual([...(found ?? [])], [['kept', 1]])
})

test('what a queue takes is taken while the database is away, and what came again under its key is there once', async () => {
  await using deployment = await deployed(metricsPipeline.good, { replicas: 1 })
  await deployment.strike({ kind: 'crash-database', databases: ['db'] })
  const headers = { 'idempotency-key': 'again' }
  const given = { body: { series: 'away', value: 1 }, headers }
  const [first, again] = [await ask(deployment, 'POST /samples', given), await ask(deployment, 'POST /samples', given)]
  assert.deepEqual([first.status, again.status, again.body], [202, 202, first.body])
  await deployment.strike({ kind: 'queue', processes: ['queue-1', 'queue-2'], mode: 'duplicate' })
  assert.equal((await ask(deployment, 'POST /samples', { body: { series: 'twice', value: 2 }, headers: { 'idempotency-key': 'other' } })).status, 202)
  await deployment.heal()
  const rows = () => deployment.rowsWith?.({ table: 'samples', column: 'series', values: ['away', 'twice'] })
  // Whoever had been told no by the database is asked again when its time is over.
  await eventually(async () => Object.values(await deployment.counts()).every(({ waiting = 0 }) => waiting === 0))
  assert.deepEqual([...((await rows()) ?? [])].toSorted(), [
    ['away', 1],
    ['twice', 1],
  ])
})

test('a rolling restart ends one replica after another: somebody always answers', async () => {
  await using deployment = await deployed(urlShortener.good, { replicas: 2 })
  const { body } = await ask(deployment, 'POST /links', { body: { url: 'https://example.org' } })
  let rolling = true
  const rolled = deployment.strike({ kind: 'roll', processes: ['api-1', 'api-2'] }).finally(() => {
    rolling = false
  })
  const seen = new Set<number>()
  while (rolling) seen.add((await ask(deployment, `GET /links/${body.code}`)).status)
  await rolled
  assert.deepEqual([...seen], [200])
  const counts = await deployment.counts()
  assert.deepEqual([counts['api-1']?.restarts, counts['api-2']?.restarts], [1, 1])
})

test('a database with fail-over is back by itself', async () => {
  await using deployment = await deployed(urlShortener.good)
  const { body } = await ask(deployment, 'POST /links', { body: { url: 'https://example.org' } })
  await deployment.strike({ kind: 'crash-database', databases: ['db'], failoverMs: 300 })
  await eventually(async () => (await ask(deployment, `GET /links/${body.code}`)).status === 200)
  assert.ok(((await deployment.counts()).db?.ended ?? 0) > 0)
})

test('a process that is paused is not up, and is again when it is healed', async () => {
  await using deployment = await deployed(urlShortener.good)
  await deployment.strike({ kind: 'pause', processes: ['api-1'] })
  assert.equal((await deployment.counts())['api-1']?.up, 0)
  await deployment.heal()
  await eventually(async () => (await deployment.counts())['api-1']?.up === 1)
})

test('two starts of the same submission at once are one, and a stop in the middle leaves nothing', async () => {
  const plan = planOf(urlShortener.good, { replicas: 1 })
  const placed = { namespace: `test${process.pid}same`, expiresAt: never }
  const starts = await Promise.allSettled([provisioner.deploy(plan, placed), provisioner.deploy(plan, placed)])
  const [begun] = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
  const [refused] = starts.flatMap((start) => (start.status === 'rejected' ? [start.reason as unknown] : []))
  assert.ok(begun && refused instanceof Failure && refused.code === 'conflict')
  await begun[Symbol.asyncDispose]()
  const stopped = new AbortController()
  const stopping = provisioner.deploy(plan, { ...placed, signal: stopped.signal })
  stopped.abort()
  await assert.rejects(stopping, { name: 'AbortError' })
  assert.deepEqual(await provisioner.left(), [])
})

test('a name that would leave its namespace is refused', async () => {
  for (const namespace of ['../x', 'a"; drop schema public; --', 'A', '', 'a'.repeat(60)])
    await assert.rejects(provisioner.deploy(planOf(urlShortener.good, { replicas: 1 }), { namespace, expiresAt: never }), JSON.stringify(namespace))
  assert.deepEqual(await provisioner.left(), [])
})

for (const [when, word] of [
  ['while it starts processes', 'begun'],
  ['when all of them run', 'deployed'],
] as const)
  test(`a provisioner that is killed ${when} leaves nothing that the next one does not find`, async () => {
    const file = path.join(import.meta.dirname, 'testing-owner.ts')
    const owner = spawn(process.execPath, ['--no-warnings', file, folder, adminUrl, `test${process.pid}killed`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let said = ''
    for await (const piece of owner.stdout) {
      said += String(piece)
      if (said.includes(word)) break
    }
    owner.kill('SIGKILL')
    if (owner.signalCode === null) await once(owner, 'exit')
    await provisioner.sweep(0)
    await eventually(async () => {
      await provisioner.sweep(0)
      return (await provisioner.left()).length === 0
    })
  })
