import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomHex } from './random.ts'

test('random digits are as many as asked for and never the same again, also when more are drawn', () => {
  const given = Array.from({ length: 2000 }, () => randomHex(8))
  assert.ok(given.every((digits) => /^[0-9a-f]{16}$/.test(digits)))
  assert.equal(new Set(given).size, given.length)
})

test('every bit of the digits varies', () => {
  const given = Array.from({ length: 200 }, () => BigInt(`0x${randomHex(10)}`))
  const ones = given.reduce((all, digits) => all | digits, 0n)
  const zeros = given.reduce((all, digits) => all & digits, ones)
  assert.equal(ones, 2n ** 80n - 1n)
  assert.equal(zeros, 0n)
})
