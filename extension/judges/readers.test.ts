import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PageAnswer, PageRequest } from '../page/request.ts'
import { readThrough } from './chain.ts'
import { type Practice, placeOf } from './place.ts'
import { readersOf } from './readers.ts'

const practice = (address: string): Practice => {
  const place = placeOf(address)
  assert.ok(place.kind === 'practice')
  return place
}
const pair = practice('https://leetcode.com/problems/matching-pair/')
const question = { titleSlug: 'matching-pair', title: 'Matching Pair', content: '<p>Two.</p>', questionFrontendId: '1' }
const good: PageAnswer = { path: '/problems/matching-pair/description/', status: 200, body: { data: { question } } }

async function outcomes(place: Practice, ask: (request: PageRequest) => PageAnswer): Promise<readonly string[]> {
  const readers = readersOf(place, { ask: async (request) => ask(request) })
  const { attempts } = await readThrough({ place, readers, clock: () => 0, signal: new AbortController().signal })
  return attempts.map(({ reader, outcome }) => `${reader}: ${outcome}`)
}

test('the judge’s own data is asked first, by the slug of the address', async () => {
  assert.deepEqual(
    await outcomes(pair, (request) => {
      assert.ok(request.wanted === 'leetcode question' && request.slug === 'matching-pair')
      return good
    }),
    ['leetcode graphql: found'],
  )
})

test('an answer given when the page had moved on is of another problem', async () => {
  assert.deepEqual(await outcomes(pair, () => ({ ...good, path: '/problems/counting-stairs/' })), [
    'leetcode graphql: another-problem',
    'leetcode next data: another-problem',
    'leetcode page: another-problem',
  ])
})

test('a judge that refuses or breaks is passed over', async () => {
  for (const [status, why] of [
    [403, 'not-allowed'],
    [429, 'not-allowed'],
    [500, 'no-answer'],
    [0, 'no-answer'],
  ] as const)
    assert.equal((await outcomes(pair, () => ({ ...good, status, body: undefined })))[0], `leetcode graphql: ${why}`)
})

test('HackerRank is asked for the set that the address names', async () => {
  const euler = practice('https://www.hackerrank.com/contests/projecteuler/challenges/euler001/problem')
  const model = { slug: 'euler001', name: 'Multiples', body_html: '<p>Add.</p>' }
  const answer = { path: '/contests/projecteuler/challenges/euler001/problem', status: 200, body: { model } }
  assert.deepEqual(
    await outcomes(euler, (request) => {
      assert.ok(request.wanted === 'hackerrank challenge' && request.contest === 'projecteuler')
      return answer
    }),
    ['hackerrank rest: found'],
  )
})
