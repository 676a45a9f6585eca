/** Nothing is struck before requests are answered steadily; where others fill the machine, that is waited for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blueprintFrom } from '../blueprint/read.ts'
import { toChaosPlan } from '../derive/chaos-plan.ts'
import { faults } from '../derive/faults.ts'
import { openWorld } from '../functional/world.ts'
import type { Driver } from '../load/driver.ts'
import { type Bucket, bucketMs, type Collected } from '../load/told.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import type { Deployment } from '../provisioner.ts'
import { experimented } from './experiment.ts'

const read = blueprintFrom(urlShortener.good)
const blueprint = read.kind === 'read' ? read.value : assert.fail()
const fault = faults.find(({ id }) => id === 'link-slow') ?? assert.fail()
const experiment = toChaosPlan(blueprint).find((one) => one.fault === fault.id) ?? assert.fail()
const { signal } = new AbortController()

/** Requests fail until so many milliseconds have gone by, on a clock that goes on by four seconds each time somebody looks. */
async function struckAfter(failingMs: number, processorBusy: number): Promise<{ readonly measure: string; readonly struck: number }> {
  let at = 0
  let struck = 0
  const now = (): number => {
    at += 4000
    return at
  }
  const collected = (): Collected => {
    const failed = at < failingMs ? 10 : 0
    const bucket = (n: number): Bucket => ({ at: at + n * bucketMs, sent: 10, failed, open: 0, latenciesMs: failed === 0 ? [5] : [] })
    const buckets = Array.from({ length: 8 }, (_, n) => bucket(n))
    const none = { lateAnswered: 0, lateDue: 0, seconds: 1, p50Ms: 0, p95Ms: 0, p99Ms: 0, p999Ms: 0, connections: 0 }
    return { ...none, sent: 80, failed: failed * 8, buckets, written: [], answers: {} }
  }
  const driver: Driver = {
    rate: async () => undefined,
    reconnect: async () => undefined,
    collect: async () => collected(),
    peek: async () => collected(),
    step: async () => collected(),
    [Symbol.asyncDispose]: async () => undefined,
  }
  const deployment: Deployment = {
    namespace: 'n',
    token: 'tok',
    entryHost: '127.0.0.1',
    entryPorts: [1],
    strike: async () => {
      struck += 1
    },
    heal: async () => undefined,
    counts: async () => ({}),
    [Symbol.asyncDispose]: async () => undefined,
  }
  using world = openWorld(deployment, blueprint, { seed: 1, signal })
  const of = { rps: 20, statedRps: 40, p99Ms: 100, availability: 0.99 }
  const { measure } = await experimented(experiment, fault, { deployment, driver, world, signal, now, processors: () => () => processorBusy, ...of })
  return { measure, struck }
}

test('a design that is struck was steady before', async () => {
  assert.deepEqual(await struckAfter(0, 0.3), { measure: 'result', struck: 1 })
  assert.deepEqual(await struckAfter(20_000, 0.3), { measure: 'skipped', struck: 0 })
})

test('on a machine that others fill it is waited for longer, and not for ever', async () => {
  assert.deepEqual(await struckAfter(20_000, 0.99), { measure: 'result', struck: 1 })
  assert.deepEqual(await struckAfter(Number.POSITIVE_INFINITY, 0.99), { measure: 'skipped', struck: 0 })
})
