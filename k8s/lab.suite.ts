/** Runs of the lab whose nodes are pods, whole: by settings alone, when a pod is lost, when the cluster is away, and when the runner takes leave; nothing is left. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { followed, type LabHouse, type Learner, labHouse } from '@quint/infra-runner/lab/service/testing.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { startCluster } from './cluster/cluster.ts'
import { childrenOf, isThere } from './cluster/processes.ts'
import { runnerRules } from './cluster/rules.ts'

const cluster = await startCluster(runnerRules())
const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-lab-cluster-'))
const kubeconfig = path.join(folder, 'config')
writeFileSync(kubeconfig, cluster.kubeconfig)
after(async () => {
  await cluster[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const settings = {
  RUNNER_LAB_PLACE: 'kubernetes',
  RUNNER_PLACE_IMAGE: `quint@sha256:${'0'.repeat(64)}`,
  RUNNER_PLACE_KUBECONFIG: kubeconfig,
  RUNNER_PLACE_RUNTIME_CLASS: 'off',
}
const programs = path.join(import.meta.dirname, '../services/infra-runner/lab/programs/javascript')
const asked = {
  ...{ workload: 'broadcast', language: 'javascript', style: 'maelstrom', source: readFileSync(path.join(programs, 'broadcast.js'), 'utf8') },
  ...{ faults: ['partition', 'pause'], nodes: 3, seconds: 4, rate: 20, seed: 4 },
}
const slow = { timeout: 300_000 }

async function ordered({ call }: LabHouse, { options }: Learner, more: Partial<typeof asked> = {}): Promise<string> {
  const { run } = await call.startLabRun({ ...asked, ...more }, options)
  return run?.id ?? ''
}

const pods = () => cluster.store.list({ resource: 'pods' })

async function nothingLeft(): Promise<void> {
  await eventually(() => cluster.store.list({ resource: 'namespaces' }).length === 0 && cluster.node.pids().length === 0)
  assert.deepEqual(pods(), [])
}

test('a run has a pod for each node, in a namespace of its own, and its verdict is that of any other', slow, async () => {
  await using house = await labHouse(undefined, settings)
  const learner = await house.learner()
  const id = await ordered(house, learner)
  await eventually(() => cluster.node.pids().length === asked.nodes)
  const [namespace] = cluster.store.list({ resource: 'namespaces' })
  assert.match(namespace?.metadata.name ?? '', /^quint-lab-lab[0-9a-f]{20}$/)
  assert.deepEqual(
    pods()
      .map(({ metadata }) => [metadata.name, metadata.labels?.['quint.dev/runs-learners-code']])
      .toSorted(),
    [
      ['n0', 'true'],
      ['n1', 'true'],
      ['n2', 'true'],
    ],
  )
  const { status, verdict, events } = await followed(house, learner, id)
  const said = events.find((event) => event.kind === 'verdict')
  assert.deepEqual([status, verdict, said?.explanation], ['done', 'pass', ''])
  await nothingLeft()
})

test('a run whose pod is lost is done again on other pods, and one is waited for while the cluster is away', slow, async () => {
  await using house = await labHouse(undefined, settings)
  const learner = await house.learner()
  const id = await ordered(house, learner, { faults: [] })
  const first = await eventually(() => (cluster.node.pids().length === asked.nodes ? pods()[0]?.metadata.namespace : undefined))
  await eventually(async () => (await house.call.getLabRun({ runId: id }, learner.options)).run?.status === 'running')
  process.kill(cluster.node.pidOf(first, 'n1'), 'SIGKILL')
  await eventually(() => pods().some(({ metadata }) => metadata.namespace !== first))
  assert.deepEqual((await followed(house, learner, id)).verdict, 'pass')
  assert.ok(((await house.call.getLabRun({ runId: id }, learner.options)).run?.attempt ?? 0) > 1)
  await nothingLeft()
  let away = 0
  cluster.trouble = {
    refuses(verb) {
      if (verb === 'POST') away += 1
      return away > 1 ? undefined : { status: 503, reason: 'ServiceUnavailable', message: 'etcd has no leader' }
    },
  }
  const second = await ordered(house, learner, { workload: 'echo', faults: [], source: readFileSync(path.join(programs, 'echo.js'), 'utf8') })
  assert.deepEqual((await followed(house, learner, second)).verdict, 'pass')
  assert.ok(away > 1)
  cluster.trouble = {}
  await nothingLeft()
})

test('a runner that takes leave in the middle takes its pods along, and so does who stops the run', slow, async () => {
  const going = async (house: LabHouse) => {
    const learner = await house.learner()
    const id = await ordered(house, learner, { seconds: 60 })
    await eventually(() => cluster.node.pids().length === asked.nodes)
    return { learner, id }
  }
  {
    await using house = await labHouse(undefined, settings)
    const { learner, id } = await going(house)
    await house.call.cancelLabRun({ runId: id }, learner.options)
    await nothingLeft()
    await going(house)
  }
  await nothingLeft()
})

test('a runner that is killed leaves agents that end by themselves with their nodes, and the next one sweeps up', slow, async () => {
  const program = path.join(import.meta.dirname, 'testing-lab.ts')
  const runner = spawn(process.execPath, ['--no-warnings', program, kubeconfig, settings.RUNNER_PLACE_IMAGE], { stdio: 'inherit' })
  const nodes = () => cluster.node.pids().flatMap(childrenOf)
  await eventually(() => cluster.node.pids().length === 2 && nodes().length === 2)
  const begun = nodes()
  runner.kill('SIGKILL')
  await once(runner, 'exit')
  await eventually(() => cluster.node.pids().length === 0 && begun.every((pid) => !isThere(pid)))
  // One that has nothing to do but this.
  await using _house = await labHouse(undefined, settings)
  await nothingLeft()
})
