/** The canvas: what is added, changed and taken away leaves a design that still hangs together. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addComponent, addLink, type Blueprint, changeComponent, changeLink, layoutOf, removeComponent, zonesOf } from './blueprint.ts'

const begun: Blueprint = {
  v: 1,
  name: 'links',
  requirements: {},
  zones: ['a', 'b'],
  components: [
    { id: 'clients', kind: 'client' },
    { id: 'api', kind: 'service' },
    { id: 'db', kind: 'db.sql' },
  ],
  links: [
    { from: 'clients', to: 'api' },
    { from: 'api', to: 'db', protocol: 'sql' },
  ],
  operations: [{ id: 'read', method: 'GET', path: '/links/{code}', component: 'api', plan: 'get', cache: { component: 'cache' } }],
}

test('a second component of a kind has a name of its own, and a link knows its protocol', () => {
  const [once, first] = addComponent(begun, 'cache')
  const [twice, second] = addComponent(once, 'cache')
  assert.deepEqual([first, second], ['cache', 'cache-2'])
  assert.equal(addLink(twice, 'api', 'cache').links.at(-1)?.protocol, 'kv')
  assert.equal(addLink(begun, 'api', 'db'), begun)
  assert.equal(addLink(begun, 'api', 'api'), begun)
})

test('what is taken away takes its links and its uses along', () => {
  const [more] = addComponent(begun, 'service')
  const left = removeComponent(more, 'api')
  assert.deepEqual([left.links, left.operations[0]?.component], [[], 'api-2'])
  assert.equal('cache' in (removeComponent(begun, 'cache').operations[0] ?? {}), false)
})

test('what is emptied is gone, and replicas stand in as many zones as there are of them', () => {
  const timed = changeLink(begun, 'api', 'db', { timeoutMs: 200 })
  assert.equal('timeoutMs' in (changeLink(timed, 'api', 'db', { timeoutMs: undefined }).links[1] ?? {}), false)
  const spread = changeComponent(begun, 'api', { replicas: 3, zones: ['a', 'b'] })
  assert.deepEqual(zonesOf(spread, spread.components[1] ?? { id: '', kind: 'service' }), ['a', 'b'])
  assert.deepEqual(zonesOf(begun, { id: 'api', kind: 'service', replicas: 3 }), ['a'])
})

test('boxes stand in columns by their distance from the clients, and a circle has an end', () => {
  const { places, columns } = layoutOf(begun)
  assert.deepEqual([columns, places.get('clients')?.column, places.get('api')?.column, places.get('db')?.column], [3, 0, 1, 2])
  assert.equal(layoutOf(addLink(begun, 'db', 'api')).columns, 3)
  assert.equal(
    layoutOf({
      components: [
        { id: 'x', kind: 'service' },
        { id: 'y', kind: 'service' },
      ],
      links: [
        { from: 'x', to: 'y' },
        { from: 'y', to: 'x' },
      ],
    }).columns,
    1,
  )
})
