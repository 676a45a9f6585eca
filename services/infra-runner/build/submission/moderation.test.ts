/** What a moderator decides about a design: it stands, or it is stopped, its learner is told why, and it is not begun again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asked, designHouse, followed, submitted } from './testing.ts'

const rude = { designText: 'Three API servers. You are such an idiot.' }
const reason = 'Names somebody an idiot.'

test('a text that may offend waits for a decision and is tried meanwhile; let to stand, it waits no more', async () => {
  await using house = await designHouse()
  const [learner, admin] = [await house.learner(), await house.learner(undefined, ['admin'])]
  const { id } = await submitted(house, learner, rude)
  assert.equal((await followed(house, learner, id)).last?.status, 'COMPLETED')
  const held = async () => (await house.call.listDeployments({ limit: 10, cursor: '', held: true }, admin.options)).submissions
  const [waiting] = await held()
  assert.deepEqual([waiting?.submission?.id, waiting?.reasons.length], [id, 1])
  await assert.rejects(house.call.countWaiting({}, learner.options), { code: 'forbidden' })
  assert.deepEqual(await house.call.countWaiting({}, admin.options), { submissions: 1, clouds: 0 })
  await assert.rejects(house.call.decideSubmission({ submissionId: id, decision: 'approve', reason }, learner.options), { code: 'forbidden' })
  await assert.rejects(house.call.decideSubmission({ submissionId: id, decision: 'burn', reason }, admin.options), { code: 'invalid' })
  await house.call.decideSubmission({ submissionId: id, decision: 'approve', reason: '' }, admin.options)
  assert.deepEqual(await held(), [])
  assert.equal((await house.call.countWaiting({}, admin.options)).submissions, 0)
  assert.equal((await house.call.getSubmission({ submissionId: id }, learner.options)).submission?.errorMessage, '')
})

test('a design that is taken down in the middle of its trial ends, says why, and is not begun again', async () => {
  await using house = await designHouse(async function* (deployment, _trial, signal) {
    yield await asked(deployment)
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  })
  const [learner, admin] = [await house.learner(), await house.learner(undefined, ['admin'])]
  const { id } = await submitted(house, learner, rude)
  await followed(house, learner, id, ({ told }) => told?.$case === 'news' && told.value.event.includes('functional'))
  await house.call.decideSubmission({ submissionId: id, decision: 'remove', reason }, admin.options)
  const { last } = await followed(house, learner, id)
  assert.deepEqual([last?.status, last?.moderation, last?.errorMessage], ['CANCELLED', 'removed', reason])
  assert.deepEqual(await house.left(), [])
  const edits = JSON.stringify([{ kind: 'setReplicas', component: 'api', replicas: 2 }])
  for (const again of [
    () => house.call.actOnSubmission({ submissionId: id, action: 'retry' }, learner.options),
    () => house.call.applyEdits({ submissionId: id, edits }, learner.options),
  ])
    await assert.rejects(again(), { code: 'forbidden' })
})

test('a design that was kept and never begun is taken down, too', async () => {
  await using house = await designHouse()
  const [learner, admin] = [await house.learner(), await house.learner(undefined, ['admin'])]
  const { id } = await submitted(house, learner, rude, { wait: true })
  await house.call.decideSubmission({ submissionId: id, decision: 'remove', reason }, admin.options)
  const { submission } = await house.call.getSubmission({ submissionId: id }, learner.options)
  assert.deepEqual([submission?.status, submission?.errorMessage], ['CANCELLED', reason])
  await assert.rejects(house.call.actOnSubmission({ submissionId: id, action: 'start' }, learner.options), { code: 'forbidden' })
})

test('a design that was taken down is looked at once more when its learner asks, and is not begun meanwhile', async () => {
  await using house = await designHouse()
  const [learner, other, admin] = [await house.learner(), await house.learner(), await house.learner(undefined, ['admin'])]
  const { id } = await submitted(house, learner, rude)
  await followed(house, learner, id)
  const { call } = house
  const appeal = (words: string, { options } = learner) => call.appealSubmission({ submissionId: id, appeal: words }, options)
  const decide = (decision: string) => call.decideSubmission({ submissionId: id, decision, reason }, admin.options)
  const own = async () => (await call.getSubmission({ submissionId: id }, learner.options)).submission
  await assert.rejects(appeal('Nothing was decided yet.'), { code: 'conflict' })
  await decide('remove')
  await assert.rejects(appeal('Not mine.', other), { code: 'not_found' })
  await assert.rejects(appeal(' '), { code: 'invalid' })
  const { submission } = await appeal('Idiot is the name of our server.')
  assert.deepEqual([submission?.moderation, submission?.appealed, submission?.errorMessage], ['review', true, reason])
  await assert.rejects(appeal('Once more.'), { code: 'conflict' })
  await assert.rejects(call.actOnSubmission({ submissionId: id, action: 'retry' }, learner.options), { code: 'forbidden' })
  const [held] = (await call.listDeployments({ limit: 10, cursor: '', held: true }, admin.options)).submissions
  assert.deepEqual([held?.submission?.id, held?.appeal], [id, 'Idiot is the name of our server.'])
  await decide('approve')
  const stands = await own()
  assert.deepEqual([stands?.status, stands?.moderation, stands?.appealed, stands?.error, stands?.errorMessage], ['COMPLETED', 'clear', false, '', ''])
})
