import assert from 'node:assert/strict'
import { test } from 'node:test'
import { awaited, isUnbroken, whole } from './whole.ts'

const each = 0.032
const starts = Array.from({ length: 100 }, (_, index) => index * each)
const heard = { starts, each, seconds: 100 * each - 0.01 }

test('sound in which a packet is missing, wherever, is broken', () => {
  assert.equal(isUnbroken(heard), true)
  for (const lost of [0, 1, 50, 98, 99]) {
    const left = starts.filter((_, index) => index !== lost)
    // The first one may be there under the time of the second.
    assert.equal(isUnbroken({ ...heard, starts: left }), lost === 0, `${lost}`)
  }
  assert.equal(isUnbroken({ ...heard, starts: starts.slice(2) }), false)
  assert.equal(isUnbroken({ ...heard, starts: [] }), false)
})

test('what is not whole is made again, and not for ever', async () => {
  let made = 0
  assert.equal(await whole(async () => (++made === 3 ? 'film' : undefined)), 'film')
  await assert.rejects(
    whole(async () => {
      made += 1
      return undefined
    }),
    /lost/,
  )
  assert.equal(made, 7)
})

test('what comes late is waited for', async () => {
  let looks = 0
  await awaited(() => ++looks > 3)
  assert.equal(looks, 4)
})
