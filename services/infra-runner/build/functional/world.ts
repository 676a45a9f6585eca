/** What a tester of one design goes by: its operations, a client with its token, and rows made through the API for whoever needs one. */
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { type Answered, openClient, type Wanted } from '../asking.ts'
import type { Blueprint, Operation } from '../blueprint/blueprint.ts'
import { requiredOf } from '../blueprint/column.ts'
import { parametersOf } from '../blueprint/name.ts'
import type { Table } from '../blueprint/table.ts'
import type { Deployment } from '../provisioner.ts'
import { isReference, type Row, rowsOf, sentRow, strangerOf } from './rows.ts'

export interface World extends Disposable {
  readonly blueprint: Blueprint
  ask(wanted: Wanted, as?: 'nobody'): Promise<Answered>
  /** How many requests there were until now. */
  asked(): number
  /** A text that was never there. */
  name(): string
  tableOf(operation: Operation): Table | undefined
  /** Rows for an operation, with keys of rows elsewhere where it needs them. @throws NotMade */
  bodies(operation: Operation): Promise<fc.Arbitrary<Row>>
  /** A row that the operation finds: it is made, and its key is given. @throws NotMade */
  subject(operation: Operation): Promise<{ readonly key: string; readonly row: Row }>
  pathOf(operation: Operation, key: string): string
}

/** The API has no way to make what an operation needs. */
export class NotMade extends Error {}

const timeoutMs = 5000
const deepest = 3
const handedOnWithinMs = 5000
/** Of making a row: whoever is busy now may not be soon. */
const mostAttempts = 4
const againMs = 250

interface Surroundings {
  readonly seed: number
  readonly signal: AbortSignal
}

export function openWorld(
  deployment: Pick<Deployment, 'entryHost' | 'entryPorts' | 'token'>,
  blueprint: Blueprint,
  { seed, signal }: Surroundings,
): World {
  const client = openClient({ entryHost: deployment.entryHost, entryPorts: deployment.entryPorts, timeoutMs, signal })
  let requests = 0
  let names = 0
  const name = (): string => {
    names += 1
    return `q${seed.toString(36)}x${names.toString(36)}`
  }
  const tableOf = ({ table }: Operation): Table | undefined => blueprint.tables.find((one) => one.name === table)
  const ask: World['ask'] = (wanted, as) => {
    requests += 1
    const authorization: Record<string, string> = as === 'nobody' ? {} : { authorization: `Bearer ${deployment.token}` }
    return client.ask({ ...wanted, headers: { ...authorization, ...wanted.headers } })
  }
  const pathOf: World['pathOf'] = ({ path }, key) => path.replace(/\{\w+\}/g, () => encodeURIComponent(key))

  const made = async (table: string, depth: number): Promise<Row> => {
    const maker = blueprint.operations.find((one) => one.table === table && (one.plan === 'create' || one.plan === 'enqueue'))
    if (maker === undefined || depth > deepest) throw new NotMade(`No operation makes rows of ${table}.`)
    const [body] = fc.sample(await bodiesFor(maker, depth), { numRuns: 1, seed: seed + names })
    const sent = sentRow(body ?? {}, name)
    const wanted = { method: maker.method, path: pathOf(maker, name()), body: sent, headers: { 'idempotency-key': name() } }
    const answer = await answeredSoon(() => ask(wanted), signal)
    if (typeof answer === 'string') throw new NotMade(`${maker.id} was to make a row of ${table}: ${answer}.`)
    return { ...sent, ...(answer.body as Row) }
  }
  const bodiesFor = async (operation: Operation, depth: number): Promise<fc.Arbitrary<Row>> => {
    const table = tableOf(operation)
    if (table === undefined) throw new NotMade(`${operation.id} has no table.`)
    const given: Record<string, unknown> = {}
    for (const { columns, table: other, references } of table.foreignKeys) {
      if (!columns.some((column) => requiredOf(table).includes(column))) continue
      const parent = await made(other, depth + 1)
      const keys = references.length > 0 ? references : (blueprint.tables.find((one) => one.name === other)?.primaryKey ?? [])
      for (const [at, column] of columns.entries()) given[column] = parent[keys[at] ?? '']
    }
    return rowsOf(table, { found: foundBy(blueprint, table), given })
  }
  return {
    blueprint,
    ask,
    asked: () => requests,
    name,
    tableOf,
    pathOf,
    bodies: (operation) => bodiesFor(operation, 0),
    async subject(operation) {
      const { key: column = '', table = '' } = operation
      const row = await made(table, 0)
      const key = String(row[column] ?? '')
      const isLate = !blueprint.operations.some((one) => one.table === table && one.plan === 'create')
      const read = blueprint.operations.find((one) => one.table === table && one.plan === 'get' && one.key === column)
      if (isLate && read !== undefined) await there(() => ask({ method: 'GET', path: pathOf(read, key) }), signal)
      return { key, row }
    },
    [Symbol.dispose]: () => client[Symbol.dispose](),
  }
}

/** The first answer that says that a row was made, or what was said last. */
async function answeredSoon(ask: () => Promise<Answered>, signal: AbortSignal): Promise<Answered | string> {
  let seen = ''
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    if (attempt > 0) await pause(againMs, undefined, { signal })
    const answer = await ask().catch((error: unknown) => (error instanceof Error ? error.message : 'no answer'))
    signal.throwIfAborted()
    if (typeof answer !== 'string' && (answer.status === 201 || answer.status === 202)) return answer
    seen = typeof answer === 'string' ? answer : `${answer.status} ${answer.text.slice(0, 80)}`
  }
  return seen
}

/** Until a worker has kept it, or for long enough. */
async function there(ask: () => Promise<Answered>, signal: AbortSignal): Promise<void> {
  const end = performance.now() + handedOnWithinMs
  while (performance.now() < end && (await ask().catch(() => undefined))?.status !== 200) await pause(100, undefined, { signal })
}

/** Columns that some operation's path asks by, and that clients give. */
function foundBy({ operations }: Blueprint, table: Table): ReadonlySet<string> {
  const keys = operations.filter((one) => one.table === table.name && parametersOf(one.path).length > 0).flatMap(({ key }) => key ?? [])
  return new Set(keys.filter((key) => !isReference(table, key)))
}

export function stranger(world: World, operation: Operation): string {
  return strangerOf(world.tableOf(operation), operation.key ?? '', world.name)
}
