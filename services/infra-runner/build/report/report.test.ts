/** A report says of each requirement what was measured, proposes an edit that can be applied, compares attempts, and is one page of text. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blueprintFrom } from '../blueprint/read.ts'
import { applyEdits } from '../edits.ts'
import { tiers } from '../packs/design.ts'
import { pasteBin } from '../packs/paste-bin.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import type { ChaosResult, TrialEvent } from '../trial.ts'
import { validate } from '../validate/validate.ts'
import { reportHtml } from './html.ts'
import { reportOf } from './report.ts'

function blueprintOf(draft: unknown) {
  const read = blueprintFrom(draft)
  assert.ok(read.kind === 'read', JSON.stringify(read))
  return read.value
}

const good = blueprintOf(urlShortener.good)
const alone = blueprintOf({
  ...urlShortener.good,
  zones: ['a'],
  components: urlShortener.good.components.map((one) => ({ ...one, replicas: 1, zones: [], failover: false })),
})

function fault(id: string, felt: Partial<ChaosResult> = {}): ChaosResult {
  const steady = { answered: 1, p99Ms: 20 }
  return {
    kind: 'chaos',
    measure: 'result',
    atMs: 1,
    fault: id,
    title: `The fault ${id}`,
    asks: 'What then?',
    struck: ['api-1'],
    effect: { proved: true, by: '1 start' },
    before: steady,
    during: steady,
    after: steady,
    held: true,
    errorRate: 0,
    outageMs: 0,
    recoveryMs: 0,
    acknowledged: 10,
    lost: 0,
    rolledBack: true,
    series: [{ ms: 0, rps: 40, failed: 1, p99Ms: 20 }],
    journal: {},
    ...felt,
  }
}

const broke = { held: false, outageMs: 3000, errorRate: 0.6, recoveryMs: 3200 }
const step = (rps: number, p99Ms: number): TrialEvent => ({
  kind: 'load',
  measure: 'step',
  atMs: 1,
  replicas: 'all',
  rps,
  seconds: 2,
  sent: rps * 2,
  failed: 0,
  throughputRps: rps,
  p50Ms: 10,
  p95Ms: 15,
  p99Ms,
  p999Ms: p99Ms,
  processorBusy: 0.4,
})
const passed: TrialEvent = {
  kind: 'functional',
  atMs: 1,
  title: 'read does what it says',
  check: 'works',
  operation: 'read',
  passed: true,
  requests: 9,
}
const saturated = (saturationRps: number): TrialEvent => ({
  kind: 'load',
  measure: 'saturation',
  atMs: 1,
  replicas: 'all',
  saturationRps,
  predictedRps: 200,
  limitedBy: 'design',
})
const fine: readonly TrialEvent[] = [passed, step(105, 40), saturated(190), fault('replica-killed'), fault('zone-lost', { outageMs: 750 })]

test('a design that held meets what it was measured for', () => {
  const { passed: all, verdicts, proposal } = reportOf({ blueprint: good, findings: [], events: fine })
  assert.equal(all, true)
  assert.deepEqual(
    verdicts.map(({ requirement, verdict }) => [requirement, verdict]),
    ['functional', 'throughput', 'latency', 'availability', 'durability'].map((requirement) => [requirement, 'met']),
  )
  assert.equal(proposal, undefined)
})

test('a finding that is an error is no pass, whatever was measured', () => {
  const bad = blueprintOf(urlShortener.bad)
  const report = reportOf({ blueprint: bad, findings: validate(bad, { pack: urlShortener }), events: fine })
  assert.equal(report.passed, false)
  assert.match(reportHtml(report), /decisions that break a rule/)
})

test('one replica that was an outage is missed, explained, and mended by an edit that can be applied', () => {
  const { verdicts, analysis, proposal, topology } = reportOf({
    blueprint: alone,
    findings: [],
    events: [...fine.slice(0, 3), fault('replica-killed', broke)],
  })
  assert.equal(verdicts.find(({ requirement }) => requirement === 'availability')?.verdict, 'missed')
  assert.match(analysis[0]?.why ?? '', /api has one replica/)
  assert.equal(topology.nodes.find(({ id }) => id === 'api')?.state, 'broke')
  assert.ok(proposal !== undefined)
  const applied = applyEdits(alone, proposal.edits)
  assert.ok(applied.kind === 'read')
  const api = applied.value.components.find(({ id }) => id === 'api')
  assert.deepEqual([api?.replicas, api?.zones], [3, ['a', 'b']])
  assert.ok(proposal.diff.some((line) => line.startsWith('+ service api replicas=3')))
})

test('where nothing stands alone, an outage on a machine that was full leaves the verdict open', () => {
  const verdictOf = (blueprint: typeof good, processorBusy: number) =>
    reportOf({ blueprint, findings: [], events: [fault('zone-lost', { ...broke, processorBusy })] }).verdicts.find(
      ({ requirement }) => requirement === 'availability',
    )?.verdict
  assert.deepEqual([verdictOf(good, 0.99), verdictOf(good, 0.5), verdictOf(alone, 0.99)], ['unknown', 'missed', 'missed'])
})

test('a lost zone is mended by all that stood in one zone, the database with fail-over', () => {
  const { proposal } = reportOf({ blueprint: alone, findings: [], events: [fault('zone-lost', broke)] })
  assert.deepEqual(proposal?.edits.map((edit) => ('component' in edit ? edit.component : edit.kind)).sort(), ['api', 'db', 'lb'])
})

test('too little throughput is mended by more of what is full first', () => {
  const { proposal, verdicts } = reportOf({ blueprint: good, findings: [], events: [saturated(60)] })
  assert.equal(verdicts[0]?.verdict, 'missed')
  assert.deepEqual(proposal?.edits, [{ kind: 'setReplicas', component: 'api', replicas: 9 }])
})

test('a link that swallowed everything is mended by shorter waits, shortest where nobody waits for longer', () => {
  const { proposal } = reportOf({ blueprint: good, findings: [], events: [fault('link-black-hole', broke)] })
  assert.ok(proposal !== undefined)
  const applied = applyEdits(good, proposal.edits)
  assert.ok(applied.kind === 'read')
  const waits = (from: string, to: string) => applied.value.links.find((link) => link.from === from && link.to === to)?.timeoutMs ?? 0
  assert.ok(waits('lb', 'api') < 5000 && waits('api', 'db') < waits('lb', 'api') / 2)
  const warned = (design: typeof good) => validate(design).filter(({ rule }) => rule === 'timeouts-out-of-order').length
  assert.ok(warned(applied.value) <= warned(good))
})

test('a machine that was full leaves the verdict open', () => {
  const full: TrialEvent = {
    kind: 'load',
    measure: 'saturation',
    atMs: 1,
    replicas: 'all',
    saturationRps: 60,
    predictedRps: 200,
    limitedBy: 'machine',
  }
  const { verdicts, proposal } = reportOf({ blueprint: good, findings: [], events: [full] })
  assert.equal(verdicts[0]?.verdict, 'unknown')
  assert.equal(proposal, undefined)
})

test('a cache that keeps what was removed is mended by invalidation', () => {
  const bad = blueprintOf(pasteBin.bad)
  const seen: TrialEvent = {
    kind: 'consistency',
    atMs: 1,
    claimed: 'read-your-writes',
    observed: 'none',
    operations: 9,
    anomalies: [{ name: 'never-came', explanation: 'It was there.' }],
  }
  const { proposal, verdicts } = reportOf({ blueprint: bad, findings: [], events: [seen] })
  assert.equal(verdicts[0]?.verdict, 'missed')
  assert.deepEqual(proposal?.edits, [{ kind: 'setOperation', operation: 'deletePaste', to: { invalidates: true } }])
})

test('attempts are compared figure by figure, and noise is no change', () => {
  const before = reportOf({ blueprint: alone, findings: [], events: [step(105, 40), saturated(50), fault('replica-killed', broke)] })
  const { comparedWithPrevious = [] } = reportOf({ blueprint: good, findings: [], events: fine, previous: before })
  const change = (title: string) => comparedWithPrevious.find((one) => one.title === title)?.change
  assert.equal(change('Requests a second'), 'better')
  assert.equal(change('Latency, 99 of 100'), 'same')
  assert.equal(change('Outage: replica killed'), 'better')
  assert.equal(change('Cost a month'), 'worse')
})

test('the first attempt stands beside what the problem’s own design should do', () => {
  const { comparedWithReference = [] } = reportOf({
    blueprint: alone,
    findings: [],
    pack: urlShortener,
    events: [saturated(50), fault('replica-killed', broke)],
  })
  const change = (title: string) => comparedWithReference.find((one) => one.title === title)?.change
  assert.equal(change('Requests a second'), 'worse')
  assert.equal(change('Outage: replica killed'), 'worse')
  assert.equal(change('Cost a month'), 'better')
})

test('the page has no script and no request, and what a learner wrote is text in it', () => {
  const hostile = '<script>alert(1)</script><img src=x onerror="a()">'
  const event: TrialEvent = {
    kind: 'functional',
    atMs: 1,
    title: hostile,
    check: 'works',
    operation: 'read',
    passed: false,
    requests: 1,
    example: hostile,
  }
  const page = reportHtml(
    reportOf({ blueprint: good, findings: [], events: [...fine, event, fault('replica-paused', { title: hostile, ...broke })] }),
  )
  assert.ok(!/<script|<img|onerror="|https?:\/\//.test(page))
  assert.ok(page.includes('&#60;script&#62;'))
  assert.ok(page.includes('<polyline'))
})

test('a trial in which nothing was asked is reported all the same', () => {
  const empty = blueprintOf(tiers({ name: 'empty', requirements: urlShortener.scale, api: {}, tables: [], operations: [] }))
  const { verdicts, questions } = reportOf({ blueprint: empty, findings: [], events: [] })
  assert.deepEqual([verdicts, questions], [[], []])
  assert.ok(reportHtml(reportOf({ blueprint: empty, findings: [], events: [] })).startsWith('<!doctype html>'))
})
