import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStore } from '../account/memory-store.ts'
import { placeOf } from './place.ts'
import { addReading, loadReadings } from './readings.ts'
import { pageName, reportText, winnerOf } from './report.ts'

const attempts = [
  { reader: 'leetcode graphql', outcome: 'not-allowed', durationMs: 12 },
  { reader: 'leetcode page', outcome: 'found', durationMs: 30 },
] as const

test('a report tells what every reader found and how long it took', () => {
  const text = reportText({
    version: '0.1.0',
    browser: 'A browser',
    server: 'https://quint.example',
    allowed: true,
    signedIn: false,
    readings: [
      { at: '2026-01-01T00:00:00Z', page: 'leetcode.com matching-pair', attempts },
      { at: '2026-01-01T00:00:00Z', page: 'another site', attempts: [] },
    ],
  })
  assert.equal(
    text,
    'Quint extension 0.1.0\nBrowser: A browser\nServer: https://quint.example (allowed, signed out)\n\n2026-01-01T00:00:00Z leetcode.com matching-pair\n  leetcode graphql: not-allowed (12 ms)\n  leetcode page: found (30 ms)\n\n2026-01-01T00:00:00Z another site\n  nothing was read',
  )
  assert.equal(winnerOf(attempts), 'leetcode page')
})

test('of pages that are no judge’s a report tells nothing', () => {
  assert.equal(pageName(placeOf('https://bank.example/account/7')), 'another site')
  assert.equal(pageName(placeOf('https://leetcode.com/contest/x')), 'leetcode.com (contest)')
  assert.equal(pageName(placeOf('https://leetcode.com/problems/a/?token=x')), 'leetcode.com a')
})

test('the last ten readings are kept, newest first', async () => {
  const store = memoryStore({ 'quint:readings': 'broken' })
  for (let n = 0; n < 12; n += 1) await addReading(store, { at: String(n), page: '', attempts: [] })
  assert.deepEqual(
    (await loadReadings(store)).map(({ at }) => at),
    ['11', '10', '9', '8', '7', '6', '5', '4', '3', '2'],
  )
})
