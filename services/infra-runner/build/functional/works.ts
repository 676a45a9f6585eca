/** What an operation does when it is asked well: its status, and what was sent is what is there. */
import fc from 'fast-check'
import type { Answered } from '../asking.ts'
import type { Operation } from '../blueprint/blueprint.ts'
import { ask, different, expected, keyed, type Seen, takesBody } from './asked.ts'
import type { Check, Checked } from './checks.ts'
import { type Row, rowsOf, sentRow } from './rows.ts'
import type { World } from './world.ts'

const fewRuns = 6
const manyRuns = 12

const good: Readonly<Record<Operation['plan'], readonly number[]>> = {
  create: [201],
  get: [200],
  list: [200],
  update: [200],
  delete: [204, 200],
  counter: [200],
  redirect: [301, 302, 303, 307, 308],
  enqueue: [202],
}

export async function worksOf({ world, operation }: Checked): Promise<Check> {
  const hasBody = takesBody(operation)
  const change = operation.plan === 'update' ? changesOf(world, operation) : undefined
  return {
    inputs: hasBody ? (change ?? (await world.bodies(operation))) : fc.constant({}),
    runs: hasBody ? manyRuns : fewRuns,
    async shows(input) {
      const { key, row } = await keyed(world, operation)
      const body = hasBody ? sentRow(input as Row, world.name) : undefined
      const answer = await ask(world, operation, { key, body })
      const column = operation.key ?? ''
      const wanted = body ?? (operation.plan === 'get' ? { [column]: row[column] } : {})
      return expected(good[operation.plan], answer) ?? shapeOf(operation.plan, answer) ?? different(wanted, answer.body ?? {})
    },
  }
}

function shapeOf(plan: Operation['plan'], { headers, body }: Answered): Seen {
  if (plan === 'redirect') return headers.location === undefined ? 'there is no location' : undefined
  if (plan === 'list') return Array.isArray((body as { items?: unknown }).items) ? undefined : 'there are no items'
  return undefined
}

/** Fields that may change: no keys, and none that point elsewhere. */
function changesOf(world: World, operation: Operation): fc.Arbitrary<Row> {
  const table = world.tableOf(operation)
  if (table === undefined) return fc.constant({})
  const fixed = new Set([...table.primaryKey, ...table.uniques.flat(), operation.key ?? ''])
  const free = table.columns.filter(({ name, fills }) => !fixed.has(name) && fills !== 'serial')
  const some = { ...table, columns: free, primaryKey: [], uniques: [] }
  return rowsOf(some, { found: new Set(free.slice(0, 1).map(({ name }) => name)), given: {} })
}
