import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeAsShown, isWhole } from './user-code.ts'

test('a code is shown in two groups however it is typed', () => {
  const typed: readonly (readonly [string, string])[] = [
    ['', ''],
    ['wdjb', 'WDJB'],
    ['wdjbm', 'WDJB-M'],
    ['WDJB-MJHT', 'WDJB-MJHT'],
    [' wdjb mjht ', 'WDJB-MJHT'],
    ['WDJBMJHTX', 'WDJB-MJHT'],
    ['<script>1', 'SCRI-PT'],
  ]
  for (const [given, shown] of typed) assert.equal(codeAsShown(given), shown)
})

test('taking a letter away from the second group takes the line away with the last one', () => {
  assert.equal(codeAsShown('WDJB-'), 'WDJB')
})

test('only eight letters are a whole code', () => {
  assert.equal(isWhole(codeAsShown('wdjbmjh')), false)
  assert.equal(isWhole(codeAsShown('wdjbmjht')), true)
})
