/** What an endpoint means in a design: which component answers it, from which table and how; guessed by its path where nobody said it. */
import type { BlueprintDraft, Plan } from '../blueprint/blueprint.ts'
import { parametersOf } from '../blueprint/name.ts'
import type { Column, Table } from '../blueprint/table.ts'
import type { Endpoint } from '../input/endpoint.ts'

export type OperationDraft = NonNullable<BlueprintDraft['operations']>[number]

export interface Ground {
  readonly components: readonly { readonly id: string; readonly kind: string }[]
  readonly tables: readonly Table[]
}

const addressColumn = /url|uri|href|target|location/
const numbers: readonly Column['type'][] = ['int', 'bigint', 'double', 'numeric']

/** @returns undefined where nothing is there that could answer. */
export function boundTo({ components, tables }: Ground, endpoint: Endpoint): OperationDraft | undefined {
  const services = components.filter(({ kind }) => kind === 'service')
  const segments = endpoint.path.split('/').filter((part) => part !== '' && !part.startsWith('{'))
  const component = services.find(({ id }) => segments.some((segment) => isAbout(id, segment))) ?? services[0]
  if (component === undefined) return undefined
  const table = tableFor(tables, segments)
  const { id, method, path, auth, idempotencyKey, paginated } = endpoint
  const plan = planOf(endpoint, table)
  const said = { id, method, path, component: component.id, plan, auth, idempotencyKey, paginated }
  if (table === undefined) return said
  const key = keyOf(table, path)
  const value = plan === 'redirect' ? addressOf(table) : plan === 'counter' ? countOf(table) : undefined
  return { ...said, table: table.name, ...(takesKey(plan) && key !== undefined ? { key } : {}), ...(value === undefined ? {} : { value }) }
}

/** `/notes/{id}` of the table `notes`; the last segment that names one, else the first table. */
function tableFor(tables: readonly Table[], segments: readonly string[]): Table | undefined {
  for (const segment of segments.toReversed()) {
    const found = tables.find(({ name }) => isAbout(name, segment))
    if (found !== undefined) return found
  }
  return tables[0]
}

function isAbout(name: string, segment: string): boolean {
  return singular(name) === singular(segment)
}

function singular(word: string): string {
  return word
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/ies$/, 'y')
    .replace(/s$/, '')
}

function planOf({ method, path, idempotencyKey }: Endpoint, table: Table | undefined): Plan {
  const parts = path.split('/').filter((part) => part !== '')
  const last = parts.at(-1) ?? ''
  const named = last.startsWith('{')
  if (method === 'GET') return named ? (parts.length === 1 && addressOf(table) !== undefined ? 'redirect' : 'get') : 'list'
  if (method === 'DELETE') return 'delete'
  if (method === 'PUT' || method === 'PATCH') return 'update'
  const inside = parts.slice(0, -1).some((part) => part.startsWith('{'))
  if (inside && !idempotencyKey && countOf(table) !== undefined) return 'counter'
  return 'create'
}

function takesKey(plan: Plan): boolean {
  return plan === 'get' || plan === 'update' || plan === 'delete' || plan === 'counter' || plan === 'redirect'
}

function keyOf({ columns, primaryKey }: Table, path: string): string | undefined {
  const parameter = parametersOf(path).at(-1)
  return columns.find(({ name }) => name === parameter)?.name ?? primaryKey[0]
}

function addressOf(table: Table | undefined): string | undefined {
  return table?.columns.find(({ name, type }) => type === 'text' && addressColumn.test(name))?.name
}

function countOf(table: Table | undefined): string | undefined {
  return table?.columns.find(({ name, type }) => numbers.includes(type) && !table.primaryKey.includes(name))?.name
}
