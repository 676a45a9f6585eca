/** A blueprint out of JSON that anybody may have written: refused with every place that is wrong, never with an exception. */
import type { FieldProblem } from '@quint/runtime/failure.ts'
import { type Blueprint, blueprintSchema, type Operation } from './blueprint.ts'
import type { Table } from './table.ts'

export type Read<T> = { readonly kind: 'read'; readonly value: T } | { readonly kind: 'refused'; readonly problems: readonly FieldProblem[] }

export const mostBytes = 256 * 1024
const mostProblems = 50

export function refused(path: string, message: string): { readonly kind: 'refused'; readonly problems: readonly FieldProblem[] } {
  return { kind: 'refused', problems: [{ path, message }] }
}

export function readBlueprint(text: string): Read<Blueprint> {
  if (Buffer.byteLength(text) > mostBytes) return refused('', `A blueprint has at most ${mostBytes / 1024} KiB.`)
  try {
    return blueprintFrom(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return refused('', `This is not JSON: ${error.message.slice(0, 200)}`)
    throw error
  }
}

export function blueprintFrom(value: unknown): Read<Blueprint> {
  const parsed = blueprintSchema.safeParse(value)
  if (!parsed.success)
    return { kind: 'refused', problems: parsed.error.issues.slice(0, mostProblems).map(({ path, message }) => ({ path: path.join('.'), message })) }
  const problems = dangling(parsed.data)
  return problems.length === 0 ? { kind: 'read', value: parsed.data } : { kind: 'refused', problems: problems.slice(0, mostProblems) }
}

/** Names that are said twice, or point at nothing. */
function dangling(blueprint: Blueprint): readonly FieldProblem[] {
  const { components, links, operations, tables, objectives } = blueprint
  const known = new Set(components.map(({ id }) => id))
  const zones = new Set(blueprint.zones)
  const named = new Set(operations.map(({ id }) => id))
  return [
    ...repeated('components', components, ({ id }) => id),
    ...repeated('operations', operations, ({ id }) => id),
    ...repeated('operations', operations, ({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`),
    ...repeated('tables', tables, ({ name }) => name),
    ...repeated('links', links, ({ from, to, protocol }) => `${from} ${to} ${protocol}`),
    ...components.flatMap((one, at) => missing(zones, one.zones, `components.${at}.zones`)),
    ...links.flatMap(({ from, to }, at) => [
      ...missing(known, [from, to], `links.${at}`),
      ...(from === to ? [{ path: `links.${at}`, message: 'a component does not call itself over a link' }] : []),
    ]),
    ...operations.flatMap((one, at) => operationProblems(blueprint, one, `operations.${at}`)),
    ...tables.flatMap((one, at) => tableProblems(one, `tables.${at}`)),
    ...objectives.flatMap(({ operation }, at) => missing(named, [operation], `objectives.${at}.operation`)),
  ]
}

function operationProblems(
  { components, tables }: Blueprint,
  { component, cache, queue, table, key, value }: Operation,
  path: string,
): FieldProblem[] {
  const known = new Set(components.map(({ id }) => id))
  const found = tables.find(({ name }) => name === table)
  if (table !== undefined && found === undefined) return [{ path: `${path}.table`, message: `there is no ${table}` }]
  const columns = new Set(found?.columns.map(({ name }) => name))
  return [...missing(known, [component, cache?.component, queue], path), ...missing(columns, [key, value], path)]
}

function tableProblems({ columns, primaryKey, uniques, indexes, foreignKeys, partitionBy }: Table, path: string): FieldProblem[] {
  const own = new Set(columns.map(({ name }) => name))
  const used = [...primaryKey, ...uniques.flat(), ...indexes.flat(), ...foreignKeys.flatMap((key) => key.columns), partitionBy]
  return [...repeated(`${path}.columns`, columns, ({ name }) => name), ...missing(own, used, path)]
}

function missing(known: ReadonlySet<string>, names: readonly (string | undefined)[], path: string): FieldProblem[] {
  return names.flatMap((name) => (name === undefined || known.has(name) ? [] : [{ path, message: `there is no ${name}` }]))
}

function repeated<T>(path: string, items: readonly T[], nameOf: (item: T) => string): FieldProblem[] {
  const seen = new Set<string>()
  return items.flatMap((item, at) => {
    const name = nameOf(item)
    if (seen.has(name)) return [{ path: `${path}.${at}`, message: `${name} is there twice` }]
    seen.add(name)
    return []
  })
}
