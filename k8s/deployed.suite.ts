/** Designs on a cluster, whole: they answer, break where they are struck, heal, and leave nothing, also when the runner is killed. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import { openClient } from '@quint/infra-runner/build/asking.ts'
import type { BlueprintDraft } from '@quint/infra-runner/build/blueprint/blueprint.ts'
import { blueprintFrom } from '@quint/infra-runner/build/blueprint/read.ts'
import { toChaosPlan } from '@quint/infra-runner/build/derive/chaos-plan.ts'
import { toLocalPlan } from '@quint/infra-runner/build/derive/local-plan.ts'
import { toTestPlan } from '@quint/infra-runner/build/derive/test-plan.ts'
import { metricsPipeline } from '@quint/infra-runner/build/packs/metrics-pipeline.ts'
import { urlShortener } from '@quint/infra-runner/build/packs/url-shortener.ts'
import { placeProvisioner } from '@quint/infra-runner/build/place-provisioner.ts'
import type { Deployment } from '@quint/infra-runner/build/provisioner.ts'
import { designHouse, followed, submitted } from '@quint/infra-runner/build/submission/testing.ts'
import { runTrial } from '@quint/infra-runner/build/trial.ts'
import { apiServer } from '@quint/infra-runner/place/api-server.ts'
import { accessTo } from '@quint/infra-runner/place/cluster.ts'
import { kubernetesPlace } from '@quint/infra-runner/place/kubernetes.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { startCluster } from './cluster/cluster.ts'
import { childrenOf, isThere } from './cluster/processes.ts'
import { runnerRules } from './cluster/rules.ts'

const server = await testDatabase('deployed', [])
const cluster = await startCluster(runnerRules())
const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-deployed-'))
const kubeconfig = path.join(folder, 'config')
writeFileSync(kubeconfig, cluster.kubeconfig)
const api = apiServer(await accessTo(kubeconfig))
const image = `quint@sha256:${'0'.repeat(64)}`
const place = kubernetesPlace({
  api,
  prefix: 'quint-design-',
  image,
  runtimeClass: '',
  runnerNamespace: 'quint',
  databaseNetwork: '',
  databasePort: 5432,
})
const provisioner = placeProvisioner({ place, adminUrl: server.adminUrl, restartMs: 300 })
after(async () => {
  api[Symbol.dispose]()
  await cluster[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const slow = { timeout: 300_000 }
let names = 0

function blueprintOf(draft: BlueprintDraft, change: Readonly<Record<string, object>> = {}) {
  const components = draft.components.map((one) => ({ ...one, ...change[one.id] }))
  const links = (draft.links ?? []).map((link) => (link.to === 'db' ? { ...link, timeoutMs: 500 } : link))
  const read = blueprintFrom({ ...draft, components, links })
  assert.ok(read.kind === 'read', JSON.stringify(read))
  return read.value
}

function deployed(draft: BlueprintDraft, change: Readonly<Record<string, object>> = {}): Promise<Deployment> {
  names += 1
  const plan = toLocalPlan(blueprintOf(draft, change))
  return provisioner.deploy(plan, { namespace: `suite${process.pid}n${names}`, expiresAt: Date.now() + 600_000 })
}

async function asking(deployment: Deployment, line: string, body?: unknown) {
  const [method = '', way = ''] = line.split(' ')
  using client = openClient({ ...deployment, timeoutMs: 20_000 })
  const answer = await client.ask({
    method,
    path: way,
    headers: { authorization: `Bearer ${deployment.token}` },
    ...(body === undefined ? {} : { body }),
  })
  return { status: answer.status, body: (answer.body ?? {}) as Readonly<Record<string, string>> }
}

async function nothingLeft(): Promise<void> {
  assert.deepEqual(await provisioner.left(), [])
  await eventually(() => cluster.node.pids().length === 0)
  assert.deepEqual(cluster.store.list({ resource: 'pods' }), [])
}

test('a design is deployed on a cluster, answers, and leaves nothing', slow, async () => {
  const deployment = await deployed(urlShortener.good)
  const made = await asking(deployment, 'POST /links', { url: 'https://example.org/a' })
  assert.equal(made.status, 201)
  assert.equal((await asking(deployment, `GET /links/${made.body.code}`)).body.url, 'https://example.org/a')
  assert.equal((await asking(deployment, `GET /${made.body.code}`)).status, 302)
  assert.equal((await asking(deployment, 'GET /links/nobody')).status, 404)
  const found = await deployment.rowsWith?.({ table: 'links', column: 'code', values: [made.body.code ?? ''] })
  assert.deepEqual([...(found ?? [])], [[made.body.code, 1]])
  assert.ok((await provisioner.left()).length > 5)
  await deployment[Symbol.asyncDispose]()
  await nothingLeft()
})

test('a replica that is killed is started again at its seat, and counts prove it', slow, async () => {
  await using deployment = await deployed(urlShortener.good, { api: { replicas: 1 } })
  await deployment.strike({ kind: 'kill', processes: ['api-1'], held: false })
  await eventually(async () => (await asking(deployment, 'GET /links/nobody')).status === 404)
  const counts = (await deployment.counts())['api-1']
  assert.deepEqual([counts?.restarts, counts?.up], [1, 1])
  await deployment.strike({ kind: 'kill', processes: ['api-1'], held: true })
  assert.equal((await asking(deployment, 'GET /links/nobody')).status, 502)
  assert.equal((await deployment.counts())['api-1']?.up, 0)
  await deployment.heal()
  await eventually(async () => (await asking(deployment, 'GET /links/nobody')).status === 404)
  await deployment.strike({ kind: 'pause', processes: ['api-1'] })
  assert.equal((await deployment.counts())['api-1']?.up, 0)
  await deployment.heal()
  await eventually(async () => (await deployment.counts())['api-1']?.up === 1)
})

test('faults of links, zones and the database take effect in a trial on a cluster, and are undone', slow, async () => {
  const blueprint = blueprintOf(urlShortener.good)
  const placed = { namespace: `suite${process.pid}trial`, expiresAt: Date.now() + 600_000 }
  await using deployment = await provisioner.deploy(toLocalPlan(blueprint), placed)
  const tests = { ...toTestPlan(blueprint), consistency: undefined }
  const wanted = ['replica-killed', 'zone-lost', 'link-black-hole', 'database-crashed', 'processor-busy']
  const chaos = toChaosPlan(blueprint).filter(({ fault }) => wanted.includes(fault))
  assert.deepEqual(chaos.map(({ fault }) => fault).toSorted(), wanted.toSorted())
  const trial = {
    blueprint,
    tests: { ...tests, performance: { ...tests.performance, steps: [] } },
    chaos,
    pack: urlShortener,
    seed: 5,
    budgetMs: 240_000,
  }
  const told = new Map<string, boolean>()
  for await (const event of runTrial(deployment, trial, AbortSignal.timeout(280_000))) {
    if (event.kind === 'functional') assert.ok(event.passed, event.title)
    if (event.kind === 'chaos' && event.measure === 'result') told.set(event.fault, event.effect.proved && event.rolledBack)
  }
  assert.deepEqual(
    [...told].toSorted(),
    wanted.toSorted().map((fault) => [fault, true]),
  )
})

test('a message outlives the queue that took it, at its seat', slow, async () => {
  await using deployment = await deployed(metricsPipeline.good, { api: { replicas: 1 } })
  await deployment.strike({ kind: 'kill', processes: ['workers-1', 'workers-2', 'workers-3'], held: true })
  assert.equal((await asking(deployment, 'POST /samples', { series: 'kept', value: 1 })).status, 202)
  await deployment.strike({ kind: 'kill', processes: ['queue-1', 'queue-2'], held: true })
  await deployment.heal()
  await eventually(async () => (await asking(deployment, 'GET /series/kept')).status === 200)
})

test('a seat that is lost is not up, and the rest goes on', slow, async () => {
  const deployment = await deployed(urlShortener.good)
  process.kill(cluster.node.pidOf(`quint-design-${deployment.namespace}`, 'api-1'), 'SIGKILL')
  await eventually(async () => (await deployment.counts())['api-1']?.up === 0)
  for (let n = 0; n < 4; n += 1) await eventually(async () => (await asking(deployment, 'GET /links/nobody')).status === 404)
  await assert.rejects(async () => {
    await deployment.strike({ kind: 'kill', processes: ['api-1'], held: true })
    await deployment.heal()
  })
  await deployment[Symbol.asyncDispose]()
  await nothingLeft()
})

test('an agent that says nothing any more is lost after a while, and is not waited for', slow, async () => {
  const deployment = await deployed(urlShortener.good)
  process.kill(cluster.node.pidOf(`quint-design-${deployment.namespace}`, 'api-1'), 'SIGSTOP')
  const began = performance.now()
  await deployment[Symbol.asyncDispose]()
  assert.ok(performance.now() - began < 60_000)
  await nothingLeft()
})

test('a submission goes its whole way on a cluster by settings alone, also when the cluster is away for a while', slow, async () => {
  const settings = {
    RUNNER_DESIGN_PLACE: 'kubernetes',
    RUNNER_PLACE_IMAGE: image,
    RUNNER_PLACE_KUBECONFIG: kubeconfig,
    RUNNER_PLACE_RUNTIME_CLASS: 'off',
  }
  await using house = await designHouse(undefined, settings)
  const learner = await house.learner()
  const first = await followed(house, learner, (await submitted(house, learner)).id)
  assert.deepEqual([first.last?.status, first.last?.verdict], ['COMPLETED', 'passed'])
  assert.ok(first.events.some((event) => event.kind === 'functional' && event.passed))
  await nothingLeft()
  // The cluster is away: that is nobody's design.
  cluster.trouble = { refuses: () => ({ status: 503, reason: 'ServiceUnavailable', message: 'etcd has no leader' }) }
  const second = await submitted(house, learner)
  await eventually(() => cluster.calls().filter((call) => call.startsWith('DELETE')).length > 2)
  cluster.trouble = {}
  assert.equal((await followed(house, learner, second.id)).last?.status, 'COMPLETED')
  await nothingLeft()
})

for (const [signal, what] of [
  ['SIGKILL', 'killed'],
  ['SIGSTOP', 'frozen'],
] as const)
  test(`a runner that is ${what} leaves agents that end by themselves, and the next sweep removes the rest`, slow, async () => {
    const program = path.join(import.meta.dirname, 'testing-designs.ts')
    const name = `suite${process.pid}${what}`
    const stdio = ['ignore', 'pipe', 'inherit'] as const
    const runner = spawn(process.execPath, ['--no-warnings', program, kubeconfig, server.adminUrl, name, image], { stdio: [...stdio] })
    runner.stdout?.on('data', () => undefined)
    await eventually(() => cluster.node.pids().length > 5 && cluster.node.pids().flatMap(childrenOf).length >= cluster.node.pids().length)
    assert.deepEqual(await provisioner.sweep(Date.now()), [])
    const children = cluster.node.pids().flatMap(childrenOf)
    runner.kill(signal)
    await eventually(() => cluster.node.pids().length === 0 && children.every((pid) => !isThere(pid)))
    runner.kill('SIGKILL')
    if (runner.exitCode === null && runner.signalCode === null) await once(runner, 'exit')
    assert.deepEqual(await provisioner.sweep(Date.now()), [name])
    await nothingLeft()
  })

test('two starts of the same submission at once are one, and one that fails leaves nothing', slow, async () => {
  const plan = toLocalPlan(blueprintOf(urlShortener.good))
  const placed = { namespace: `suite${process.pid}same`, expiresAt: Date.now() + 600_000 }
  const starts = await Promise.allSettled([provisioner.deploy(plan, placed), provisioner.deploy(plan, placed)])
  const [begun] = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
  const [no] = starts.flatMap((start) => (start.status === 'rejected' ? [start.reason as unknown] : []))
  assert.ok(begun && no instanceof Failure && no.code === 'conflict')
  assert.equal((await asking(begun, 'GET /links/nobody')).status, 404)
  await begun[Symbol.asyncDispose]()
  cluster.trouble = {
    refuses: (verb, url) =>
      verb === 'POST' && url.endsWith('/pods') ? { status: 403, reason: 'Forbidden', message: 'exceeded quota: all' } : undefined,
  }
  await assert.rejects(provisioner.deploy(plan, placed), (error) => error instanceof Failure && error.code === 'exhausted')
  cluster.trouble = {}
  const stop = new AbortController()
  const stopping = provisioner.deploy(plan, { ...placed, signal: stop.signal })
  await eventually(() => cluster.node.pids().length > 2)
  stop.abort()
  await assert.rejects(stopping, { name: 'AbortError' })
  await nothingLeft()
})
