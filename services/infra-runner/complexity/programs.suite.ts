/** Programs of each family, run and measured in the engines that count. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openSandbox } from '../sandbox/open.ts'
import type { Language } from '../sandbox/sandbox.ts'
import { floorBytesOf, type Growth, measureGrowth, usualSizes } from './measure.ts'

const sandbox = await openSandbox({ bubblewrap: '', warm: 1, idleMs: 60_000, cacheFolder: '' })
after(() => sandbox[Symbol.asyncDispose]())

const limits = { timeMs: 1200, memoryBytes: 256 * 1024 * 1024, outputBytes: 65_536 }

async function growth(language: Language, code: string): Promise<Growth> {
  const engine = sandbox.counterFor(language)
  assert.ok(engine)
  await using opened = await engine.open({ language, code, entry: 'f', counted: true }, { limits, signal: new AbortController().signal })
  const argsOf = (size: number): string => JSON.stringify([Array.from({ length: size }, (_, index) => (index * 7919) % 1009)])
  for await (const one of measureGrowth({ opened, argsOf, sizes: usualSizes, floorBytes: floorBytesOf(language), budgetMs: 3000 }))
    if ('by' in one) return one
  throw new Error('nothing was told')
}

const python: Readonly<Record<string, string>> = {
  '1': 'def f(a):\n    return a[0] + a[-1]',
  'log n':
    'def f(a):\n    lo, hi = 0, len(a)\n    while lo < hi:\n        mid = (lo + hi) // 2\n        if mid < 3:\n            lo = mid + 1\n        else:\n            hi = mid\n    return lo',
  n: 'def f(a):\n    total = 0\n    for x in a:\n        total += x\n    return total',
  'n log n':
    'def f(a):\n    if len(a) < 2:\n        return a\n    m = len(a) // 2\n    l, r = f(a[:m]), f(a[m:])\n    out, i, j = [], 0, 0\n    while i < len(l) and j < len(r):\n        if l[i] < r[j]:\n            out.append(l[i])\n            i += 1\n        else:\n            out.append(r[j])\n            j += 1\n    return out + l[i:] + r[j:]',
  'n^2': 'def f(a):\n    count = 0\n    for x in a:\n        for y in a:\n            if x == y:\n                count += 1\n    return count',
  'n^3':
    'def f(a):\n    count = 0\n    for x in a:\n        for y in a:\n            for z in a:\n                count += x == y == z\n    return count',
  '2^n':
    'def f(a):\n    def go(i, s):\n        if i == len(a):\n            return s == 0\n        return go(i + 1, s) + go(i + 1, s + a[i])\n    return go(0, 0)',
}

const javascript: Readonly<Record<string, string>> = {
  '1': 'function f(a) { return a[0] }',
  n: 'function f(a) { let s = 0; for (const x of a) s += x; return s }',
  'n log n': 'function f(a) { return [...a].sort((x, y) => x - y)[0] }',
  'n^2': 'function f(a) { let c = 0; for (const x of a) for (const y of a) if (x === y) c += 1; return c }',
  '2^n': 'function f(a) { const go = (i, s) => (i === a.length ? Number(s === 0) : go(i + 1, s) + go(i + 1, s + a[i])); return go(0, 0) }',
}

for (const [language, programs] of Object.entries({ python, javascript })) {
  for (const [family, code] of Object.entries(programs)) {
    test(`a program in ${language} that needs ${family} is measured to need it`, async () => {
      const { time } = await growth(language as Language, code)
      assert.equal(time.kind === 'told' ? time.family : time.reason, family, JSON.stringify(time))
    })
  }
}

test('what a language does in one step is told by its time', async () => {
  const { time, by } = await growth('python', 'def f(a):\n    return sum(1 for i in range(len(a)) if -1 in a)')
  assert.deepEqual([time.kind === 'told' && time.family, by], ['n^2', 'time'])
})

test('what goes up and down a heap in one step counts as far as it goes', async () => {
  const { time } = await growth(
    'python',
    'from heapq import heappop, heappush\n\ndef f(a):\n    heap = []\n    for x in a:\n        heappush(heap, x)\n    while heap:\n        heappop(heap)\n    return 0',
  )
  assert.equal(time.kind === 'told' && time.family, 'n log n', JSON.stringify(time))
})

test('a copy in one step is told by the bytes that it fills', async () => {
  const { time, by } = await growth('python', 'def f(a):\n    return a[1:] + a[:1]')
  assert.deepEqual([time.kind === 'told' && time.family, by], ['n', 'bytes'], JSON.stringify(time))
})

test('the space of a list that is built grows with it, and that of a sum does not', async () => {
  const { space } = await growth('python', 'def f(a):\n    return [x + 100000 for x in a]')
  const { space: none } = await growth('python', python.n ?? '')
  assert.deepEqual([space.kind === 'told' && space.family, none.kind === 'told' && none.family], ['n', '1'])
})

test('a table that is made larger now and then grows with what it holds', async () => {
  const { space } = await growth(
    'python',
    'def f(a):\n    at = {}\n    for i, x in enumerate(a):\n        at[x * 100000 + i] = i\n    return len(at)',
  )
  assert.ok(space.kind === 'told' && space.family === 'n' && space.confidence >= 0.6, JSON.stringify(space))
})
