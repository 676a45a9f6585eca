/** The audit of designs: written by the tables themselves, only ever added to, shown to administrators, and nobody's once an account is gone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eraseLearner } from '../../store.ts'
import { designHouse, followed, submitted } from './testing.ts'

const page = { limit: 100, before: 0, kind: '' }

test('what a learner does and what happens to it stands in the audit, the newest first, in pages', async () => {
  await using house = await designHouse()
  const learner = await house.learner()
  const admin = await house.learner(undefined, ['admin'])
  const { id } = await submitted(house, learner)
  await followed(house, learner, id)
  const { asset } = await house.call.putAsset({ submissionId: id, name: 'a.txt', contentType: '', content: Buffer.from('a') }, learner.options)
  await house.call.deleteAsset({ assetId: asset?.id ?? '' }, learner.options)
  await house.call.actOnSubmission({ submissionId: id, action: 'delete' }, learner.options)
  const { lines } = await house.call.listDesignAudit(page, admin.options)
  const told = lines.toReversed().map(({ action, detail }) => (action === 'submission.status' ? (JSON.parse(detail) as { to: string }).to : action))
  const states = ['VALIDATING', 'GENERATING_INFRA', 'DEPLOYING', 'TESTING', 'COMPLETED']
  assert.deepEqual(told, ['submission.made', 'submission.started', ...states, 'asset.kept', 'asset.deleted', 'submission.deleted'])
  assert.ok(lines.every(({ kind, userId }) => (kind === 'learner' ? userId === learner.userId : userId === '')))
  const first = await house.call.listDesignAudit({ ...page, limit: 4, kind: 'system' }, admin.options)
  assert.deepEqual([first.lines.length, first.lines.every(({ kind }) => kind === 'system')], [4, true])
  const rest = await house.call.listDesignAudit({ ...page, kind: 'system', before: first.nextBefore }, admin.options)
  assert.deepEqual([rest.lines.length, rest.nextBefore], [1, 0])
})

test('nobody but administrators reads it, and nobody changes or removes a line', async () => {
  await using house = await designHouse()
  const [learner, admin] = [await house.learner(), await house.learner(undefined, ['admin'])]
  await submitted(house, learner, {}, { wait: true })
  await assert.rejects(house.call.listDesignAudit(page, learner.options), { code: 'forbidden' })
  await assert.rejects(house.call.listDesignAudit({ ...page, kind: 'x' }, admin.options), { code: 'invalid' })
  const { database } = house.db
  for (const text of [
    "update design_audit set action = 'nothing'",
    'delete from design_audit',
    'truncate design_audit',
    "insert into design_audit (kind, action) values ('system', 'x')",
  ])
    await assert.rejects(
      database.asLearner(learner.userId, (tx) => tx.query(text)),
      /permission denied/,
      text,
    )
  // Its owner may not, either.
  await assert.rejects(
    house.db.database.asService((tx) => tx.query('delete from design_audit')),
    /permission denied/,
  )
  assert.equal((await house.call.listDesignAudit(page, admin.options)).lines.length, 1)
})

test('when an account is deleted its deeds stay and are nobody’s', async () => {
  await using house = await designHouse()
  const [learner, other, admin] = [await house.learner(), await house.learner(), await house.learner(undefined, ['admin'])]
  await submitted(house, learner, {}, { wait: true })
  await submitted(house, other, {}, { wait: true })
  await house.db.database.asService((tx) => eraseLearner(tx, learner.userId))
  const { lines } = await house.call.listDesignAudit(page, admin.options)
  assert.deepEqual(lines.map(({ action, userId }) => [action, userId]).toReversed(), [
    ['submission.made', ''],
    ['submission.made', other.userId],
    ['submission.deleted', ''],
  ])
})

test('what a design would become is told before anything of it is made', async () => {
  await using house = await designHouse()
  const learner = await house.learner()
  const { submission } = await house.call.submitDesign(
    {
      design: { problemId: 'url-shortener', schemaInput: '', apiSpecInput: '', designText: '', blueprint: '' },
      despite: true,
      previousId: '',
      wait: true,
    },
    learner.options,
  )
  assert.equal(submission?.status, 'PENDING')
  const design = { problemId: 'url-shortener', schemaInput: '', apiSpecInput: '', designText: '', blueprint: '' }
  for (const target of ['google', 'aws', 'local', 'kubernetes']) {
    const { plan } = await house.call.planDesign({ design, target }, learner.options)
    const told = JSON.parse(Buffer.from(plan).toString()) as {
      cost: { usdMonth: number }
      makes: { kind: string }[]
      processes: object[]
      module: string
    }
    assert.ok(told.cost.usdMonth > 0 && told.makes.length > 0 && told.processes.length > 1, target)
    assert.doesNotThrow(() => JSON.parse(told.module))
  }
  assert.deepEqual(await house.left(), [])
  await assert.rejects(house.call.planDesign({ design, target: 'mars' }, learner.options), { code: 'invalid' })
  await assert.rejects(house.call.planDesign({ design: { ...design, blueprint: '{' }, target: 'aws' }, learner.options), { code: 'invalid' })
})
