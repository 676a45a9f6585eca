/** Asks many solutions of many problems for their answers in few processes: a solution gets all of its inputs at once. */
import assert from 'node:assert/strict'
import { entryOf } from '../run/request.ts'
import type { Language, Limits, Opened, Sandbox } from '../sandbox/sandbox.ts'
import type { Args, Problem } from './problem.ts'

/** JSON of the answer to each input, undefined where the solution failed; undefined as a whole when it took too long or too much. */
export type Answers = readonly (string | undefined)[] | undefined

export interface Asking extends AsyncDisposable {
  answers(name: string, inputs: readonly Args[]): Promise<Answers>
}

interface Named {
  readonly name: string
  readonly code: string
  readonly entry: string
}

const limits: Limits = { timeMs: 10_000, memoryBytes: 256 * 1024 * 1024, outputBytes: 65_536 }

/** The references in Python, each under the id of its problem. */
export function askPython(sandbox: Sandbox, problems: readonly Problem[]): Promise<Asking> {
  const solutions = problems.map((problem) => ({ name: problem.id, code: problem.python, entry: entryOf(problem, 'python') }))
  return ask(sandbox, 'python', pythonOf(solutions))
}

/** The references under the ids of their problems, and what is wrong under what is wrong with it. */
export function askTypeScript(sandbox: Sandbox, problems: readonly Problem[]): Promise<Asking> {
  const solutions = problems.flatMap(({ id, solve, wrong }) => [
    { name: id, code: solve.toString(), entry: solve.name },
    ...wrong.map((one) => ({ name: `${id}: ${one.because}`, code: one.solve.toString(), entry: one.solve.name })),
  ])
  return ask(sandbox, 'typescript', typeScriptOf(solutions))
}

async function ask(sandbox: Sandbox, language: Language, code: string): Promise<Asking> {
  const engine = sandbox.engineFor(language)
  assert.ok(engine)
  const entry = 'answers'
  const opened: Opened = await engine.open({ language, code, entry, counted: false }, { limits, signal: new AbortController().signal })
  return {
    async answers(name, inputs) {
      const { kind, value, message } = await opened.run({ stdin: '', args: JSON.stringify([name, inputs]) })
      assert.ok(kind !== 'compile_error' && kind !== 'runtime_error', `${name}: ${message}`)
      if (kind !== 'ok') return undefined
      return (JSON.parse(value ?? '[]') as readonly (readonly unknown[])[]).map((one) => (one.length === 0 ? undefined : JSON.stringify(one[0])))
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  }
}

function pythonOf(solutions: readonly Named[]): string {
  const sources = solutions.map(({ name, code, entry }) => `  ${JSON.stringify(name)}: (${JSON.stringify(code)}, ${JSON.stringify(entry)}),\n`)
  return `solutions = {\n${sources.join('')}}

def answer(solve, args):
    try:
        return [solve(*args)]
    except Exception:
        return []

def answers(name, inputs):
    code, entry = solutions[name]
    names = {'__name__': 'solution'}
    exec(compile(code, 'solution', 'exec', dont_inherit=True), names)
    return [answer(names[entry], args) for args in inputs]
`
}

function typeScriptOf(solutions: readonly Named[]): string {
  const made = solutions.map(({ name, code, entry }) => `  ${JSON.stringify(name)}: () => {\n${code}\nreturn ${entry}\n},\n`)
  return `const solutions = {\n${made.join('')}}
function answers(name: string, inputs: unknown[][]): unknown[][] {
  const solve = solutions[name]()
  return inputs.map((args) => {
    try {
      return [solve(...args) ?? null]
    } catch {
      return []
    }
  })
}
`
}
