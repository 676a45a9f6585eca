/** The bank: every reference passes all tests in both languages, every wrong solution fails, and every problem tells what it has to. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openSandbox } from '../sandbox/open.ts'
import { bank } from './bank.ts'
import { expectedOf, isRight, type ProblemTest, testsOf } from './hidden.ts'
import { type Problem, topics } from './problem.ts'
import { type Asking, askPython, askTypeScript } from './testing.ts'

await using opening = new AsyncDisposableStack()
const sandbox = opening.use(await openSandbox({ bubblewrap: '', warm: 1, idleMs: 60_000, cacheFolder: '' }))
const python = opening.use(await askPython(sandbox, bank))
const typeScript = opening.use(await openInGroups())
const owned = opening.move()
after(() => owned.disposeAsync())

/** A process for a dozen problems: their text is read again for each solution. */
async function openInGroups(): Promise<AsyncDisposable & { of(problem: Problem): Asking }> {
  await using opened = new AsyncDisposableStack()
  const groups = new Map<Problem, Asking>()
  for (let at = 0; at < bank.length; at += 12) {
    const some = bank.slice(at, at + 12)
    const asking = opened.use(await askTypeScript(sandbox, some))
    for (const problem of some) groups.set(problem, asking)
  }
  const all = opened.move()
  return {
    of(problem) {
      const asking = groups.get(problem)
      assert.ok(asking)
      return asking
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

/** Words that cannot name a parameter in a language that learners write. */
const reserved = new Set(
  'and as assert async await break case catch class const continue def default del delete do elif else enum except export extends finally for from function global if import in instanceof is lambda new nonlocal not null or pass raise return static super switch this throw try typeof var void while with yield'.split(
    ' ',
  ),
)

interface Solved {
  readonly asking: Asking
  readonly name: string
  readonly problem: Problem
}

/** The tests that the solution does not pass. */
async function failedOf({ asking, name, problem }: Solved, tests: readonly ProblemTest[]): Promise<readonly ProblemTest[]> {
  const answers = await asking.answers(
    name,
    tests.map(({ args }) => args),
  )
  return tests.filter((one, index) => !isRight(problem, one, answers?.[index]))
}

/** Most mistakes show in small inputs, and what is slow is not asked further then. */
async function failedOfWrong(solved: Solved): Promise<readonly ProblemTest[]> {
  const tests = testsOf(solved.problem)
  const isSmall = ({ args }: ProblemTest): boolean => JSON.stringify(args).length < 1000
  const failed = await failedOf(solved, tests.filter(isSmall))
  assert.ok(failed.length < tests.filter(isSmall).length, `never right, which nobody would take for a solution: ${solved.name}`)
  if (failed.length > 0) return failed
  return await failedOf(
    solved,
    tests.filter((one) => !isSmall(one)),
  )
}

for (const problem of bank) {
  test(`${problem.id}: the references pass every test, and each of the wrong solutions fails`, async () => {
    for (const [language, asking] of [
      ['Python', python],
      ['TypeScript', typeScript.of(problem)],
    ] as const) {
      const failed = await failedOf({ asking, name: problem.id, problem }, testsOf(problem))
      assert.equal(failed.length, 0, `the reference in ${language} fails with ${JSON.stringify(failed[0]?.args ?? null).slice(0, 300)}`)
    }
    assert.ok(problem.wrong.length >= 2)
    for (const { because } of problem.wrong) {
      const solved = { asking: typeScript.of(problem), name: `${problem.id}: ${because}`, problem }
      assert.ok((await failedOfWrong(solved)).length > 0, `not noticed: ${because}`)
    }
  })

  test(`${problem.id} tells all that a learner and an interviewer need`, () => {
    assert.match(problem.id, /^[a-z]+(-[a-z]+)+$/)
    assert.ok(problem.statement.length >= 80 && problem.constraints.length >= 1 && problem.examples.length >= 2)
    assert.ok(problem.ambiguities.length >= 2 && problem.followUps.length >= 3 && problem.topics.length >= 1)
    for (const example of problem.examples) {
      assert.equal(example.args.length, problem.parameters.length)
      const test = { ...example, expected: expectedOf(problem, example.args), hidden: false }
      assert.ok(isRight(problem, test, JSON.stringify(example.output)), `${problem.id}: ${JSON.stringify(example)}`)
    }
    for (const [name] of problem.parameters) assert.ok(!reserved.has(name), `${name} can name nothing in Python or JavaScript`)
    const hidden = testsOf(problem).filter((one) => one.hidden)
    assert.ok(hidden.length >= 10, `${problem.id} has ${hidden.length} hidden tests`)
  })
}

test('the bank has problems of every topic and difficulty, and no id comes twice', () => {
  assert.deepEqual(
    topics.filter((topic) => !bank.some((problem) => problem.topics.includes(topic))),
    [],
  )
  for (const difficulty of ['easy', 'medium', 'hard']) assert.ok(bank.filter((problem) => problem.difficulty === difficulty).length >= 8, difficulty)
  assert.equal(new Set(bank.map(({ id }) => id)).size, bank.length)
})
