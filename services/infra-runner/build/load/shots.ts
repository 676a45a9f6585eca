/** The requests that traffic is made of: of each operation its part, ready to be sent, with rows that are there before it begins. */
import fc from 'fast-check'
import type { Operation } from '../blueprint/blueprint.ts'
import type { TestPlan } from '../derive/test-plan.ts'
import type { Row } from '../functional/rows.ts'
import { NotMade, type World } from '../functional/world.ts'

export interface Shot {
  readonly operation: string
  readonly plan: Operation['plan']
  readonly weight: number
  readonly method: string
  readonly path: string
  /** One of them is put into the path; empty: a new name. */
  readonly keys: readonly string[]
  /** One of them is sent; values that have to be new stand for themselves. Empty: nothing is sent. */
  readonly bodies: readonly Row[]
  /** Writes that are told once for their key. */
  readonly idempotent: boolean
  /** Of a write: where in its answer the key is by which what was written is read, and how it is read. */
  readonly readBack?: { readonly table: string; readonly column: string; readonly path: string }
}

const manyKeys = 40
const manyBodies = 40
const atOnce = 8

export interface Traffic {
  readonly shots: readonly Shot[]
  /** Operations that could not be asked for, and why. */
  readonly left: readonly string[]
}

export async function trafficOf(world: World, mix: TestPlan['performance']['mix'], seed: number): Promise<Traffic> {
  const shots: Shot[] = []
  const left: string[] = []
  for (const { operation: id, weight } of mix) {
    const operation = world.blueprint.operations.find((one) => one.id === id)
    if (operation === undefined || weight === 0) continue
    try {
      shots.push(await shotOf(world, operation, { weight, seed }))
    } catch (error) {
      if (!(error instanceof NotMade)) throw error
      left.push(`${id}: ${error.message}`)
    }
  }
  return { shots, left }
}

const sends = new Set<Operation['plan']>(['create', 'update', 'enqueue'])

async function shotOf(world: World, operation: Operation, { weight, seed }: { readonly weight: number; readonly seed: number }): Promise<Shot> {
  const { id, plan, method, path, idempotencyKey, key } = operation
  const needsRow = path.includes('{') && plan !== 'create' && plan !== 'enqueue'
  const bodies = sends.has(plan) ? fc.sample(await world.bodies(operation), { numRuns: manyBodies, seed }) : []
  const back = plan === 'create' || plan === 'enqueue' ? readBackOf(world, operation) : undefined
  return {
    operation: id,
    plan,
    weight,
    method,
    path,
    keys: needsRow ? await keysOf(world, operation) : [],
    bodies: plan === 'update' ? bodies.map((body) => withoutKeys(world, operation, body, key)) : bodies,
    idempotent: idempotencyKey,
    ...(back === undefined ? {} : { readBack: back }),
  }
}

function withoutKeys(world: World, operation: Operation, body: Row, key: string | undefined): Row {
  const table = world.tableOf(operation)
  const fixed = new Set([...(table?.primaryKey ?? []), ...(table?.uniques.flat() ?? []), key])
  return Object.fromEntries(Object.entries(body).filter(([name]) => !fixed.has(name)))
}

async function keysOf(world: World, operation: Operation): Promise<readonly string[]> {
  const keys: string[] = []
  while (keys.length < manyKeys) {
    const made = await Promise.all(Array.from({ length: atOnce }, () => world.subject(operation)))
    keys.push(...made.map(({ key }) => key))
  }
  return keys
}

function readBackOf({ blueprint }: World, { table }: Operation): Shot['readBack'] {
  const read = blueprint.operations.find((one) => one.plan === 'get' && one.table === table && one.key !== undefined)
  return read?.key === undefined ? undefined : { table: read.table ?? '', column: read.key, path: read.path }
}
