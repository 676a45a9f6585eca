/** Every problem with its two designs, deployed, asked and struck: the good one holds, the bad one fails for its reason, where that can be seen; every fault; and fifty deployments whose owners are killed at random, of which nothing is left. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { testDatabase } from '@quint/db/testing.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { randomFrom } from '../bank/random.ts'
import { blueprintFrom } from './blueprint/read.ts'
import { toChaosPlan } from './derive/chaos-plan.ts'
import { faults } from './derive/faults.ts'
import { toLocalPlan } from './derive/local-plan.ts'
import { toTestPlan } from './derive/test-plan.ts'
import { localProvisioner } from './local/provisioner.ts'
import { newsFeed } from './packs/news-feed.ts'
import { notificationService } from './packs/notification-service.ts'
import type { Missed, Pack } from './packs/pack.ts'
import { packs } from './packs/packs.ts'
import { reportOf } from './report/report.ts'
import { runTrial, type TrialEvent } from './trial.ts'
import { validate } from './validate/validate.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-build-suite-'))
const server = await testDatabase('suite', [])
const provisioner = localProvisioner({ folder, adminUrl: server.adminUrl })
after(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const asked = ['replica-killed', 'queue-lost', 'duplicate-delivery', 'cache-lost']
/** What cannot be met any more where a requirement is missed: what never keeps up is late, what is stale is wrong. */
const follows: Readonly<Record<Missed['requirement'], readonly string[]>> = {
  throughput: ['latency'],
  consistency: ['functional', 'semantics'],
  availability: [],
  semantics: [],
}

function faultOf({ badBecause: { missed } }: Pack): readonly string[] {
  return missed?.requirement === 'availability' ? [missed.fault] : []
}

function blueprintOf(draft: unknown) {
  const read = blueprintFrom(draft)
  assert.ok(read.kind === 'read', JSON.stringify(read))
  return read.value
}

interface Asked {
  readonly faults: readonly string[]
  readonly loaded: boolean
}

async function triedOf(pack: Pack, which: 'good' | 'bad', { faults, loaded }: Asked): Promise<readonly TrialEvent[]> {
  const blueprint = blueprintOf(pack[which])
  const placed = { namespace: `suite${process.pid}${which}${pack.id.replaceAll('-', '')}`, expiresAt: Number.MAX_SAFE_INTEGER }
  await using deployment = await provisioner.deploy(toLocalPlan(blueprint), placed)
  const tests = toTestPlan(blueprint)
  const trial = {
    blueprint,
    tests: loaded ? tests : { ...tests, performance: { ...tests.performance, steps: [] } },
    chaos: toChaosPlan(blueprint).filter(({ fault }) => faults.includes(fault)),
    pack,
    seed: 11,
    budgetMs: 120_000,
  }
  const events: TrialEvent[] = []
  for await (const event of runTrial(deployment, trial, AbortSignal.timeout(390_000))) events.push(event)
  return events
}

for (const pack of packs) {
  test(`${pack.id}: the good design passes when it runs`, { timeout: 400_000 }, async () => {
    // How much a design does is measured where nothing else runs.
    const events = await triedOf(pack, 'good', { faults: [...asked, ...faultOf(pack)], loaded: false })
    const blueprint = blueprintOf(pack.good)
    const report = reportOf({ blueprint, findings: validate(blueprint, { pack }), events, pack })
    const missed = report.verdicts.filter(({ verdict }) => verdict === 'missed')
    assert.deepEqual(
      missed.map(({ requirement, measured, decision }) => `${requirement}: ${measured}; ${decision}`),
      [],
    )
    assert.ok(report.passed)
    const results = events.flatMap((event) => (event.kind === 'chaos' && event.measure === 'result' ? [event] : []))
    assert.ok(
      results.length > 0 && results.every(({ effect, rolledBack }) => effect.proved && rolledBack),
      JSON.stringify(results.map(({ effect }) => effect)),
    )
    assert.ok(events.some((event) => event.kind === 'functional' && event.check === 'semantic'))
    assert.deepEqual(await provisioner.left(), [])
  })

  const { rule, missed } = pack.badBecause
  if (rule !== undefined)
    test(`${pack.id}: the bad design breaks the rule in the pack`, () => {
      const blueprint = blueprintOf(pack.bad)
      const findings = validate(blueprint, { pack })
      assert.ok(findings.some((finding) => finding.rule === rule && finding.severity === 'error'))
      assert.equal(reportOf({ blueprint, findings, events: [], pack }).passed, false)
    })

  if (missed !== undefined)
    test(`${pack.id}: the bad design is seen to fail when it runs, for the reason in the pack and no other`, { timeout: 400_000 }, async () => {
      const events = await triedOf(pack, 'bad', { faults: faultOf(pack), loaded: missed.requirement === 'throughput' })
      const report = reportOf({ blueprint: blueprintOf(pack.bad), findings: [], events, pack })
      const told = report.verdicts.filter(({ verdict }) => verdict === 'missed')
      const reasons = told.map(({ requirement, measured, decision }) => `${requirement}: ${measured}; ${decision}`).join('\n')
      assert.ok(
        told.some(({ requirement }) => requirement === missed.requirement),
        reasons,
      )
      assert.ok(
        told.every(({ requirement }) => requirement === missed.requirement || follows[missed.requirement].includes(requirement)),
        reasons,
      )
      assert.ok(!report.passed && report.analysis.length > 0)
      if (missed.requirement === 'semantics')
        assert.ok(events.some((event) => event.kind === 'functional' && event.title === missed.title && !event.passed))
      if (missed.requirement === 'availability') assert.ok(report.proposal !== undefined)
      for (const event of events) if (event.kind === 'chaos' && event.measure === 'result') assert.ok(event.effect.proved && event.rolledBack)
      assert.deepEqual(await provisioner.left(), [])
    })
}

