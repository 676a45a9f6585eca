/** Functional tests of a running design: each case of its plan with generated requests, then what the problem asks of every design. */
import fc from 'fast-check'
import type { FunctionalCase } from '../derive/test-plan.ts'
import type { Pack } from '../packs/pack.ts'
import type { FunctionalEvent, Trial, Untimed } from '../trial.ts'
import { type Check, checkOf, titles } from './checks.ts'
import { semanticTest } from './semantic.ts'
import { NotMade, type World } from './world.ts'

type Functional = Untimed<FunctionalEvent>

const atOnce = 4
const eachWithinMs = 6000

export async function* functionalTests(world: World, trial: Trial, signal: AbortSignal): AsyncGenerator<Functional, void, undefined> {
  const { tests, pack, seed } = trial
  const asked = new Set(tests.functional.map(({ operation }) => operation))
  const works: readonly (() => Promise<Functional>)[] = [
    ...tests.functional.map((one) => () => tested(world, one, seed)),
    ...[...asked].map((operation) => () => neverFails(world, operation, trial)),
    ...(pack === undefined ? [] : semantics(world, pack)),
  ]
  yield* asTheyEnd(works, signal)
}

function semantics(world: World, { semantics }: Pack): readonly (() => Promise<Functional>)[] {
  return semantics.map((one) => () => semanticTest(world, one))
}

async function tested(world: World, one: FunctionalCase, seed: number): Promise<Functional> {
  const told = { kind: 'functional', title: titles[one.kind](one), check: one.kind, operation: one.operation } as const
  const operation = world.blueprint.operations.find(({ id }) => id === one.operation)
  if (operation === undefined) return { ...told, passed: false, requests: 0, example: 'there is no such operation' }
  const before = world.asked()
  try {
    const example = await exampleOf(await checkOf(one.kind, { world, operation, field: one.field ?? '' }), seed)
    return { ...told, passed: example === undefined, requests: world.asked() - before, ...(example === undefined ? {} : { example }) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    const example = error instanceof NotMade ? reason : `no answer: ${reason}`
    return { ...told, passed: false, requests: world.asked() - before, example }
  }
}

/** What failed is asked once more: only what fails again is told. */
async function exampleOf({ inputs, runs, shows }: Check, seed: number): Promise<string | undefined> {
  const property = fc.asyncProperty(inputs, async (input) => (await shows(input)) === undefined)
  const { failed, counterexample } = await fc.check(property, { seed, numRuns: runs, interruptAfterTimeLimit: eachWithinMs })
  const [input] = counterexample ?? []
  if (!failed || counterexample === null) return undefined
  const seen = await shows(input)
  return seen === undefined ? undefined : `${JSON.stringify(input)?.slice(0, 200) ?? ''}: ${seen}`
}

const oddPaths = ['%00', '%2e%2e%2f', '%F0%9F%99%82', "'", '%22%3E%3Cscript%3E', 'a'.repeat(2000), '-1', '1e999']
const odd = ['', '?limit=-1', '?limit=99999999999', '?after=%00', '?limit=a&limit=b']

/** Whatever is asked, the service's own failure is no answer; nor is a status that the specification does not know. */
async function neverFails(world: World, id: string, { api }: Trial): Promise<Functional> {
  const told = { kind: 'functional', title: `${id} never fails by itself, whatever it is asked`, check: 'no-server-error', operation: id } as const
  const operation = world.blueprint.operations.find((one) => one.id === id)
  if (operation === undefined) return { ...told, passed: false, requests: 0, example: 'there is no such operation' }
  const { method, path } = operation
  const documented =
    api?.endpoints.find((one) => one.method === method && one.path.replace(/\{\w+\}/g, '{}') === path.replace(/\{\w+\}/g, '{}'))?.statuses ?? []
  const paths = path.includes('{') ? oddPaths.map((word) => path.replace(/\{\w+\}/g, () => word)) : odd.map((query) => `${path}${query}`)
  let example: string | undefined
  for (const asked of paths) example ??= await wrongOf(world, { method, path: asked, documented })
  return { ...told, passed: example === undefined, requests: paths.length, ...(example === undefined ? {} : { example }) }
}

interface Odd {
  readonly method: string
  readonly path: string
  /** Statuses of the specification; empty: it has none. */
  readonly documented: readonly number[]
}

async function wrongOf(world: World, { method, path, documented }: Odd): Promise<string | undefined> {
  const place = `${method} ${path.slice(0, 80)}`
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} }
  const answer = await world.ask({ method, path, ...body }).catch((error: unknown) => (error instanceof Error ? error.message : 'no answer'))
  if (typeof answer === 'string') return `${place}: ${answer}`
  const { status, text } = answer
  if (status >= 500) return `${place}: ${status} ${text.slice(0, 120)}`
  // A specification that says nothing of errors is a finding of the rules, once; here it would be one of every operation.
  const saysErrors = documented.some((one) => one >= 400)
  return saysErrors && !documented.includes(status) && status !== 401 ? `${place}: ${status} is not in the specification` : undefined
}

/** A few at once; each is told as soon as it ends. */
async function* asTheyEnd<T>(works: readonly (() => Promise<T>)[], signal: AbortSignal): AsyncGenerator<T, void, undefined> {
  const waiting = [...works]
  const open = new Map<number, Promise<readonly [number, T]>>()
  let begun = 0
  while (waiting.length > 0 || open.size > 0) {
    signal.throwIfAborted()
    while (open.size < atOnce) {
      const work = waiting.shift()
      if (work === undefined) break
      begun += 1
      const at = begun
      open.set(
        at,
        work().then((done) => [at, done] as const),
      )
    }
    const [at, done] = await Promise.race(open.values())
    open.delete(at)
    // What was given up in the middle is no finding.
    signal.throwIfAborted()
    yield done
  }
}
