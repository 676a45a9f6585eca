/** A problem's own design is tried as learners' are: when somebody asks or nobody waits, behind whoever hands in a design, and its figures stand in reports. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { packs } from '../packs/packs.ts'
import type { Report } from '../report/report.ts'
import { asked, type DesignHouse, designHouse, followed, type Learner, submitted } from '../submission/testing.ts'
import type { runTrial } from '../trial.ts'

const quick: typeof runTrial = async function* (deployment) {
  yield await asked(deployment)
  yield { kind: 'load', measure: 'saturation', replicas: 'all', saturationRps: 321, predictedRps: 300, limitedBy: 'design', atMs: 2 }
}

async function reportOf({ call }: DesignHouse, { options }: Learner, submissionId: string): Promise<Report> {
  return JSON.parse(Buffer.from((await call.getReport({ submissionId, format: 'json' }, options)).report).toString('utf8')) as Report
}

test('what an administrator asks for is measured once and stands beside the next design; before it, theory does and says so', async () => {
  await using house = await designHouse(quick)
  const [learner, admin] = [await house.learner(), await house.learner(undefined, ['admin'])]
  const before = await submitted(house, learner)
  await followed(house, learner, before.id)
  assert.deepEqual((await reportOf(house, learner, before.id)).reference, { kind: 'predicted' })
  await assert.rejects(house.call.measureReference({ problemId: 'url-shortener' }, learner.options), { code: 'forbidden' })
  await assert.rejects(house.call.measureReference({ problemId: 'nothing' }, admin.options), { code: 'not_found' })
  const found = async () => (await house.call.listReferences({}, admin.options)).references.find(({ problemId }) => problemId === 'url-shortener')
  assert.deepEqual([(await house.call.listReferences({}, admin.options)).references.length, (await found())?.measuredAt], [packs.length, ''])
  await house.call.measureReference({ problemId: 'url-shortener' }, admin.options)
  assert.equal((await found())?.asked, true)
  await eventually(async () => (await found())?.measuredAt !== '')
  const { measuredAt, machine, asked: isAsked, passed } = (await found()) ?? assert.fail()
  assert.deepEqual([isAsked, passed], [false, true])
  const after = await submitted(house, learner)
  await followed(house, learner, after.id)
  const report = await reportOf(house, learner, after.id)
  assert.deepEqual(report.reference, { kind: 'measured', at: measuredAt, machine })
  assert.equal(report.comparedWithReference?.find(({ title }) => title === 'Requests a second')?.before, '321 /s')
  assert.deepEqual(await house.left(), [])
})

test('a design of a learner does not wait for a reference: that gives way, and is begun anew afterwards', async () => {
  const seen: string[] = []
  await using house = await designHouse(async function* (deployment, trial, signal) {
    const isReference = deployment.namespace.startsWith('r')
    seen.push(isReference ? 'reference' : 'learner')
    if (isReference && !seen.includes('learner'))
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
    yield* quick(deployment, trial, signal)
  })
  const [learner, admin] = [await house.learner(), await house.learner(undefined, ['admin'])]
  await house.call.measureReference({ problemId: 'url-shortener' }, admin.options)
  await eventually(() => seen.includes('reference'))
  const { id } = await submitted(house, learner)
  assert.equal((await followed(house, learner, id)).last?.status, 'COMPLETED')
  await eventually(async () => (await house.call.listReferences({}, admin.options)).references.some(({ measuredAt }) => measuredAt !== ''))
  assert.deepEqual([seen, await house.left()], [['reference', 'learner', 'reference'], []])
})

test('where that is wanted, designs are measured by themselves when nobody waits', async () => {
  const seen: string[] = []
  await using house = await designHouse(
    async function* (deployment, trial) {
      seen.push(trial.pack?.id ?? '')
      yield await asked(deployment)
    },
    { RUNNER_DESIGN_REFERENCES: 'idle' },
  )
  const admin = await house.learner(undefined, ['admin'])
  await eventually(
    async () => (await house.call.listReferences({}, admin.options)).references.filter(({ measuredAt }) => measuredAt !== '').length >= 2,
  )
  assert.ok(new Set(seen).size >= 2)
})
