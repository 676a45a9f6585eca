/** The fit on costs of known families, with noise as clocks and counts have it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Family, growthOf } from './family.ts'
import { fit, type Point } from './fit.ts'

const doubling = [16, 32, 64, 128, 256, 512, 1024, 2048, 4096]
const small = [4, 6, 8, 10, 12, 14, 16, 18, 20]

function points(family: Family, options: { readonly a: number; readonly b: number; readonly noise: readonly number[] }): Point[] {
  const sizes = family === '2^n' ? small : doubling
  return sizes.map((size, index) => ({ size, cost: (options.a + options.b * growthOf[family](size)) * (1 + (options.noise[index] ?? 0)) }))
}

function noise(most: number) {
  return fc.array(fc.double({ min: -most, max: most, noNaN: true }), { minLength: 9, maxLength: 9 })
}

for (const family of ['1', 'log n', 'n', 'n log n', 'n^2', 'n^3', '2^n'] as const) {
  test(`counts that grow by ${family} are told to do so, whatever their scale`, () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 500, noNaN: true }), noise(0.002), (b, jitter) => {
        const told = fit(points(family, { a: b, b, noise: jitter }))
        assert.equal(told.kind === 'told' ? told.family : told.reason, family)
      }),
      { seed: 7 },
    )
  })
}

for (const family of ['n', 'n^2', 'n^3', '2^n'] as const) {
  test(`times with 5 % of noise that grow by ${family} are never told to be another family but a neighbour`, () => {
    fc.assert(
      fc.property(noise(0.05), (jitter) => {
        const told = fit(points(family, { a: 0, b: 0.001, noise: jitter }))
        const near: Readonly<Record<string, readonly string[]>> = { n: ['n', 'n log n'], 'n^2': ['n^2'], 'n^3': ['n^3'], '2^n': ['2^n'] }
        assert.ok(told.kind === 'cannot tell' || near[family]?.includes(told.family), JSON.stringify(told))
      }),
      { seed: 11 },
    )
  })
}

test('it cannot be told from few sizes, sizes that are alike, or costs that follow nothing', () => {
  const reasons = [
    [1, 2, 3, 4].map((size) => ({ size, cost: size })),
    [100, 110, 120, 130, 140, 150].map((size) => ({ size, cost: size * size })),
    doubling.map((size, index) => ({ size, cost: [5, 900, 3, 1200, 10, 700, 2, 5000, 1][index] ?? 0 })),
  ].map((points) => fit(points))
  assert.deepEqual(
    reasons.map((told) => (told.kind === 'cannot tell' ? told.reason : told.family)),
    ['there are too few sizes', 'the sizes are too much alike', 'the costs follow no usual family'],
  )
})

test('the confidence is less when two families do nearly as well', () => {
  const clear = fit(points('n^2', { a: 0, b: 1, noise: [] }))
  const blurred = fit(points('n', { a: 0, b: 1, noise: [0.08, -0.08, 0.08, -0.08, 0.08, -0.08, 0.08, -0.08, 0.08] }))
  assert.ok(clear.kind === 'told' && clear.confidence > 0.95, JSON.stringify(clear))
  assert.ok(blurred.kind === 'cannot tell' || blurred.confidence < 0.85, JSON.stringify(blurred))
})
