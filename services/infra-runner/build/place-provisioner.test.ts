/** A design on seats of a place: it answers, what is killed is started again where it was, what is cut is felt, and nothing of it stays behind. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { testingPlace } from '../place/testing.ts'
import { openClient } from './asking.ts'
import { blueprintFrom } from './blueprint/read.ts'
import { seatsOf } from './derive/kubernetes.ts'
import { toLocalPlan } from './derive/local-plan.ts'
import { urlShortener } from './packs/url-shortener.ts'
import { placeProvisioner } from './place-provisioner.ts'

const server = await testDatabase('seats', [])
const place = testingPlace()
const provisioner = placeProvisioner({ place, adminUrl: server.adminUrl, restartMs: 50 })
after(async () => {
  await place[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

/** As small as it can be: one replica of the service, nothing cached. */
function smallPlan() {
  const { components, links = [], operations = [], ...rest } = urlShortener.good
  const read = blueprintFrom({
    ...rest,
    components: components
      .filter(({ kind }) => kind !== 'cache')
      .map((one) => (one.id === 'api' || one.id === 'lb' ? { ...one, replicas: 1, zones: ['a'] } : one)),
    links: links.filter(({ to }) => to !== 'cache').map((link) => (link.to === 'db' ? { ...link, timeoutMs: 300 } : link)),
    operations: operations.map(({ cache: _none, ...operation }) => operation),
  })
  assert.ok(read.kind === 'read', JSON.stringify(read))
  return toLocalPlan(read.value)
}

test('a design at seats answers, breaks and heals as it does on one machine, and leaves nothing', async () => {
  const plan = smallPlan()
  assert.deepEqual(
    seatsOf(plan).map(({ id, calls, usesDatabase }) => [id, calls, usesDatabase]),
    [
      ['wires', ['lb-1', 'api-1'], true],
      ['lb-1', ['wires'], false],
      ['api-1', ['wires'], false],
    ],
  )
  const namespace = `seats${process.pid}`
  const deployment = await provisioner.deploy(plan, { namespace, expiresAt: Date.now() + 600_000 })
  using client = openClient({ ...deployment, timeoutMs: 20_000 })
  const headers = { authorization: `Bearer ${deployment.token}` }
  const status = async (path: string): Promise<number> => (await client.ask({ method: 'GET', path, headers })).status
  // Its patience with its database is short, and the machine may be busy.
  const { code } = await eventually(async () => {
    const made = await client.ask({ method: 'POST', path: '/links', body: { url: 'https://example.org' }, headers })
    return made.status === 201 ? (made.body as { readonly code: string }) : undefined
  })
  await eventually(async () => (await status(`/links/${code}`)) === 200)

  const busy = deployment.processors?.()
  await eventually(() => (busy?.() ?? 0) > 0)

  await deployment.strike({ kind: 'kill', processes: ['api-1'], held: false })
  await eventually(async () => (await status(`/links/${code}`)) === 200 && (await deployment.counts())['api-1']?.restarts === 1)

  await deployment.strike({ kind: 'wires', wires: ['api-1--db'], fault: { blackHole: 'from' } })
  assert.equal(await status(`/links/${code}`), 503)
  assert.ok(((await deployment.counts())['api-1--db']?.touched ?? 0) > 0)
  await deployment.heal()
  await eventually(async () => (await status(`/links/${code}`)) === 200)

  assert.deepEqual(await provisioner.sweep(Date.now()), [])
  await deployment[Symbol.asyncDispose]()
  assert.deepEqual(await provisioner.left(), [])
})
