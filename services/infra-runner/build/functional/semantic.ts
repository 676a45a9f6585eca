/** What a problem asks of every design of it: requests in order, each with what its answer has to be. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Answered, Wanted } from '../asking.ts'
import type { Semantic, SemanticStep } from '../packs/pack.ts'
import type { FunctionalEvent, Untimed } from '../trial.ts'
import { isSame } from './rows.ts'
import type { World } from './world.ts'

const againMs = 100
const soonMs = 5000

export async function semanticTest(world: World, { title, steps }: Semantic): Promise<Untimed<FunctionalEvent>> {
  const told = { kind: 'functional', title, check: 'semantic' } as const
  const kept: Record<string, string> = {}
  const before = world.asked()
  for (const step of steps) {
    const seen = await taken(world, step, kept).catch((error: unknown) => `no answer: ${error instanceof Error ? error.message : ''}`)
    if (seen !== undefined) return { ...told, passed: false, requests: world.asked() - before, example: `${step.method} ${step.path}: ${seen}` }
  }
  return { ...told, passed: true, requests: world.asked() - before }
}

/** Nothing, or what was seen instead. */
async function taken(world: World, step: SemanticStep, kept: Record<string, string>): Promise<string | undefined> {
  const wanted = wantedOf(world, step, kept)
  if (step.atOnce !== undefined) return manyOf(await Promise.all(Array.from({ length: step.atOnce }, () => world.ask(wanted))), step)
  if (step.tries !== undefined) return await triedAgain(world, { ...wanted, headers: { 'idempotency-key': world.name() } }, step)
  const end = performance.now() + (step.eventually === true ? soonMs : 0)
  for (;;) {
    const answer = await world.ask(wanted)
    const seen = wrongOf(answer, step)
    if (seen === undefined) {
      for (const [name, field] of Object.entries(step.keep ?? {})) kept[name] = String(fieldOf(answer, field) ?? '')
      return undefined
    }
    if (performance.now() >= end) return seen
    await pause(againMs)
  }
}

async function triedAgain(world: World, wanted: Wanted, step: SemanticStep): Promise<string | undefined> {
  const first = await world.ask(wanted)
  const wrong = wrongOf(first, step)
  for (let tries = 1; wrong === undefined && tries < (step.tries ?? 1); tries += 1) {
    const again = await world.ask(wanted)
    if (again.status !== first.status || !isSame(first.body, again.body))
      return `the first try made ${first.text.slice(0, 80)}, try ${tries + 1} under the same key ${again.text.slice(0, 80)}`
  }
  return wrong
}

/** `{random}` is a new text, other names are what was kept under them. */
function wantedOf(world: World, { method, path, body }: SemanticStep, kept: Readonly<Record<string, string>>): Wanted {
  const filled = (text: string, encode: (value: string) => string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => (name === 'random' ? world.name() : kept[name] === undefined ? whole : encode(kept[name])))
  const fieldsOf = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? filled(value, String) : value]))
  return { method, path: filled(path, encodeURIComponent), ...(body === undefined ? {} : { body: fieldsOf(body) }) }
}

function wrongOf(answer: Answered, { status, expect = {} }: SemanticStep): string | undefined {
  if (answer.status !== status) return `${answer.status} instead of ${status}: ${answer.text.slice(0, 120)}`
  const wrong = Object.entries(expect).find(([name, value]) => !isSame(value, fieldOf(answer, name)))
  return wrong === undefined ? undefined : `${wrong[0]} is ${JSON.stringify(fieldOf(answer, wrong[0]))} instead of ${JSON.stringify(wrong[1])}`
}

function manyOf(answers: readonly Answered[], { status, others }: SemanticStep): string | undefined {
  const good = answers.filter((answer) => answer.status === status).length
  const rest = answers.filter((answer) => answer.status === (others ?? status)).length
  const isRight = others === undefined ? good === answers.length : good === 1 && rest === answers.length - 1
  return isRight ? undefined : `of ${answers.length} at once: ${answers.map((answer) => answer.status).join(', ')}`
}

function fieldOf({ headers, body }: Answered, name: string): unknown {
  if (name.startsWith('header:')) return headers[name.slice('header:'.length)]
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined
}
