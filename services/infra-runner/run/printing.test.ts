/** Problems whose arguments come as lines and whose answers are printed: nothing is lost on the way, and what is wrong stays wrong. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { bank } from '../bank/bank.ts'
import { isRight, testsOf } from '../bank/hidden.ts'
import type { Problem } from '../bank/problem.ts'
import { openSandbox } from '../sandbox/open.ts'
import type { Language } from '../sandbox/sandbox.ts'
import { judgeProblem } from './judge.ts'
import { answerOf, inputLines, printedAnswer, printing } from './printing.ts'
import { starters } from './starters.ts'

const sandbox = await openSandbox({ bubblewrap: process.env.RUNNER_BUBBLEWRAP ?? 'bwrap', warm: 1, idleMs: 600_000, cacheFolder: '' })
after(() => sandbox[Symbol.asyncDispose]())

test('arguments are lines: numbers and texts one each, a list behind its length', () => {
  assert.equal(inputLines([[2, 7, 11], 9]), '3\n2 7 11\n9\n')
  assert.equal(inputLines(['two words', true, []]), 'two words\ntrue\n0\n\n')
  assert.equal(inputLines([['ab', '', 'c']]), '3\nab\n\nc\n')
  assert.equal(inputLines([[[1, 2], [3]]]), '2\n2 1 2\n1 3\n')
  assert.equal(inputLines([[['a', 4]]]), '1\n2\na\n4\n')
  assert.equal(inputLines([[1, [2, [3]]]]), '[1,[2,[3]]]\n')
})

test('an answer may be printed with blanks between or as JSON', () => {
  for (const printed of ['0 1\n', ' 0\n1', '[0, 1]\n']) assert.equal(answerOf(printed, 'number[]'), '[0,1]')
  assert.deepEqual([answerOf('7\n', 'number'), answerOf('', 'number[]'), answerOf('True', 'boolean')], ['7', '[]', 'true'])
  assert.deepEqual([answerOf('12', 'string'), answerOf('"12"', 'string'), answerOf('a b', 'string')], ['"12"', '"12"', '"a b"'])
  assert.deepEqual(
    [answerOf('1 2\n3', 'number[][]'), answerOf('a b\n', 'string[][]'), answerOf('1 2', '[number, number]')],
    ['[[1,2],[3]]', '[["a","b"]]', '[1,2]'],
  )
  assert.deepEqual([answerOf('nothing', 'number'), answerOf('', 'number')], ['"nothing"', '""'])
})

test('the right answer of every test of every problem is right when it is printed', () => {
  for (const problem of bank)
    for (const one of testsOf(problem)) {
      const answers = [printedAnswer(one.expected), JSON.stringify(one.expected)].map((printed) => answerOf(printed, problem.returns))
      assert.ok(
        answers.some((answer) => isRight(problem, one, answer)),
        `${problem.id}: ${JSON.stringify(one.expected).slice(0, 80)}`,
      )
    }
})

test('a learner begins with what is read and printed, the first example among it', () => {
  const { cpp, java, go } = starters(problemOf('pair-to-target'))
  for (const text of [cpp, java, go])
    assert.match(text, /^\/\/ Reads numbers, target from its input, and prints the answer\. A list begins with its length\.$/m)
  assert.match(go, /^package main\n/)
})

function problemOf(id: string): Problem {
  const found = bank.find((one) => one.id === id)
  assert.ok(found)
  return found
}

const pair = (more: string) => ({
  python: `n = int(input())\nnumbers = list(map(int, input().split()))\ntarget = int(input())\nseen = {}\nfor at, x in enumerate(numbers):\n    if target - x in seen:\n        print(seen[target - x], at${more})\n        break\n    seen.setdefault(x, at)`,
  cpp: `#include <iostream>\n#include <unordered_map>\n#include <vector>\nint main() { int n; std::cin >> n; std::vector<long long> a(n); for (auto &x : a) std::cin >> x; long long t; std::cin >> t; std::unordered_map<long long, int> seen; for (int i = 0; i < n; ++i) { auto found = seen.find(t - a[i]); if (found != seen.end()) { std::cout << found->second << ' ' << i${more === '' ? '' : ' + 1'} << '\\n'; return 0; } seen.emplace(a[i], i); } }`,
})

async function judged(language: Language, code: string): Promise<readonly string[]> {
  const engine = sandbox.engineFor(language)
  assert.ok(engine)
  const limits = { timeMs: 5000, memoryBytes: 256 * 1024 * 1024, outputBytes: 65_536 }
  await using opened = await engine.open({ language, code, entry: '', counted: false }, { limits, signal: new AbortController().signal })
  const problem = problemOf('pair-to-target')
  const verdicts: string[] = []
  for await (const { verdict } of judgeProblem(printing(opened, problem), problem, testsOf(problem).slice(0, 9)).tests) verdicts.push(verdict)
  return verdicts
}

for (const language of ['python', 'cpp'] as const) {
  const installed = sandbox.engineFor(language) !== undefined
  test(`a program in ${language} that reads lines and prints passes, and one that prints something else does not`, { skip: !installed }, async () => {
    const right = await judged(language, pair('')[language])
    assert.deepEqual(new Set(right), new Set(['ok']))
    assert.equal(right.length, 9)
    assert.equal((await judged(language, pair(' + 1')[language]))[0], 'wrong_answer')
  })
}
