import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conceptsInCode, remarksOn } from './code-reading.ts'
import { playing, rightCode } from './testing.ts'

function submitted(code: string, language = 'python') {
  const play = playing()
  play.codes(code, { language, submitted: true })
  const [submission] = play.interview().submissions
  if (submission === undefined) throw new Error('nothing was submitted')
  return submission
}

const codesOf = (code: string, language?: string): string[] => remarksOn(submitted(code, language)).map((remark) => remark.code)

const bad: readonly (readonly [string, string, string, string?])[] = [
  ['debug_output_left', 'def f(x):\n    print(x)\n    return x\n', '    print(x)'],
  ['mutable_default', 'def f(x, seen=[]):\n    return seen\n', 'def f(x, seen=[]'],
  ['bare_except', 'def f(x):\n    try:\n        return 1\n    except:\n        return 2\n', 'except:'],
  ['commented_code', 'def f(x):\n    # return x + 1;\n    return x\n', '    # return x + 1;'],
  ['var_declared', 'function f(x) {\n  var total = 0\n  return total\n}\n', '  var total', 'javascript'],
  ['long_line', `def f(x):\n    return ${'x + '.repeat(40)}x\n`, `    return ${'x + '.repeat(40)}x`],
  ['short_names', 'def f(x):\n    q = 1\n    return q\n', '    q ='],
  [
    'deep_nesting',
    `def f(x):\n${[1, 2, 3, 4].map((depth) => `${'    '.repeat(depth)}if x:`).join('\n')}\n${'    '.repeat(5)}return 1\n`,
    `${'    '.repeat(5)}return 1`,
  ],
  ['repeated_lines', `def f(x):\n${'    result.append(value + other)\n'.repeat(3)}`, '    result.append(value + other)'],
]

for (const [code, text, place, language] of bad)
  test(`${code} is seen, at its place`, () => {
    const submission = submitted(text, language)
    const found = remarksOn(submission).find((remark) => remark.code === code)
    assert.equal(found && submission.code.slice(found.reference.start, found.reference.end), place)
    assert.equal(found?.good, false)
  })

test('clean code has no bad remark, and what is good is told', () => {
  assert.deepEqual(
    remarksOn(submitted(rightCode)).filter(({ good }) => !good),
    [],
  )
  assert.ok(codesOf('def f(xs):\n    # Nothing to do without values.\n    if not xs:\n        return []\n    return xs\n').includes('guards_first'))
  assert.ok(codesOf('def one(xs):\n    return 1\n\ndef two(xs):\n    return one(xs)\n').includes('split_into_functions'))
})

test('the ideas of a program are read from its idioms, in each language', () => {
  assert.deepEqual(conceptsInCode(rightCode), ['hash'])
  assert.ok(conceptsInCode('const seen = new Map()').includes('hash'))
  assert.ok(conceptsInCode('PriorityQueue<Integer> next = new PriorityQueue<>();').includes('heap'))
  assert.ok(conceptsInCode('def f(n):\n    return f(n - 1)\n').includes('recursion'))
  assert.ok(conceptsInCode('values = sorted(values)').includes('sorting'))
  assert.deepEqual(conceptsInCode('total = 0\nfor value in values:\n    total += value\n'), [])
})

test('a program made to hold up its reader is read to its end', () => {
  const hard = ['left while left ', 'find( ', 'while left < ', 'def f(a=[', 'if not x ', 'const a = (', '\t', 'def f():\n', 'except ', '/']
  for (const piece of hard) {
    const submission = submitted(piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536))
    assert.ok(Array.isArray(remarksOn(submission)) && Array.isArray(conceptsInCode(submission.code)), piece)
  }
})
