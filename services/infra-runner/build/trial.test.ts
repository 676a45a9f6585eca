/** One replica in one zone is out for as long as it takes to start it again; three over two zones hardly are: measured, with the fault proved. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import type { Blueprint } from './blueprint/blueprint.ts'
import { blueprintFrom } from './blueprint/read.ts'
import { toChaosPlan } from './derive/chaos-plan.ts'
import { toLocalPlan } from './derive/local-plan.ts'
import { toTestPlan } from './derive/test-plan.ts'
import { applyEdits } from './edits.ts'
import { localProvisioner } from './local/provisioner.ts'
import { pasteBin } from './packs/paste-bin.ts'
import { urlShortener } from './packs/url-shortener.ts'
import { reportOf } from './report/report.ts'
import { type ChaosResult, runTrial, type Trial, type TrialEvent } from './trial.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-trial-test-'))
const server = await testDatabase('trials', [])
const provisioner = localProvisioner({ folder, adminUrl: server.adminUrl })
after(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

function blueprintOf(draft: unknown): Blueprint {
  const read = blueprintFrom(draft)
  assert.ok(read.kind === 'read', JSON.stringify(read))
  return read.value
}

/** Only the named faults, no load before them. */
function trialOf(blueprint: Blueprint, faults: readonly string[], functional = false): Trial {
  const tests = toTestPlan(blueprint)
  return {
    blueprint,
    tests: { ...tests, functional: functional ? tests.functional : [], consistency: undefined, performance: { ...tests.performance, steps: [] } },
    chaos: toChaosPlan(blueprint).filter(({ fault }) => faults.includes(fault)),
    seed: 5,
    budgetMs: 120_000,
  }
}

let names = 0
async function tried(blueprint: Blueprint, trial: Trial): Promise<readonly TrialEvent[]> {
  names += 1
  await using deployment = await provisioner.deploy(toLocalPlan(blueprint), {
    namespace: `trial${process.pid}n${names}`,
    expiresAt: Number.MAX_SAFE_INTEGER,
  })
  const events: TrialEvent[] = []
  for await (const event of runTrial(deployment, trial, AbortSignal.timeout(390_000))) events.push(event)
  return events
}

function resultsIn(events: readonly TrialEvent[]): ReadonlyMap<string, ChaosResult> {
  const results = events.flatMap((event) => (event.kind === 'chaos' && event.measure === 'result' ? [event] : []))
  return new Map(results.map((result) => [result.fault, result]))
}

test('the outage of a killed service and of a lost zone shrinks with three replicas over two zones', { timeout: 400_000 }, async () => {
  const faults = ['replica-killed', 'zone-lost']
  const three = blueprintOf({
    ...urlShortener.good,
    components: urlShortener.good.components.map((one) => (one.id === 'api' ? { ...one, replicas: 3 } : one)),
  })
  const one = blueprintOf({
    ...three,
    zones: ['a'],
    components: three.components.map((component) => ({ ...component, replicas: 1, zones: [], failover: false })),
  })
  const alone = await tried(one, trialOf(one, faults, true))
  const spread = await tried(three, trialOf(three, faults))
  for (const fault of faults) {
    const [before, now] = [resultsIn(alone).get(fault), resultsIn(spread).get(fault)]
    assert.ok(before?.effect.proved && now?.effect.proved, `${fault}: ${before?.effect.by}; ${now?.effect.by}`)
    assert.ok(now.outageMs < before.outageMs, `${fault}: ${before.outageMs} ms with one, ${now.outageMs} ms with three`)
    assert.ok(before.rolledBack && now.rolledBack)
    assert.equal(before.lost + now.lost, 0)
  }
  assert.ok(
    alone.every((event) => event.kind !== 'functional' || event.passed),
    JSON.stringify(alone.filter((event) => event.kind === 'functional')),
  )
  const report = reportOf({ blueprint: one, findings: [], events: alone })
  assert.equal(report.verdicts.find(({ requirement }) => requirement === 'availability')?.verdict, 'missed')
  assert.equal(applyEdits(one, report.proposal?.edits ?? []).kind, 'read')
  const compared = reportOf({ blueprint: three, findings: [], events: spread, previous: report }).comparedWithPrevious ?? []
  assert.equal(compared.find(({ title }) => title === 'Outage: zone lost')?.change, 'better')
  assert.deepEqual(await provisioner.left(), [])
})

test('a cache that is not told of what was removed is seen by clients; one that is told is not', { timeout: 400_000 }, async () => {
  const observed = async (draft: unknown): Promise<readonly string[]> => {
    const blueprint = blueprintOf(draft)
    const trial = { ...trialOf(blueprint, []), tests: { ...trialOf(blueprint, []).tests, consistency: toTestPlan(blueprint).consistency } }
    return (await tried(blueprint, trial)).flatMap((event) => (event.kind === 'consistency' ? [event.observed] : []))
  }
  assert.deepEqual(await observed(pasteBin.good), ['linearizable'])
  assert.deepEqual(await observed(pasteBin.bad), ['none'])
})

test('a trial that is stopped in the middle of a fault leaves the deployment healed', { timeout: 400_000 }, async () => {
  const blueprint = blueprintOf(pasteBin.good)
  await using deployment = await provisioner.deploy(toLocalPlan(blueprint), {
    namespace: `trial${process.pid}stop`,
    expiresAt: Number.MAX_SAFE_INTEGER,
  })
  const stopped = new AbortController()
  const healed: string[] = []
  const watched = {
    ...deployment,
    strike: (blast: Parameters<typeof deployment.strike>[0]) => deployment.strike(blast).then(() => stopped.abort()),
    heal: () => deployment.heal().then(() => void healed.push('healed')),
  }
  const stop = async (): Promise<void> => {
    for await (const event of runTrial(watched, trialOf(blueprint, ['cache-lost']), stopped.signal)) void event
  }
  await assert.rejects(stop(), { name: 'AbortError' })
  assert.deepEqual(healed, ['healed'])
  assert.equal((await deployment.counts())['cache-1']?.up, 1)
})
