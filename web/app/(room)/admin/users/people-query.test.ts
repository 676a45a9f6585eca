/** Who is looked for, between the address and the gateway. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { peoplePath, toParameters, toPeopleQuery } from './people-query.ts'

test('what stands in the address is looked for, and what makes no sense is not', () => {
  assert.deepEqual(toPeopleQuery({ q: 'ada', group: 'admin' }), { q: 'ada', group: 'admin' })
  assert.deepEqual(toPeopleQuery({ q: ['a', 'b'], group: 'owners' }), { q: '', group: '' })
  assert.equal(toPeopleQuery({ q: 'x'.repeat(300) }).q.length, 254)
})

test('the address says what is looked for, and nothing when all are', () => {
  assert.equal(peoplePath({ q: ' a+b ', group: 'suspended' }), '/admin/users?q=a%2Bb&group=suspended')
  assert.equal(peoplePath({ q: '  ', group: '' }), '/admin/users')
})

test('the gateway is asked by role or by status', () => {
  assert.deepEqual(toParameters({ q: ' a ', group: 'admin' }), { q: 'a', role: 'admin', status: undefined })
  assert.deepEqual(toParameters({ q: '', group: 'suspended' }), { q: '', role: undefined, status: 'suspended' })
})
