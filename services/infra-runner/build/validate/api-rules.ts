/** Rules for operations: what each needs to work, and what callers need to live with it. */
import { isRead, type Operation, type Plan } from '../blueprint/blueprint.ts'
import { databaseOf, visitsOf } from '../derive/route.ts'
import type { Reading, Rule } from './rule.ts'

function perOperation(find: (operation: Operation, reading: Reading) => string | undefined): Rule['broken'] {
  return (reading) =>
    reading.blueprint.operations.flatMap((operation) => {
      const reason = find(operation, reading)
      return reason === undefined ? [] : [{ place: `operations.${operation.id}`, reason }]
    })
}

const needsTable = new Set<Plan>(['create', 'get', 'list', 'update', 'delete', 'counter', 'redirect'])
const needsKey = new Set<Plan>(['get', 'update', 'delete', 'counter', 'redirect'])
const needsValue = new Set<Plan>(['counter', 'redirect'])
const writes = new Set<Plan>(['create', 'update', 'delete', 'enqueue', 'counter'])

function sameEndpoint(one: { readonly method: string; readonly path: string }, other: { readonly method: string; readonly path: string }): boolean {
  return one.method === other.method && shapeOf(one.path) === shapeOf(other.path)
}

export function shapeOf(path: string): string {
  return path.replace(/\{\w+\}/g, '{}')
}

function isLinked({ blueprint: { links } }: Reading, from: string, to: string): boolean {
  return links.some((link) => link.from === from && link.to === to)
}

export const apiRules: readonly Rule[] = [
  {
    id: 'no-operations',
    area: 'api',
    severity: 'error',
    broken: ({ blueprint: { operations } }) =>
      operations.length === 0 ? [{ place: 'operations', reason: 'There is nothing that the system can be asked.' }] : [],
  },
  {
    id: 'operation-without-table',
    area: 'api',
    severity: 'error',
    broken: perOperation(({ plan, table, key, value }) => {
      if (needsTable.has(plan) && table === undefined) return `It is to ${plan} rows, and no table is named.`
      if (needsKey.has(plan) && key === undefined) return 'It is about one row, and no column is named to find it by.'
      return needsValue.has(plan) && value === undefined ? 'No column is named for what it gives or counts.' : undefined
    }),
  },
  {
    id: 'operation-without-database',
    area: 'api',
    severity: 'error',
    broken: perOperation(({ table, component }, { blueprint }) =>
      table !== undefined && databaseOf(blueprint, component) === undefined
        ? `${component} has no link to a database, and ${table} is in one.`
        : undefined,
    ),
  },
  {
    id: 'operation-unreachable',
    area: 'api',
    severity: 'error',
    broken: perOperation((operation, { blueprint }) =>
      visitsOf(blueprint, operation) === undefined ? `No link leads from where clients enter to ${operation.component}.` : undefined,
    ),
  },
  {
    id: 'operation-on-what-answers-nothing',
    area: 'api',
    severity: 'error',
    broken: perOperation(({ component }, { blueprint }) => {
      const kind = blueprint.components.find(({ id }) => id === component)?.kind
      return kind === 'service' ? undefined : `Services answer operations; ${component} is a ${kind}.`
    }),
  },
  {
    id: 'cache-not-linked',
    area: 'api',
    severity: 'error',
    broken: perOperation(({ cache, queue, component }, reading) => {
      const missing = [cache?.component, queue].find((id) => id !== undefined && !isLinked(reading, component, id))
      return missing === undefined ? undefined : `${component} uses ${missing}, and there is no link to it.`
    }),
  },
  {
    id: 'reads-that-write',
    area: 'api',
    severity: 'error',
    broken: perOperation((operation) =>
      isRead(operation) && writes.has(operation.plan) ? 'A GET that changes something is done again by caches, crawlers and retries.' : undefined,
    ),
  },
  {
    id: 'write-not-idempotent',
    area: 'api',
    severity: 'warning',
    broken: perOperation(({ method, idempotencyKey }) =>
      method === 'POST' && !idempotencyKey ? 'A client that lost the answer cannot ask again without doing it twice.' : undefined,
    ),
  },
  {
    id: 'list-unbounded',
    area: 'api',
    severity: 'error',
    broken: perOperation(({ plan, paginated }) =>
      plan === 'list' && !paginated ? 'It answers all rows there are, however many they become.' : undefined,
    ),
  },
  {
    id: 'write-without-auth',
    area: 'api',
    severity: 'warning',
    broken: perOperation((operation) => (!isRead(operation) && !operation.auth ? 'Everybody can write, in the name of nobody.' : undefined)),
  },
  {
    id: 'endpoint-unbound',
    area: 'api',
    severity: 'error',
    broken: ({ endpoints, blueprint }) =>
      endpoints
        .filter((endpoint) => !blueprint.operations.some((operation) => sameEndpoint(endpoint, operation)))
        .map(({ method, path }) => ({
          place: `api.${method} ${path}`,
          reason: 'The specification has it, and no component of the design answers it.',
        })),
  },
  {
    id: 'errors-undocumented',
    area: 'api',
    severity: 'warning',
    broken: ({ endpoints, documented }) =>
      endpoints
        .filter(({ statuses }) => documented && !statuses.some((status) => status >= 400))
        .map(({ method, path }) => ({ place: `api.${method} ${path}`, reason: 'No error is documented: callers cannot know what to do about one.' })),
  },
  {
    id: 'verb-in-path',
    area: 'api',
    severity: 'info',
    broken: perOperation(({ path }) =>
      /\/(?:get|create|update|delete|add|remove|fetch)(?:[A-Z/_-]|$)/.test(path) ? 'The method says what is done; the path says to what.' : undefined,
    ),
  },
]
