/** Whether a body is a row of a table: every field a column of its type, everything there that has to be. */
import { randomBytes, randomUUID } from 'node:crypto'
import { columnOf, isMade, requiredOf } from '../blueprint/column.ts'
import type { ColumnType, Table } from '../blueprint/table.ts'
import type { Row } from './rows-store.ts'

type Checked = { readonly kind: 'row'; readonly row: Row } | { readonly kind: 'wrong'; readonly reason: string }

export function checkedRow(table: Table, text: string, whole: boolean): Checked {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return { kind: 'wrong', reason: 'not JSON' }
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { kind: 'wrong', reason: 'not an object' }
  const given = body as Row
  for (const [name, value] of Object.entries(given)) {
    const column = columnOf(table, name)
    if (column === undefined) return { kind: 'wrong', reason: `there is no ${name}` }
    if (value === null ? !column.nullable : !fits(column.type, value)) return { kind: 'wrong', reason: `${name} is no ${column.type}` }
  }
  if (!whole) return Object.keys(given).length === 0 ? { kind: 'wrong', reason: 'nothing to change' } : { kind: 'row', row: stored(table, given) }
  const missing = requiredOf(table).find((name) => !Object.hasOwn(given, name))
  if (missing !== undefined) return { kind: 'wrong', reason: `${missing} is missing` }
  return { kind: 'row', row: stored(table, { ...madeKey(table, given), ...given }) }
}

function madeKey(table: Table, given: Row): Row {
  const [key = ''] = table.primaryKey
  if (Object.hasOwn(given, key) || !isMade(table, key)) return {}
  return { [key]: columnOf(table, key)?.type === 'uuid' ? randomUUID() : randomBytes(6).toString('base64url') }
}

/** JSON columns take JSON text, bytes are written in hex. */
function stored(table: Table, row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const type = columnOf(table, name)?.type
      if (type === 'bytes' && typeof value === 'string') return [name, `\\x${Buffer.from(value).toString('hex')}`]
      return [name, type === 'json' ? JSON.stringify(value) : value]
    }),
  )
}

function fits(type: ColumnType, value: unknown): boolean {
  switch (type) {
    case 'int':
    case 'bigint':
      return Number.isSafeInteger(value)
    case 'double':
    case 'numeric':
      return typeof value === 'number' && Number.isFinite(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'uuid':
      return typeof value === 'string' && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)
    case 'timestamp':
    case 'date':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
    case 'json':
      return true
    case 'text':
    case 'bytes':
      return typeof value === 'string' && !value.includes('\0')
  }
}
