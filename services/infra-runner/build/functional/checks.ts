/** What is true of every operation by its plan: each check asks it, well or badly, and says what it saw instead. */
import fc from 'fast-check'
import type { Answered } from '../asking.ts'
import { isRead, type Operation } from '../blueprint/blueprint.ts'
import type { FunctionalCase, FunctionalKind } from '../derive/test-plan.ts'
import { ask, expected, keyed, type Seen, said, takesBody } from './asked.ts'
import { pagesOf } from './pages.ts'
import { isSame, type Row, sentRow, wrongOf } from './rows.ts'
import { worksOf } from './works.ts'
import { stranger, type World } from './world.ts'

/** One input and what it shows; fast-check looks for the smallest that shows something. */
export interface Check {
  readonly inputs: fc.Arbitrary<unknown>
  readonly runs: number
  shows(input: unknown): Promise<Seen>
}

export interface Checked {
  readonly world: World
  readonly operation: Operation
  readonly field: string
}

const fewRuns = 6

export const titles: Readonly<Record<FunctionalKind, (of: FunctionalCase) => string>> = {
  works: ({ operation }) => `${operation} does what it says`,
  'unknown-is-404': ({ operation }) => `${operation} says 404 for what is not there`,
  'missing-field-is-400': ({ operation, field }) => `${operation} says 400 without ${field}`,
  'wrong-type-is-400': ({ operation, field }) => `${operation} says 400 when ${field} is of another type`,
  'malformed-is-400': ({ operation }) => `${operation} says 400 to what is no row`,
  'unauthenticated-is-401': ({ operation }) => `${operation} says 401 to strangers`,
  'repeat-is-the-same': ({ operation }) => `${operation} is done once for a repeated key`,
  'page-is-bounded': ({ operation }) => `${operation} gives pages, and no row twice`,
  'deleted-is-gone': ({ operation }) => `what ${operation} removed is gone`,
}

export function checkOf(kind: FunctionalKind, checked: Checked): Promise<Check> {
  return makers[kind](checked)
}

const makers: Readonly<Record<FunctionalKind, (checked: Checked) => Promise<Check>>> = {
  works: worksOf,
  'unknown-is-404': async ({ world, operation }) => ({
    inputs: takesBody(operation) ? await world.bodies(operation) : fc.constant({}),
    runs: fewRuns,
    async shows(input) {
      const key = stranger(world, operation)
      const body = takesBody(operation) ? { body: sentRow(input as Row, world.name) } : {}
      return expected([404], await ask(world, operation, { key, ...body }))
    },
  }),
  'missing-field-is-400': async ({ world, operation, field }) => ({
    inputs: await world.bodies(operation),
    runs: fewRuns,
    async shows(input) {
      const { [field]: _, ...rest } = sentRow(input as Row, world.name)
      return expected([400, 422], await ask(world, operation, { body: rest }))
    },
  }),
  'wrong-type-is-400': async ({ world, operation, field }) => {
    const table = world.tableOf(operation)
    const wrong = table === undefined ? fc.constant({}) : wrongOf(table, field)
    return {
      inputs: fc.tuple(await world.bodies(operation), wrong),
      runs: fewRuns,
      async shows(input) {
        const [row, value] = input as readonly [Row, unknown]
        return expected([400, 422], await ask(world, operation, { body: { ...sentRow(row, world.name), [field]: value } }))
      },
    }
  },
  'malformed-is-400': async ({ world, operation }) => {
    const { key } = await keyed(world, operation)
    return {
      inputs: fc.constantFrom<unknown>('{"', '[]', 'null', '"text"', '[[[[[[', '{"no_such_field":1}', 'a=b&c=d'),
      runs: 7,
      shows: async (body) => expected([400, 415, 422], await ask(world, operation, { key, body })),
    }
  },
  'unauthenticated-is-401': async ({ world, operation }) => ({
    inputs: fc.constantFrom<Record<string, string>>({}, { authorization: '' }, { authorization: 'Bearer x' }, { authorization: 'Basic eDp5' }),
    runs: 4,
    async shows(headers) {
      const wanted = { method: operation.method, path: world.pathOf(operation, 'x'), body: isRead(operation) ? undefined : {} }
      return expected([401, 403], await world.ask({ ...wanted, headers: headers as Record<string, string> }, 'nobody'))
    },
  }),
  'repeat-is-the-same': async ({ world, operation }) => {
    const hasBody = takesBody(operation)
    const bodies = hasBody ? await world.bodies(operation) : fc.constant({})
    const { key } = await keyed(world, operation)
    return {
      inputs: bodies,
      runs: fewRuns,
      async shows(input) {
        const sent = hasBody ? sentRow(input as Row, world.name) : undefined
        const headers = { 'idempotency-key': world.name() }
        const again = (): Promise<Answered> => ask(world, operation, { key, body: sent, headers })
        const first = await again()
        const [second, third] = await Promise.all([again(), again()])
        if (first.status >= 400) return expected([200, 201, 202], first)
        const same = [second, third].every(({ status, body }) => status === first.status && isSame(first.body, body))
        return same ? undefined : `the first time ${said(first)}, then ${said(second)}`
      },
    }
  },
  'page-is-bounded': pagesOf,
  'deleted-is-gone': async ({ world, operation }) => ({
    inputs: fc.constant(undefined),
    runs: 2,
    async shows() {
      const { key } = await world.subject(operation)
      const first = await ask(world, operation, { key })
      if (first.status >= 300) return expected([200, 202, 204], first)
      const read = world.blueprint.operations.find(({ plan, table, key: by }) => plan === 'get' && table === operation.table && by === operation.key)
      const seen = read === undefined ? undefined : expected([404, 410], await ask(world, read, { key }))
      return seen === undefined ? expected([404, 410], await ask(world, operation, { key })) : `after it was removed, reading it: ${seen}`
    },
  }),
}
