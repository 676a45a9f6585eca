import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isReporting, toVital } from './vitals.ts'

test('a vital goes under its part of the app, without the address', () => {
  assert.deepEqual(toVital({ name: 'LCP', value: 812.4 }, '/coach/0190-secret'), { name: 'LCP', value: 812.4, page: 'coach' })
  assert.deepEqual(toVital({ name: 'CLS', value: 0 }, '/'), { name: 'CLS', value: 0, page: 'home' })
  assert.equal(toVital({ name: 'INP', value: 40 }, '/coaching')?.page, 'other')
})

test('what no dashboard shows is not reported', () => {
  assert.equal(toVital({ name: 'Next.js-hydration', value: 12 }, '/'), undefined)
  assert.equal(toVital({ name: 'LCP', value: Number.NaN }, '/'), undefined)
})

test('a tenth of the page loads reports', () => {
  const reporting = Array.from({ length: 1000 }, (_, index) => isReporting(index / 1000)).filter(Boolean)
  assert.equal(reporting.length, 100)
})
