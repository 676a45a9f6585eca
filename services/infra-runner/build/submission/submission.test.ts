/** Submissions through the runner's contract: checked, deployed, tried, reported on, stopped, and gone without a trace. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import { asked, designHouse, followed, shortener, submitted } from './testing.ts'

const failed =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Failure && error.code === code

test('a design that holds goes from what was written to a report, and leaves nothing behind', async () => {
  await using house = await designHouse()
  const learner = await house.learner()
  const { id, attempt, namespace } = await submitted(house, learner)
  assert.equal(attempt, 1)
  const { last, events } = await followed(house, learner, id)
  assert.equal(last?.status, 'COMPLETED', JSON.stringify(last))
  assert.deepEqual(
    events.map((event) => [event.kind, 'passed' in event ? event.passed : undefined]),
    [
      ['trial', undefined],
      ['functional', true],
    ],
  )
  assert.deepEqual(await house.left(), [])
  const report = JSON.parse(
    Buffer.from((await house.call.getReport({ submissionId: id, format: 'json' }, learner.options)).report).toString('utf8'),
  ) as object
  assert.equal('verdicts' in report, true)
  const { module } = await house.call.getTerraform({ submissionId: id, target: 'aws' }, learner.options)
  assert.ok(Buffer.from(module).toString('utf8').includes(namespace))
  const { submissions } = await house.call.listSubmissions({ problemId: '', limit: 10, cursor: '' }, learner.options)
  assert.deepEqual(
    submissions.map(({ id: one, verdict }) => [one, verdict]),
    [[id, 'passed']],
  )
})

test('a design that breaks a rule is not deployed, unless its learner wants to see it break', async () => {
  await using house = await designHouse()
  const learner = await house.learner()
  const bad = { blueprint: JSON.stringify(urlShortener.bad) }
  const refused = await submitted(house, learner, bad)
  assert.equal((await followed(house, learner, refused.id)).last?.status, 'VALIDATION_FAILED')
  const { checked } = await house.call.getSubmission({ submissionId: refused.id }, learner.options)
  const { findings } = JSON.parse(Buffer.from(checked).toString('utf8')) as { findings: { rule: string }[] }
  assert.ok(findings.some(({ rule }) => rule === urlShortener.badBecause.rule))
  const despite = await submitted(house, learner, bad, { despite: true })
  assert.deepEqual([despite.attempt, (await followed(house, learner, despite.id)).last?.status], [2, 'COMPLETED'])
})

test('a submission of another learner is not there, whatever is done to it', async () => {
  await using house = await designHouse()
  const [owner, other] = [await house.learner(), await house.learner()]
  const { id } = await submitted(house, owner, {}, { wait: true })
  const submissionId = id
  const tries = [
    () => house.call.getSubmission({ submissionId }, other.options),
    () => house.call.actOnSubmission({ submissionId, action: 'start' }, other.options),
    () => house.call.actOnSubmission({ submissionId, action: 'delete' }, other.options),
    () => house.call.getReport({ submissionId, format: 'html' }, other.options),
    () => house.call.getTerraform({ submissionId, target: 'google' }, other.options),
    () => house.call.listTrialEvents({ submissionId, after: 0, limit: 10 }, other.options),
    () => house.call.applyEdits({ submissionId, edits: '' }, other.options),
    () => house.call.putAsset({ submissionId, name: 'a.txt', contentType: '', content: Buffer.from('a') }, other.options),
    () => house.call.listDeployments({ limit: 10, cursor: '', held: false }, other.options),
  ]
  for (const [at, one] of tries.entries())
    await assert.rejects(one(), (error) => failed('not_found')(error) || failed('forbidden')(error), `try ${at}`)
  assert.equal((await followed(house, other, id)).states.length, 0)
  assert.equal((await house.call.getSubmission({ submissionId }, owner.options)).submission?.status, 'PENDING')
})

test('a submission that is torn down during its trial ends at once, and nothing of it is left', async () => {
  await using house = await designHouse(async function* (deployment, _trial, signal) {
    yield await asked(deployment)
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  })
  const learner = await house.learner()
  const { id } = await submitted(house, learner)
  await followed(house, learner, id, ({ told }) => told?.$case === 'news' && told.value.event.includes('functional'))
  assert.notDeepEqual(await house.left(), [])
  await house.call.actOnSubmission({ submissionId: id, action: 'teardown' }, learner.options)
  assert.equal((await followed(house, learner, id)).last?.status, 'CANCELLED')
  assert.deepEqual(await house.left(), [])
  await house.call.actOnSubmission({ submissionId: id, action: 'delete' }, learner.options)
  await assert.rejects(house.call.getSubmission({ submissionId: id }, learner.options), failed('not_found'))
})

test('what takes too long expires, wherever it is', async () => {
  await using house = await designHouse(async function* (deployment, _trial, signal) {
    yield await asked(deployment)
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  })
  const learner = await house.learner()
  const { id } = await submitted(house, learner)
  await followed(house, learner, id, ({ told }) => told?.$case === 'news')
  await house.db.database.asLearner(learner.userId, (tx) =>
    tx.query("update submissions set expires_at = now() - interval '1 minute' where id = $1", [id]),
  )
  assert.equal((await followed(house, learner, id)).last?.status, 'EXPIRED')
  await eventually(async () => (await house.left()).length === 0)
})

test('edits make a further attempt of the same design, and both can be compared', async () => {
  await using house = await designHouse()
  const learner = await house.learner()
  const first = await submitted(house, learner)
  await followed(house, learner, first.id)
  const edits = JSON.stringify([{ kind: 'setReplicas', component: 'api', replicas: 2, zones: ['a', 'b'] }])
  const { submission: second } = await house.call.applyEdits({ submissionId: first.id, edits }, learner.options)
  assert.ok(second)
  assert.deepEqual([second.attempt, second.previousId], [2, first.id])
  assert.equal((await followed(house, learner, second.id)).last?.status, 'COMPLETED')
  const { comparison } = await house.call.compareSubmissions({ submissionId: second.id, withId: first.id }, learner.options)
  const { diff } = JSON.parse(Buffer.from(comparison).toString('utf8')) as { diff: string[] }
  assert.ok(
    diff.some((line) => line.startsWith('- service api') && line.includes('replicas=4')),
    diff.join('\n'),
  )
  assert.ok(diff.some((line) => line.startsWith('+ service api') && line.includes('replicas=2')))
  await assert.rejects(
    house.call.applyEdits({ submissionId: first.id, edits: '[{"kind":"setReplicas","component":"nobody","replicas":2}]' }, learner.options),
    failed('invalid'),
  )
  await assert.rejects(house.call.applyEdits({ submissionId: first.id, edits: '{"kind"' }, learner.options), failed('invalid'))
})

test('a learner has only so many submissions under way', async () => {
  await using house = await designHouse(undefined, { RUNNER_DESIGNS_WAITING: '1', RUNNER_DESIGNS_AT_ONCE: '0' })
  const learner = await house.learner()
  await submitted(house, learner)
  await assert.rejects(submitted(house, learner), failed('exhausted'))
  await submitted(house, await house.learner())
})

test('hostile input is refused in words, and keeps nothing busy', async () => {
  await using house = await designHouse()
  const { options } = await house.learner()
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
  const inputs = [
    { blueprint: deep },
    { blueprint: '[]' },
    { blueprint: '{"v":1}' },
    { blueprint: JSON.stringify({ ...urlShortener.good, components: [{ id: 'api', kind: 'service', replicas: 10_000 }] }) },
    { blueprint: JSON.stringify({ ...urlShortener.good, name: '"; drop schema public; --' }) },
    { schemaInput: 'drop schema public cascade' },
    { schemaInput: 'create function f() returns int language sql as $$ select 1 $$' },
    { apiSpecInput: 'openapi: 3.0.0\npaths: {$ref: "http://127.0.0.1/x"}' },
  ]
  for (const input of inputs) {
    const { valid, checked } = await house.call.validateDesign({ design: { ...shortener, ...input } }, options)
    const { problems, leftOut } = JSON.parse(Buffer.from(checked).toString('utf8')) as { problems: unknown[]; leftOut: unknown[] }
    assert.ok(!valid && (problems.length > 0 || leftOut.length > 0), JSON.stringify(input).slice(0, 80))
  }
  await assert.rejects(house.call.validateDesign({ design: { ...shortener, schemaInput: 'x'.repeat(300_000) } }, options), failed('invalid'))
  await assert.rejects(house.call.validateDesign({ design: { ...shortener, problemId: 'nothing' } }, options), failed('not_found'))
})
