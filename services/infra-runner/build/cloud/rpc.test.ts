/** Designs in a cloud through the runner's contract: who may ask, who decides, what the learner hears, and what the report says. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Submission } from '@quint/proto/gen/quint/runner/v1/design.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import { designHouse, followed, type Learner, submitted } from '../submission/testing.ts'
import { fakeTerraform } from './testing.ts'

const variables = JSON.stringify({ image: 'example/design@sha256:00', vpc: 'vpc-1', subnets: ['subnet-1', 'subnet-2'] })

async function openPlace(more: Readonly<Record<string, string>> = {}) {
  const owned = new AsyncDisposableStack()
  const fake = owned.use(fakeTerraform())
  const lent = { RUNNER_DESIGN_CLOUD: 'aws', RUNNER_DESIGN_CLOUD_TERRAFORM: fake.binary, RUNNER_DESIGN_CLOUD_VARIABLES: variables }
  const house = owned.use(await designHouse(undefined, { ...lent, ...more }))
  const cloudOf = async (learner: Learner, submissionId: string) =>
    (await house.call.getSubmission({ submissionId }, learner.options)).submission?.cloud
  return { fake, house, cloudOf, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

test('a tested design is planned for its learner, approved by an administrator, made, told, and destroyed', async () => {
  await using place = await openPlace()
  const { house, fake, cloudOf } = place
  const [learner, admin] = [await house.learner(), await house.learner(undefined, ['admin'])]
  const { id } = await submitted(house, learner)
  const { last } = await followed(house, learner, id)
  assert.deepEqual([last?.status, last?.cloud, last?.cloudOffered], ['COMPLETED', undefined, 'aws'])
  const asked = await house.call.askCloud({ submissionId: id }, learner.options)
  const again = await house.call.askCloud({ submissionId: id }, learner.options)
  assert.deepEqual([again.submission?.cloud?.id, asked.submission?.cloud?.state], [asked.submission?.cloud?.id, 'asked'])
  const states: string[] = []
  const following = (async () => {
    for await (const { told } of house.call.followSubmission({ submissionId: id, after: 0 }, learner.options))
      if (told?.$case === 'submission') note(states, told.value)
  })()
  await eventually(async () => (await cloudOf(learner, id))?.state === 'planned')
  const { clouds } = await house.call.listClouds({ limit: 10, cursor: '', waiting: true }, admin.options)
  const [held] = clouds
  assert.deepEqual([held?.submissionId, held?.userId], [id, learner.userId])
  const counted = async () => (await house.call.countWaiting({}, admin.options)).clouds
  assert.equal(await counted(), clouds.length)
  const { plan, digest } = await house.call.getCloudPlan({ cloudId: held?.cloud?.id ?? '' }, admin.options)
  assert.match(plan, /^Plan: \d+ to add/)
  assert.equal(digest, held?.digest)
  const decided = { cloudId: held?.cloud?.id ?? '', digest, reason: 'Worth a look.' }
  await assert.rejects(house.call.decideCloud({ ...decided, decision: 'approve' }, learner.options), { code: 'forbidden' })
  await assert.rejects(house.call.decideCloud({ ...decided, digest: 'f'.repeat(64), decision: 'approve' }, admin.options), { code: 'conflict' })
  await assert.rejects(house.call.decideCloud({ ...decided, decision: 'burn' }, admin.options), { code: 'invalid' })
  await house.call.decideCloud({ ...decided, decision: 'approve' }, admin.options)
  assert.equal(await counted(), 0)
  await eventually(async () => ((await cloudOf(learner, id))?.checks.length ?? 0) > 0)
  const { report } = await house.call.getReport({ submissionId: id, format: 'json' }, learner.options)
  const { cloud, reference } = JSON.parse(Buffer.from(report).toString('utf8')) as { cloud: { says: string }; reference: object }
  assert.match(cloud.says, /nothing is known of what it does there.*no way in.*local deployment only\.$/)
  assert.deepEqual(reference, { kind: 'predicted' })
  const page = await house.call.getReport({ submissionId: id, format: 'html' }, learner.options)
  assert.match(Buffer.from(page.report).toString('utf8'), /In a cloud.*local deployment only/s)
  await house.call.endCloud({ submissionId: id }, learner.options)
  await following
  assert.deepEqual(
    [states.at(0), states.at(-1), states.filter((state) => state === 'applied').length > 0, fake.things()],
    ['asked', 'destroyed', true, []],
  )
  await assert.rejects(house.call.endCloud({ submissionId: id }, learner.options), { code: 'conflict' })
  const { lines } = await house.call.listDesignAudit({ limit: 100, before: 0, kind: '' }, admin.options)
  assert.ok(lines.some(({ action, userId }) => action === 'cloud.asked' && userId === learner.userId))
  assert.ok(lines.some(({ action, detail }) => action === 'cloud.state' && detail.includes('"approved"')))
})

/** Each state once. */
function note(states: string[], { cloud }: Submission): void {
  if (cloud !== undefined && states.at(-1) !== cloud.state) states.push(cloud.state)
}

