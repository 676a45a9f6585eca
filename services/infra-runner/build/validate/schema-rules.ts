/** Rules for tables: keys, references, indexes for what the API asks, types, growth. */
import { columnOf, isFoundBy } from '../blueprint/column.ts'
import type { Column, Table } from '../blueprint/table.ts'
import type { Broken, Rule } from './rule.ts'

const fiveYearsDays = 5 * 365
const mostInt = 2 ** 31
const manyRowsPerDay = 5_000_000

function perTable(find: (table: Table, tables: readonly Table[]) => readonly string[]): Rule['broken'] {
  return ({ blueprint: { tables } }) => tables.flatMap((table) => find(table, tables).map((reason) => ({ place: `tables.${table.name}`, reason })))
}

function perColumn(find: (column: Column, table: Table) => string | undefined): Rule['broken'] {
  return ({ blueprint: { tables } }) =>
    tables.flatMap((table) =>
      table.columns.flatMap((column): readonly Broken[] => {
        const reason = find(column, table)
        return reason === undefined ? [] : [{ place: `tables.${table.name}.${column.name}`, reason }]
      }),
    )
}

export const schemaRules: readonly Rule[] = [
  {
    id: 'no-primary-key',
    area: 'schema',
    severity: 'error',
    broken: perTable(({ primaryKey }) =>
      primaryKey.length === 0 ? ['It has no primary key: no row of it can be named, changed or replicated for sure.'] : [],
    ),
  },
  {
    id: 'foreign-key-dangling',
    area: 'schema',
    severity: 'error',
    broken: perTable(({ foreignKeys }, tables) =>
      foreignKeys.flatMap(({ columns, table, references }) => {
        const target = tables.find(({ name }) => name === table)
        if (target === undefined) return [`${columns.join(', ')} refers to ${table}, and there is no such table.`]
        const to = references.length === 0 ? target.primaryKey : references
        const isKey = [target.primaryKey, ...target.uniques].some((key) => key.length === to.length && key.every((name) => to.includes(name)))
        return to.length === columns.length && isKey ? [] : [`${columns.join(', ')} refers to ${table}(${to.join(', ')}), which is no key there.`]
      }),
    ),
  },
  {
    id: 'foreign-key-type',
    area: 'schema',
    severity: 'error',
    broken: perTable((table, tables) =>
      table.foreignKeys.flatMap(({ columns, table: name, references }) => {
        const target = tables.find((one) => one.name === name)
        const to = references.length === 0 ? (target?.primaryKey ?? []) : references
        return columns.flatMap((column, at) => {
          const [own, other] = [columnOf(table, column)?.type, target === undefined ? undefined : columnOf(target, to[at] ?? '')?.type]
          return own === undefined || other === undefined || alike(own, other) ? [] : [`${column} is ${own}, what it refers to is ${other}.`]
        })
      }),
    ),
  },
  {
    id: 'foreign-key-unindexed',
    area: 'schema',
    severity: 'warning',
    broken: perTable((table) =>
      table.foreignKeys.flatMap(({ columns: [first = ''] }) =>
        isFoundBy(table, first) ? [] : [`${first} has no index: finding what belongs to a row, or deleting that row, reads the whole table.`],
      ),
    ),
  },
  {
    id: 'lookup-unindexed',
    area: 'schema',
    severity: 'error',
    broken: ({ blueprint: { tables, operations } }) =>
      operations.flatMap(({ id, table: name, key }) => {
        const table = tables.find((one) => one.name === name)
        if (table === undefined || key === undefined || isFoundBy(table, key)) return []
        return [{ place: `tables.${table.name}.${key}`, reason: `${id} looks rows up by it, and it has no index: each call reads the whole table.` }]
      }),
  },
  {
    id: 'money-in-floats',
    area: 'schema',
    severity: 'warning',
    broken: perColumn(({ name, type }) =>
      type === 'double' && /price|amount|balance|cost|total/.test(name) ? 'Money in binary fractions loses cents.' : undefined,
    ),
  },
  {
    id: 'time-as-text',
    area: 'schema',
    severity: 'warning',
    broken: perColumn(({ name, type }) =>
      type === 'text' && /_at$|_time$|^date/.test(name) ? 'A time as text cannot be compared or indexed as one.' : undefined,
    ),
  },
  {
    id: 'key-runs-out',
    area: 'schema',
    severity: 'error',
    broken: perColumn(({ name, type, fills }, { primaryKey, rowsPerDay = 0 }) =>
      type === 'int' && fills === 'serial' && primaryKey.includes(name) && rowsPerDay * fiveYearsDays > mostInt
        ? `At ${rowsPerDay} rows a day a 32-bit key runs out within five years.`
        : undefined,
    ),
  },
  {
    id: 'grows-unpartitioned',
    area: 'schema',
    severity: 'warning',
    broken: perTable(({ rowsPerDay = 0, partitionBy }) =>
      rowsPerDay >= manyRowsPerDay && partitionBy === undefined
        ? [`It grows by ${rowsPerDay} rows a day in one piece: old rows cannot be dropped cheaply.`]
        : [],
    ),
  },
  {
    id: 'index-twice',
    area: 'schema',
    severity: 'info',
    broken: perTable(({ primaryKey, uniques, indexes }) =>
      indexes.flatMap((index, at) => {
        const others = [primaryKey, ...uniques, ...indexes.filter((_, other) => other !== at)]
        const covered = others.some(
          (other, n) => index.every((name, place) => other[place] === name) && (other.length > index.length || n <= uniques.length),
        )
        return covered ? [`The index on ${index.join(', ')} is the beginning of another one.`] : []
      }),
    ),
  },
  {
    id: 'password-kept',
    area: 'schema',
    severity: 'warning',
    broken: perColumn(({ name }) =>
      /^pass(?:word|wd)?$/.test(name) ? 'Passwords that are kept as they are belong to whoever reads the table once.' : undefined,
    ),
  },
]

const whole = new Set<string>(['int', 'bigint'])

function alike(one: string, other: string): boolean {
  return one === other || (whole.has(one) && whole.has(other))
}
