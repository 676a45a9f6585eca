/** Every problem with its two designs, the good one deployed, asked and struck; and fifty deployments whose owners are killed at random, of which nothing is left. */
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
import { toLocalPlan } from './derive/local-plan.ts'
import { toTestPlan } from './derive/test-plan.ts'
import { localProvisioner } from './local/provisioner.ts'
import type { Pack } from './packs/pack.ts'
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

function blueprintOf(draft: unknown) {
  const read = blueprintFrom(draft)
  assert.ok(read.kind === 'read', JSON.stringify(read))
  return read.value
}

async function triedOf(pack: Pack): Promise<readonly TrialEvent[]> {
  const blueprint = blueprintOf(pack.good)
  const placed = { namespace: `suite${process.pid}${pack.id.replaceAll('-', '')}`, expiresAt: Number.MAX_SAFE_INTEGER }
  await using deployment = await provisioner.deploy(toLocalPlan(blueprint), placed)
  const tests = toTestPlan(blueprint)
  const trial = {
    blueprint,
    // How much a design does is measured where nothing else runs.
    tests: { ...tests, performance: { ...tests.performance, steps: [] } },
    chaos: toChaosPlan(blueprint).filter(({ fault }) => asked.includes(fault)),
    pack,
    seed: 11,
    budgetMs: 120_000,
  }
  const events: TrialEvent[] = []
  for await (const event of runTrial(deployment, trial, AbortSignal.timeout(180_000))) events.push(event)
  return events
}

for (const pack of packs) {
  test(`${pack.id}: the good design passes when it runs`, { timeout: 200_000 }, async () => {
    const events = await triedOf(pack)
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

  test(`${pack.id}: the bad design fails, for the reason in the pack`, () => {
    const blueprint = blueprintOf(pack.bad)
    const findings = validate(blueprint, { pack })
    assert.ok(findings.some(({ rule, severity }) => rule === pack.badBecause && severity === 'error'))
    assert.equal(reportOf({ blueprint, findings, events: [], pack }).passed, false)
  })
}

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