test('what breaks a rule, is another’s, too large, or taken down is not planned; a changed design is not approved', async () => {
  await using place = await openPlace({ RUNNER_DESIGN_CLOUD_REPLICAS: '9' })
  const { house, cloudOf } = place
  const [learner, other, admin] = [await house.learner(), await house.learner(), await house.learner(undefined, ['admin'])]
  const bad = await submitted(house, learner, { blueprint: JSON.stringify(urlShortener.bad) })
  await followed(house, learner, bad.id)
  await assert.rejects(house.call.askCloud({ submissionId: bad.id }, learner.options), { code: 'conflict' })
  const good = await submitted(house, learner)
  await followed(house, learner, good.id)
  await assert.rejects(house.call.askCloud({ submissionId: good.id }, other.options), { code: 'not_found' })
  const components = urlShortener.good.components.map((one) => ({ ...one, ...(one.kind === 'service' ? { replicas: 9 } : {}) }))
  const large = await submitted(house, learner, { blueprint: JSON.stringify({ ...urlShortener.good, components }) })
  await followed(house, learner, large.id)
  await assert.rejects(house.call.askCloud({ submissionId: large.id }, learner.options), { code: 'invalid', message: /replicas/ })
  await house.call.askCloud({ submissionId: good.id }, learner.options)
  const planned = await eventually(async () => {
    const cloud = await cloudOf(learner, good.id)
    return cloud?.state === 'planned' ? cloud : undefined
  })
  const { digest } = await house.call.getCloudPlan({ cloudId: planned.id }, admin.options)
  await house.db.database.asLearner(learner.userId, (tx) =>
    tx.query(`update submissions set checked = jsonb_set(checked, $2::text[], '"l"') where id = $1`, [
      good.id,
      ['derived', 'blueprint', 'components', String(urlShortener.good.components.findIndex(({ kind }) => kind === 'service')), 'size'],
    ]),
  )
  const approved = house.call.decideCloud({ cloudId: planned.id, digest, decision: 'approve', reason: 'why not' }, admin.options)
  await assert.rejects(approved, { code: 'conflict', message: /planned again/ })
  await house.call.decideSubmission({ submissionId: good.id, decision: 'remove', reason: 'No.' }, admin.options)
  await eventually(async () => (await cloudOf(learner, good.id))?.state === 'refused')
  await assert.rejects(house.call.askCloud({ submissionId: good.id }, learner.options), { code: 'forbidden' })
  assert.deepEqual(place.fake.things(), [])
})

test('where no cloud is lent nothing is planned, and settings that no plan could be made with are told at the start', async () => {
  await using house = await designHouse()
  const learner = await house.learner()
  const { id } = await submitted(house, learner, {}, { wait: true })
  await assert.rejects(house.call.askCloud({ submissionId: id }, learner.options), { code: 'conflict' })
  await assert.rejects(house.call.askCloud({ submissionId: uuidv7() }, learner.options), { code: 'not_found' })
  await assert.rejects(designHouse(undefined, { RUNNER_DESIGN_CLOUD: 'google' }), /RUNNER_DESIGN_CLOUD_VARIABLES/)
})
