/** Rows that a table takes, out of the types of its columns: as odd as the types allow, and smaller when one of them fails. */
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { columnOf, isMade, requiredOf } from '../blueprint/column.ts'
import type { Column, Table } from '../blueprint/table.ts'

export type Row = Readonly<Record<string, unknown>>

const dayMs = 86_400_000
/** Where a column wants values that were never there: a text that no other request has. */
const fresh = '\u0001fresh'

/**
 * @param found columns that rows are asked for by; they get a value that is new and fits in a path.
 * @param given columns whose values are known, such as keys of rows elsewhere.
 */
export function rowsOf(table: Table, { found, given }: { readonly found: ReadonlySet<string>; readonly given: Row }): fc.Arbitrary<Row> {
  const unique = new Set([...table.uniques.flat(), ...found])
  const required = new Set([...requiredOf(table), ...found])
  const references = new Set(table.foreignKeys.flatMap(({ columns }) => columns))
  const parts: Record<string, fc.Arbitrary<unknown>> = {}
  const needed: string[] = []
  for (const column of table.columns) {
    const { name } = column
    if (isFilled(table, column) || (references.has(name) && !Object.hasOwn(given, name))) continue
    parts[name] = Object.hasOwn(given, name) ? fc.constant(given[name]) : unique.has(name) ? newOf(column) : anyOf(column)
    if (required.has(name) || Object.hasOwn(given, name)) needed.push(name)
  }
  return fc.record(parts, { requiredKeys: needed })
}

/** Whatever Postgres or the service puts there is left to them. */
function isFilled(table: Table, { name, fills }: Column): boolean {
  return isMade(table, name) || fills === 'serial' || (fills === 'uuid' && table.primaryKey[0] === name)
}

export function isReference(table: Table, name: string): boolean {
  return table.foreignKeys.some(({ columns }) => columns.includes(name))
}

function newOf({ type }: Column): fc.Arbitrary<unknown> {
  if (type === 'text') return fc.constant(fresh)
  if (type === 'uuid') return fc.uuid()
  if (type === 'int') return fc.integer({ min: 1, max: 2_000_000_000 })
  return type === 'bigint' ? fc.maxSafeNat() : anyOf({ type })
}

function anyOf({ type }: Pick<Column, 'type'>): fc.Arbitrary<unknown> {
  switch (type) {
    case 'text':
      return fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.constantFrom("'; drop table x; --", '\r\nset-cookie: a=b', '{{7*7}}', ' ', '🙂'),
      )
    case 'int':
      return fc.integer()
    case 'bigint':
      return fc.maxSafeInteger()
    case 'double':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'numeric':
      return fc.integer({ min: -1_000_000, max: 1_000_000 }).map((hundredths) => hundredths / 100)
    case 'boolean':
      return fc.boolean()
    case 'timestamp':
      return dates().map((date) => date.toISOString())
    case 'date':
      return dates().map((date) => date.toISOString().slice(0, 10))
    case 'uuid':
      return fc.uuid()
    case 'json':
      return fc.dictionary(fc.string({ unit: 'grapheme-ascii', maxLength: 8 }), fc.oneof(fc.integer(), fc.boolean(), fc.constant(null)), {
        maxKeys: 4,
      })
    case 'bytes':
      return fc.string({ unit: 'grapheme-ascii', maxLength: 40 }).map((text) => text.replaceAll('\\', ''))
  }
}

function dates(): fc.Arbitrary<Date> {
  return fc.date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
}

/** A value that no column of the type takes. */
export function wrongOf(table: Table, name: string): fc.Arbitrary<unknown> {
  const type = columnOf(table, name)?.type
  const others: readonly unknown[] = [{ a: 1 }, [1], type === 'boolean' ? 1 : true, ...(type === 'text' ? [7] : ['x y'])]
  return fc.constantFrom(...others)
}

/** The row as it is sent: what has to be new gets its text now, so that no two requests share it. */
export function sentRow(row: Row, name: () => string): Row {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === fresh ? name() : value]))
}

/** A key of the column's type that no row has. */
export function strangerOf(table: Table | undefined, column: string, name: () => string): string {
  const type = table === undefined ? undefined : columnOf(table, column)?.type
  if (type === 'int' || type === 'bigint') return '2147483646'
  if (type === 'uuid') return crypto.randomUUID()
  return type === 'text' || type === undefined ? name() : '1970-01-01'
}

/** Whether an answer has a value as it was sent; numbers may come as text, times in another writing. */
export function isSame(sent: unknown, seen: unknown): boolean {
  if (typeof sent === 'number') return Math.abs(Number(seen) - sent) <= Math.abs(sent) * 1e-9
  const isDate = typeof sent === 'string' && typeof seen === 'string' && /^\d{4}-\d\d-\d\d/.test(sent)
  // A date alone is told in the time zone of whoever reads it.
  if (isDate) return Math.abs(Date.parse(sent) - Date.parse(seen)) <= (sent.length === 10 ? dayMs : 1)
  return isDeepStrictEqual(sent, seen)
}
