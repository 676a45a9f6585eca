import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readable, readableFormula } from './latex.ts'

const formulas: readonly (readonly [string, string])[] = [
  ['1 \\le n \\le 10^5', '1 ≤ n ≤ 10^5'],
  ['1\\leq a_i\\leq 10^{18}', '1≤ a_i≤ 10^18'],
  ['\\frac{n(n+1)}{2}', '(n(n+1))/2'],
  ['\\sqrt{\\frac{a}{b}}', '√(a/b)'],
  ['\\text{mod } 10^9+7', 'mod 10^9+7'],
  ['x^{n-1}', 'x^(n-1)'],
  ['\\{a, b\\} \\subset S', '{a, b} ⊂S'],
  ['\\left\\lfloor x \\right\\rfloor', '⌊x ⌋'],
  ['\\unheard{of}', 'unheard{of}'],
]

for (const [tex, text] of formulas) test(`${tex} reads ${text}`, () => assert.equal(readableFormula(tex), text))

test('formulas are found in their text and the rest stays', () => {
  assert.equal(readable('Given $n$ and $$k \\ge 2$$, or \\(m\\).'), 'Given n and k ≥ 2, or m.')
  assert.equal(readable('It costs $5'), 'It costs $5')
})

test('no formula, however hostile, takes long or throws', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('\\', '{', '}', 'frac', '^', '_', '$', 'a', ' '), maxLength: 400 }),
      (tex) => void readable(`$${tex}$`),
    ),
  )
})
