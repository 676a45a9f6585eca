/** Grounds in a cluster: seats that are there with all their fences or not at all, whatever the API server does meanwhile; and nothing of them afterwards. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, afterEach, test } from 'node:test'
import { designPrefix } from '@quint/infra-runner/build/derive/kubernetes.ts'
import { apiServer } from '@quint/infra-runner/place/api-server.ts'
import { accessTo } from '@quint/infra-runner/place/cluster.ts'
import { type KubernetesOptions, kubernetesPlace } from '@quint/infra-runner/place/kubernetes.ts'
import type { Place, SeatPlan } from '@quint/infra-runner/place/place.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure, type FailureCode } from '@quint/runtime/failure.ts'
import { startCluster } from './cluster/cluster.ts'
import { confinedTo, runnerRules } from './cluster/rules.ts'

const cluster = await startCluster(runnerRules())
const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-place-'))
const file = path.join(folder, 'config')
writeFileSync(file, cluster.kubeconfig)
const api = apiServer(await accessTo(file))
after(async () => {
  api[Symbol.dispose]()
  await cluster[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(async () => {
  cluster.trouble = {}
  cluster.node.trouble = undefined
  await eventually(() => cluster.store.list({ resource: 'namespaces' }).length === 0 && cluster.node.pids().length === 0)
})

const options: KubernetesOptions = {
  api,
  prefix: 'quint-lab-',
  image: `quint@sha256:${'0'.repeat(64)}`,
  runtimeClass: 'gvisor',
  runnerNamespace: 'quint',
  databaseNetwork: '',
  databasePort: 5432,
  openMs: 60_000,
}
const place = kubernetesPlace(options)
const seat = (id: string, more: Partial<SeatPlan> = {}): SeatPlan => ({
  id,
  zone: 'a',
  cores: 0.5,
  memoryMiB: 384,
  calls: [],
  usesDatabase: false,
  runsLearnersCode: false,
  ...more,
})
const soon = (): number => Date.now() + 600_000
const wanted = (namespace: string, ...seats: readonly SeatPlan[]) => ({
  namespace,
  expiresAt: soon(),
  seats: seats.length === 0 ? [seat('a')] : seats,
})
const failing = (code: FailureCode, words: RegExp) => (error: unknown) => error instanceof Failure && error.code === code && words.test(error.message)

/** @throws unless it fails so, and nothing of it is there afterwards. */
async function refused(opening: Promise<unknown>, code: FailureCode, words: RegExp): Promise<void> {
  await assert.rejects(opening, failing(code, words))
  cluster.trouble = {}
  assert.deepEqual(await place.left(), [])
}

test('a ground has a seat for each that is wanted, with every fence, and is gone when it is disposed of', async () => {
  const seats = [seat('api-1', { calls: ['wires'], runsLearnersCode: true }), seat('wires', { zone: 'b', calls: ['api-1'], usesDatabase: true })]
  await using ground = await place.open(wanted('whole', ...seats))
  const kinds = (resource: string) => cluster.store.list({ resource, namespace: 'quint-lab-whole' }).map(({ metadata }) => metadata.name)
  assert.deepEqual(kinds('networkpolicies').toSorted(), ['nothing', 'seat-api-1', 'seat-wires'])
  assert.deepEqual([kinds('resourcequotas'), kinds('limitranges'), kinds('serviceaccounts')], [['ground'], ['ground'], ['seat']])
  assert.deepEqual(
    [...ground.seats.values()].map(({ id, zone }) => [id, zone]),
    [
      ['api-1', 'a'],
      ['wires', 'b'],
    ],
  )
  assert.equal(new Set([...ground.seats.values()].map(({ host }) => host)).size, 2)
  // Seats are made side by side.
  assert.deepEqual((await place.left()).toSorted(), ['whole', 'whole api-1', 'whole wires'])
  const line = ground.seats.get('wires')?.begin('hold', () => undefined)
  await ground[Symbol.asyncDispose]()
  assert.notEqual(await line?.over, undefined)
  assert.deepEqual(await place.left(), [])
})

test('two that open the same are one; the other is told so, and disturbs nothing', async () => {
  const starts = await Promise.allSettled([place.open(wanted('same')), place.open(wanted('same'))])
  const [begun] = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
  const [no] = starts.flatMap((start) => (start.status === 'rejected' ? [start.reason as unknown] : []))
  assert.ok(begun)
  assert.ok(failing('conflict', /there already/)(no))
  assert.equal(await Promise.race([begun.seats.get('a')?.begin('hold', () => undefined).over, Promise.resolve('going on')]), 'going on')
  await begun[Symbol.asyncDispose]()
})

