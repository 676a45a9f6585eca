/** The job of a submission: killed at each step it goes on to its end, leaves nothing, and its learner hears each thing once. */
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { startChild } from '@quint/runtime/child.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { asked, designHouse, followed, submitted } from '../submission/testing.ts'
import { openBudget } from './budget.ts'
import { openProvisioning } from './provisioning.ts'

test('a submission whose worker is killed while it deploys, when it is deployed and while it is tried is reported on all the same', async () => {
  await using house = await designHouse(undefined, { RUNNER_DESIGNS_AT_ONCE: '0' })
  const learner = await house.learner()
  const { id } = await submitted(house, learner)
  const file = path.join(import.meta.dirname, 'testing-worker.ts')
  const worker = (killAt: string) =>
    startChild(process.execPath, ['--no-warnings', file, house.db.urls.url, house.db.adminUrl, house.folder, killAt], { stdio: 'ignore' })
  for (const killAt of ['starting', 'deployed', 'trying']) {
    await using killed = worker(killAt)
    await killed.ended
    assert.equal(killed.process.signalCode, 'SIGKILL', killAt)
  }
  await using _last = worker('')
  const { last, events } = await followed(house, learner, id)
  assert.deepEqual([last?.status, last?.verdict], ['COMPLETED', 'passed'])
  // What the killed one found out was told too, and then the trial began anew.
  const kinds: readonly string[] = events.map(({ kind }) => kind)
  assert.deepEqual(kinds.slice(kinds.lastIndexOf('trial')), ['trial', 'functional'])
  const kept = await house.db.database.asLearner(learner.userId, (tx) => tx.query<{ n: number }>('select count(*)::integer as n from trial_events'))
  assert.equal(kept[0]?.n, 2)
  const ended = await house.db.database.asService((tx) =>
    tx.query<{ n: number }>("select count(*)::integer as n from outbox where type = 'runner.submission.ended'"),
  )
  // Sent already, or about to be: never twice.
  assert.ok((ended[0]?.n ?? 0) <= 1)
  await using provisioning = openProvisioning({ folder: house.folder, databaseUrl: house.db.adminUrl })
  await eventually(async () => {
    await provisioning.sweep(Date.now())
    return (await house.left()).length === 0
  })
})

test('five submissions at once do not touch each other', async () => {
  await using house = await designHouse(
    async function* (deployment) {
      const [port = 0] = deployment.entryPorts
      const headers = { authorization: `Bearer ${deployment.token}` }
      const base = `http://127.0.0.1:${port}/links`
      // Five designs on one machine have less patience with their databases than these may need.
      const { code } = await eventually(async () => {
        const made = await fetch(base, { method: 'POST', headers, body: JSON.stringify({ url: 'https://example.org' }) })
        return made.status === 201 ? ((await made.json()) as { code: string }) : undefined
      })
      const found = await eventually(async () => {
        const answer = await fetch(`${base}/${code}`)
        return answer.status === 503 ? undefined : answer
      })
      yield { kind: 'functional', title: code, check: 'works', passed: found.status === 200, requests: 2, atMs: 1 }
    },
    { RUNNER_DESIGN_TRIALS_AT_ONCE: '5', RUNNER_DESIGNS_AT_ONCE: '5', RUNNER_DESIGN_CONNECTIONS: '200' },
  )
  const learners = await Promise.all(Array.from({ length: 5 }, () => house.learner()))
  const ends = await Promise.all(learners.map(async (learner) => followed(house, learner, (await submitted(house, learner)).id)))
  assert.deepEqual(
    ends.map(({ last, events }) => [last?.status, events.some((event) => 'passed' in event && event.passed)]),
    ends.map(() => ['COMPLETED', true]),
  )
  assert.deepEqual(await house.left(), [])
})

test('a runner that stops in the middle of a trial leaves nothing, and the next one begins the trial anew', async () => {
  await using house = await designHouse(undefined, { RUNNER_DESIGNS_AT_ONCE: '0' })
  const learner = await house.learner()
  const { id } = await submitted(house, learner)
  house.given.RUNNER_DESIGNS_AT_ONCE = '1'
  const stopped = await house.begin(async function* (deployment, _trial, signal) {
    yield await asked(deployment)
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  })
  await followed(house, learner, id, ({ told }) => told?.$case === 'news' && told.value.event.includes('functional'))
  await stopped[Symbol.asyncDispose]()
  assert.deepEqual(await house.left(), [])
  await using _next = await house.begin()
  assert.equal((await followed(house, learner, id)).last?.status, 'COMPLETED')
})

test('what does not fit beside the others waits, and whoever asked first goes first', async () => {
  const budget = openBudget({ processes: 10, connections: 10 })
  const { signal } = new AbortController()
  const first = await budget.take({ processes: 8, connections: 1 }, signal)
  const order: string[] = []
  const large = budget.take({ processes: 9, connections: 1 }, signal).then((place) => {
    order.push('large')
    return place
  })
  const leaving = new AbortController()
  const left = budget.take({ processes: 1, connections: 1 }, leaving.signal)
  const small = budget.take({ processes: 1, connections: 1 }, signal).then((place) => {
    order.push('small')
    return place
  })
  leaving.abort(new Error('left'))
  await assert.rejects(left, { message: 'left' })
  first[Symbol.dispose]()
  first[Symbol.dispose]()
  for (const place of await Promise.all([large, small])) place[Symbol.dispose]()
  assert.deepEqual([order, budget.taken()], [['large', 'small'], { processes: 0, connections: 0 }])
  await assert.rejects(budget.take({ processes: 11, connections: 1 }, signal))
})
