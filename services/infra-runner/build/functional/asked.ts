/** How checks ask an operation, and what they make of its answer. */
import type { Answered, Wanted } from '../asking.ts'
import type { Operation } from '../blueprint/blueprint.ts'
import { isSame, type Row } from './rows.ts'
import type { World } from './world.ts'

/** Nothing, or what was seen instead of what has to be so. */
export type Seen = string | undefined

export function takesBody({ plan }: Operation): boolean {
  return plan === 'create' || plan === 'update' || plan === 'enqueue'
}

/** A row where the operation asks for one. */
export async function keyed(world: World, operation: Operation): Promise<{ readonly key: string; readonly row: Row }> {
  const needsRow = operation.path.includes('{') && operation.plan !== 'create' && operation.plan !== 'enqueue'
  return needsRow ? await world.subject(operation) : { key: world.name(), row: {} }
}

interface With {
  readonly key?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export function ask(world: World, operation: Operation, { key = world.name(), body, headers }: With): Promise<Answered> {
  const wanted: Wanted = { method: operation.method, path: world.pathOf(operation, key), body }
  return world.ask(headers === undefined ? wanted : { ...wanted, headers })
}

export function expected(statuses: readonly number[], answer: Answered): Seen {
  return statuses.includes(answer.status) ? undefined : said(answer)
}

export function said({ status, text }: Answered): string {
  return `${status} ${text.slice(0, 160)}`.trim()
}

export function different(sent: Row, seen: unknown): Seen {
  if (typeof seen !== 'object' || seen === null) return 'the answer is no row'
  const wrong = Object.entries(sent).find(([name, value]) => !isSame(value, (seen as Row)[name]))
  if (wrong === undefined) return undefined
  const [name, value] = wrong
  return `${name} was sent as ${JSON.stringify(value).slice(0, 80)} and is ${JSON.stringify((seen as Row)[name])?.slice(0, 80)}`
}