test('a name that would leave what is ours is refused before anything is asked', async () => {
  const before = cluster.calls().length
  for (const namespace of ['', 'A', 'kube-system', '../x', 'a'.repeat(60)]) {
    await assert.rejects(place.open(wanted(namespace)), failing('invalid', /small letters/))
    await assert.rejects(place.remove(namespace), failing('invalid', /small letters/))
  }
  assert.equal(cluster.calls().length, before)
})

test('the policy of the manifests lets designs and the lab have namespaces, and holds the runner to those', async () => {
  assert.deepEqual(confinedTo(), [designPrefix, options.prefix])
  await refused(kubernetesPlace({ ...options, prefix: 'quint-' }).open(wanted('elsewhere')), 'unavailable', /does not let the runner/)
  const body = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'x' } }
  await assert.rejects(api.call('POST', '/api/v1/namespaces/quint/serviceaccounts', { body }), /denied request/)
  await assert.rejects(api.call('DELETE', '/api/v1/namespaces/quint'), /denied request/)
  await assert.rejects(api.call('GET', '/api/v1/namespaces/quint/secrets'), /cannot list resource "secrets"/)
})

test('a cluster that has no room, no image or no seat in time says which', async () => {
  const hasty = kubernetesPlace({ ...options, openMs: 4000 })
  cluster.node.trouble = 'unschedulable'
  await refused(hasty.open(wanted('roomless')), 'exhausted', /No node .* has room/)
  cluster.node.trouble = 'no-image'
  await refused(place.open(wanted('imageless')), 'unavailable', /image .* cannot be pulled/)
  cluster.node.trouble = 'never-ready'
  await refused(kubernetesPlace({ ...options, openMs: 500 }).open(wanted('unready')), 'deadline', /did not make the seats in time/)
})

test('what the cluster does not let us do is told as such: no right, no quota, no such server', async () => {
  const status = 403
  const no = (verb: string, resource: string, message: string) => ({
    refuses: (asked: string, url: string) => (asked === verb && url.endsWith(resource) ? { status, reason: 'Forbidden', message } : undefined),
  })
  cluster.trouble = no('POST', '/namespaces', 'namespaces is forbidden: User cannot create')
  await refused(place.open(wanted('rightless')), 'unavailable', /does not let the runner/)
  cluster.trouble = no('POST', '/pods', 'pods "a" is forbidden: exceeded quota: all, requested: pods=1, used: pods=10, limited: pods=10')
  await refused(place.open(wanted('quotaless')), 'exhausted', /has no room/)
  cluster.trouble = { refuses: (_verb, url) => (url.endsWith('/secrets') ? { status: 500, reason: 'InternalError', message: 'etcd' } : undefined) }
  await refused(place.open(wanted('broken')), 'unavailable', /refused it/)
  const nobody = kubernetesPlace({ ...options, api: apiServer({ server: 'https://127.0.0.1:1', apply: async () => undefined }) })
  await refused(nobody.open(wanted('nobody')), 'unavailable', /does not answer/)
})

test('an API server that hangs is given up on in time, and one that is busy is asked again', async () => {
  const hasty = kubernetesPlace({ ...options, openMs: 400 })
  cluster.trouble = { hangs: (verb, url) => verb === 'POST' && url.endsWith('/secrets') }
  await refused(hasty.open(wanted('hanging')), 'deadline', /in time/)
  let busy = 1
  cluster.trouble = {
    refuses: (verb, url) =>
      verb === 'POST' && url.endsWith('/pods') && busy-- > 0 ? { status: 429, reason: 'TooManyRequests', message: 'later' } : undefined,
  }
  await (await place.open(wanted('busy')))[Symbol.asyncDispose]()
})

test('a namespace that was made without an answer is removed again', async () => {
  cluster.trouble = { swallows: (verb, url) => verb === 'POST' && url.endsWith('/namespaces') }
  await refused(kubernetesPlace({ ...options, openMs: 500 }).open(wanted('unanswered')), 'deadline', /in time/)
})

