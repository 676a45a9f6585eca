/** Numbers of messages in an interview. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { entryOf, numberingAfter, toPage } from './numbering.ts'

test('whatever comes in whichever order, numbers never go down, and any of them says which entry came last', () => {
  const events = fc.array(fc.boolean(), { maxLength: 60 })
  fc.assert(
    fc.property(fc.nat({ max: 50_000 }), events, (page, given) => {
      const numbers = numberingAfter(page)
      let before = page
      let kept = entryOf(page)
      for (const isEntry of given) {
        if (isEntry) kept += 1
        const next = isEntry ? numbers.keep(kept) : numbers.between()
        assert.ok(next >= before)
        assert.equal(entryOf(next), kept)
        before = next
      }
    }),
  )
})

test('thousands of messages between two entries never pass for the next entry', () => {
  const numbers = numberingAfter(toPage(3))
  for (let n = 0; n < 2500; n += 1) assert.equal(entryOf(numbers.between()), 3)
  assert.equal(numbers.keep(4), 4000)
})

test('numbers go on from what was sent before the interview', () => {
  const numbers = numberingAfter(0, () => 7)
  assert.equal(numbers.between(), 8)
})
