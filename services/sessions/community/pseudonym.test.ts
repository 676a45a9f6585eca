import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { checkedPseudonym } from './pseudonym.ts'

test('a name that speaks for the house, a coarse one, or a number to call is refused, in whatever spelling', () => {
  const coarse = Buffer.from('ZnVjaw==', 'base64').toString()
  for (const name of ['admin', 'Quint Support', '4dmin', 'ADMIN', 'Moderators', coarse, `${coarse}er`, 'ring 5551234', '555 12 34 56'])
    assert.throws(
      () => checkedPseudonym(name, []),
      (error) => error instanceof Failure && error.code === 'invalid',
      name,
    )
})

test('an ordinary name passes as it is, and an empty one becomes one that is nobody’s', () => {
  for (const name of ['Night Owl', 'Äpfel-Birne', 'Class of 2019', 'Dick', 'Scunthorpe', 'Quintessence', 'Administrivia'])
    assert.equal(checkedPseudonym(name, []), name)
  assert.match(checkedPseudonym('  ', []), /^\p{L}+ \p{L}+ \d\d$/u)
})
