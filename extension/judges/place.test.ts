import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, keyOf, placeOf } from './place.ts'

const practice: readonly (readonly [string, string])[] = [
  ['https://leetcode.com/problems/two-sum/', 'leetcode.com/two-sum'],
  ['https://leetcode.com/problems/two-sum', 'leetcode.com/two-sum'],
  ['https://leetcode.com/problems/two-sum/description/?envType=daily-question&envId=2026-11-21', 'leetcode.com/two-sum'],
  ['https://leetcode.com/problems/two-sum/submissions/123456/', 'leetcode.com/two-sum'],
  ['https://leetcode.com/problems/Two-Sum/editorial/#x', 'leetcode.com/two-sum'],
  ['https://leetcode.cn/problems/two-sum/', 'leetcode.cn/two-sum'],
  ['https://www.hackerrank.com/challenges/solve-me-first/problem?isFullScreen=true', 'www.hackerrank.com/solve-me-first'],
  ['https://www.hackerrank.com/challenges/solve-me-first', 'www.hackerrank.com/solve-me-first'],
  ['https://www.hackerrank.com/contests/projecteuler/challenges/euler001/problem', 'www.hackerrank.com/euler001'],
]

for (const [address, key] of practice)
  test(`${address} is a practice problem`, () => {
    const place = placeOf(address)
    assert.ok(place.kind === 'practice')
    assert.equal(keyOf(place), key)
    const again = placeOf(addressOf(place))
    assert.deepEqual(again, place)
  })

const refused: readonly (readonly [string, string])[] = [
  ['https://leetcode.com/contest/weekly-contest-500/problems/two-sum/', 'contest'],
  ['https://leetcode.cn/contest/weekly-contest-500/problems/two-sum/', 'contest'],
  ['https://leetcode.com/contest/', 'contest'],
  ['https://leetcode.com/assessment/1/', 'assessment'],
  ['https://leetcode.com/problemset/', 'no-problem'],
  ['https://leetcode.com/', 'no-problem'],
  ['https://leetcode.com/explore/interview/card/x', 'no-problem'],
  ['https://assets.leetcode.com/problems/two-sum/', 'no-problem'],
  ['http://leetcode.com/problems/two-sum/', 'no-problem'],
  ['https://www.hackerrank.com/contests/week-of-code-40/challenges/a-sum/problem', 'contest'],
  ['https://www.hackerrank.com/contests/week-of-code-40', 'contest'],
  ['https://www.hackerrank.com/test/abc/questions/1', 'assessment'],
  ['https://www.hackerrank.com/tests/abc', 'assessment'],
  ['https://www.hackerrank.com/x/tests/all', 'assessment'],
  ['https://work.hackerrank.com/challenges/solve-me-first/problem', 'assessment'],
  ['https://www.hackerrank.com/dashboard', 'no-problem'],
]

for (const [address, reason] of refused)
  test(`${address} is refused: ${reason}`, () => {
    const place = placeOf(address)
    assert.ok(place.kind === 'refused')
    assert.equal(place.reason, reason)
  })

test('any other page is elsewhere, and so is one whose address is hidden', () => {
  for (const address of [
    'https://example.org/problems/two-sum/',
    'https://notleetcode.com/problems/a/',
    'https://leetcode.com.example.org/problems/a/',
  ])
    assert.equal(placeOf(address).kind, 'elsewhere', address)
  for (const address of [undefined, '', 'chrome://settings', 'about:blank', 'file:///problems/two-sum/', 'no address'])
    assert.deepEqual(placeOf(address), { kind: 'elsewhere', host: '' })
})