/** Designs whose clients send enough for a fault to be felt: most to a feed, what is done to messages where almost all that is sent becomes one. */
const aboutMessages = new Set(['queue-lost', 'worker-killed', 'poison-message', 'duplicate-delivery', 'out-of-order'])
const struckOn = [
  { pack: newsFeed, of: (fault: string): boolean => !aboutMessages.has(fault) },
  { pack: notificationService, of: (fault: string): boolean => aboutMessages.has(fault) },
]

for (const { pack, of } of struckOn)
  test(`every fault that ${pack.id} is there for takes effect, and is undone`, { timeout: 600_000 }, async () => {
    const blueprint = blueprintOf(pack.good)
    const placed = { namespace: `suite${process.pid}faults${pack.id.replaceAll('-', '')}`, expiresAt: Number.MAX_SAFE_INTEGER }
    await using deployment = await provisioner.deploy(toLocalPlan(blueprint), placed)
    const tests = toTestPlan(blueprint)
    const none = { ...tests, functional: [], consistency: undefined, performance: { ...tests.performance, steps: [] } }
    const trial = { blueprint, tests: none, chaos: toChaosPlan(blueprint).filter(({ fault }) => of(fault)), seed: 12, budgetMs: 580_000 }
    const told = new Map<string, string>()
    for await (const event of runTrial(deployment, trial, AbortSignal.timeout(590_000)))
      if (event.kind === 'chaos' && event.measure !== 'begun')
        told.set(event.fault, event.measure === 'skipped' ? event.reason : event.effect.proved && event.rolledBack ? 'proved' : event.effect.by)
    assert.deepEqual(
      [...told].filter(([, by]) => by !== 'proved'),
      [],
    )
    assert.deepEqual([...told.keys()].toSorted(), faults.flatMap(({ id }) => (of(id) ? [id] : [])).toSorted())
  })

const submissions = 50
const atOnce = 4
const program = path.join(import.meta.dirname, 'local', 'testing-owner.ts')

/** Processes of this suite's deployments, by what they were started with and not by what any ledger says. */
function processesLeft(): readonly string[] {
  const mark = `NODE_COMPILE_CACHE=${folder}`
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark)
    } catch {
      return false
    }
  })
}

test(`of ${submissions} deployments whose owners were killed at random nothing is left`, { timeout: 600_000 }, async () => {
  const { int } = randomFrom(20)
  const waiting = Array.from({ length: submissions }, (_, at) => ({ name: `orphan${process.pid}n${at}`, afterMs: int(0, 4000) }))
  const submit = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const owner = spawn(process.execPath, ['--no-warnings', program, folder, server.adminUrl, one.name], { stdio: 'ignore' })
      await pause(one.afterMs)
      owner.kill('SIGKILL')
      if (owner.exitCode === null && owner.signalCode === null) await once(owner, 'exit')
    }
  }
  await Promise.all(Array.from({ length: atOnce }, submit))
  await eventually(async () => {
    await provisioner.sweep(Date.now())
    return (await provisioner.left()).length === 0 && processesLeft().length === 0
  })
  assert.deepEqual(
    readdirSync(folder).filter((name) => name !== '.compiled'),
    [],
  )
})
