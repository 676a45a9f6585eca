/** Designs planned, approved, made and destroyed by the real provider on an independent cloud, some of them in other ways than they should. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { planOf } from './cloud-store.ts'
import { type Asked, askedFor } from './testing.ts'
import { everything, houseOn, key, minutes, openCloud, secret, skip, small, until } from './testing-aws.ts'

test('a design with every kind of component that moto knows is planned, approved, made, told, and destroyed', {
  skip,
  timeout: 20 * minutes,
}, async () => {
  await using cloud = await openCloud()
  await using house = await houseOn(cloud)
  const before = await cloud.things()
  await using _keeper = house.keep({ leaseSeconds: 30, againMs: 500, healthWithinMs: 1000 })
  const asked = await askedFor(house, everything)
  await until(asked, 'planned')
  assert.deepEqual(await cloud.things(), before)
  const { makes, planDigest } = await asked.row()
  assert.equal(await asked.decide('approve', planDigest), 'done')
  await eventually(async () => ['applied', 'destroying', 'destroyed'].includes((await asked.row()).state), 9 * minutes)
  await until(asked, 'applied')
  const { outputs, checks } = await eventually(
    async () => ((await asked.row()).checks === null ? undefined : asked.row()) as Promise<Awaited<ReturnType<Asked['row']>>>,
  )
  // Nothing runs behind an address of moto's, and so nothing is said of what would.
  assert.match(outputs?.entry ?? '', /^http:\/\/.*elb\.amazonaws\.com$/)
  assert.deepEqual([checks?.answered, checks?.checks], [false, []])
  assert.ok((await cloud.things()).length > before.length + 10 && makes.length > 20)
  const seen = JSON.stringify([await asked.held(), await house.database.asService((tx) => planOf(tx, asked.id))])
  assert.ok(!seen.includes(secret) && !seen.includes(key))
  assert.equal(await asked.decide('destroy'), 'done')
  await until(asked, 'destroyed')
  assert.deepEqual(await cloud.things(), before)
})

test('what the cloud refuses half-way is undone', { skip, timeout: 20 * minutes }, async () => {
  await using cloud = await openCloud((asks) => asks.startsWith('DynamoDB_'))
  await using house = await houseOn(cloud)
  const before = await cloud.things()
  await using _keeper = house.keep({ leaseSeconds: 30, againMs: 500 })
  const asked = await askedFor(house, small)
  await until(asked, 'planned')
  await asked.decide('approve')
  await until(asked, 'destroyed')
  assert.deepEqual(await cloud.things(), before)
  assert.match((await asked.row()).reason, /could not be made/)
})

test('where even the state is lost, what was made is found by its tags and destroyed', { skip, timeout: 20 * minutes }, async () => {
  await using cloud = await openCloud()
  await using house = await houseOn(cloud)
  const before = await cloud.things()
  const asked = await askedFor(house, small)
  {
    await using _keeper = house.keep({ leaseSeconds: 30, againMs: 500 })
    await until(asked, 'planned')
    await asked.decide('approve')
    await until(asked, 'applied')
    await eventually(async () => (await asked.row()).checks !== null)
  }
  assert.ok((await cloud.things()).length > before.length + 5)
  await house.database.asLearner(asked.userId, (tx) => tx.query('update clouds set state_file = null, ending = true'))
  rmSync(house.place.folder, { recursive: true, force: true })
  await using _keeper = house.keep({ leaseSeconds: 30, againMs: 500 })
  await until(asked, 'destroyed')
  assert.deepEqual(await cloud.things(), before)
})