test('a watch that breaks goes on where it was; one whose past is forgotten begins with a list', async () => {
  cluster.node.trouble = 'never-ready'
  const watching = () => cluster.calls().filter((call) => call.includes('watch=1')).length
  const before = watching()
  const opening = place.open(wanted('watched'))
  await eventually(() => watching() > before && cluster.cutWatches() > 0)
  await eventually(() => watching() > before + 1)
  // Somebody else is busy, and then nobody knows any more what happened.
  const listed = () => cluster.calls().filter((call) => call.endsWith('/pods') && call.startsWith('GET')).length
  const lists = listed()
  cluster.store.put('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } })
  cluster.store.remove({ resource: 'namespaces' }, 'other')
  cluster.store.compact()
  await eventually(() => {
    cluster.cutWatches()
    return listed() > lists
  })
  const [pod] = cluster.store.list({ resource: 'pods' })
  assert.ok(pod)
  cluster.store.put('pods', { ...pod, status: { ...pod.status, conditions: [{ type: 'Ready', status: 'True' }] } })
  const ground = await opening
  await ground[Symbol.asyncDispose]()
})

test('a stop in the middle leaves nothing, at whichever step', async () => {
  for (const at of ['/namespaces', '/secrets', '/pods', 'watch=1']) {
    const stop = new AbortController()
    cluster.trouble = {
      hangs: (_verb, url) => {
        const is = url.endsWith(at) || (at === 'watch=1' && url.includes(at))
        if (is) setImmediate(() => stop.abort())
        return false
      },
    }
    await assert.rejects(place.open({ ...wanted('stopped'), signal: stop.signal }), { name: 'AbortError' }, at)
    cluster.trouble = {}
    assert.deepEqual(await place.left(), [], at)
  }
})

test('a sweep removes what is over its time and what everybody has left, and nothing else', async () => {
  await using kept = await place.open(wanted('kept'))
  await place.open({ ...wanted('late'), expiresAt: soon() })
  await place.open(wanted('left'))
  assert.deepEqual(await place.sweep(Date.now()), [])
  process.kill(cluster.node.pidOf('quint-lab-left', 'a'), 'SIGKILL')
  await eventually(() => cluster.node.pidOf('quint-lab-left', 'a') === 0)
  assert.deepEqual(await place.sweep(Date.now()), ['left'])
  const early = kubernetesPlace({ ...options, emptyMs: 0 })
  cluster.store.put('namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'kube-system', labels: {} },
  })
  await api.call('POST', '/api/v1/namespaces', {
    body: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'quint-lab-half', labels: { 'app.kubernetes.io/part-of': 'quint-place', 'quint.dev/expires': '9999999999' } },
    },
  })
  assert.deepEqual(await place.sweep(Date.now()), [])
  await eventually(async () => (await early.sweep(Date.now() + 10)).includes('half'))
  assert.deepEqual((await place.left()).filter((one) => !one.includes(' ')).toSorted(), ['kept', 'late'])
  cluster.trouble = { refuses: (verb) => (verb === 'DELETE' ? { status: 403, reason: 'Forbidden', message: 'it is not yours' } : undefined) }
  const stayed: unknown[] = []
  assert.deepEqual(await place.sweep(soon() + 5000, (error) => stayed.push(error)), [])
  assert.ok(stayed.length > 0 && stayed.every(failing('unavailable', /does not let the runner/)))
  cluster.trouble = {}
  assert.ok((await place.sweep(soon() + 5000)).includes('late'))
  assert.equal(kept.namespace, 'kept')
  cluster.store.remove({ resource: 'namespaces' }, 'kube-system')
})

test('a namespace that takes its time is waited for, and one that never goes is told of', async () => {
  cluster.trouble = { finishMs: 500 }
  const began = performance.now()
  await (await place.open(wanted('slow')))[Symbol.asyncDispose]()
  assert.ok(performance.now() - began > 500)
  cluster.trouble = { finishMs: 600_000 }
  const hasty: Place = kubernetesPlace({ ...options, removeMs: 200 })
  const ground = await hasty.open(wanted('stuck'))
  await assert.rejects(async () => await ground[Symbol.asyncDispose](), failing('deadline', /does not remove/))
  // It is on its way: no sweep tells of it again.
  assert.deepEqual([await hasty.left(), await hasty.sweep(soon() + 5000)], [['stuck'], []])
  cluster.store.remove({ resource: 'namespaces' }, 'quint-lab-stuck')
})
