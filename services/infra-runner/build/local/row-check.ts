/** Whether a body is a row of a table: every field a column of its type, everything there that has to be. */
import { createHash, randomBytes } from 'node:crypto'
import { columnOf, isMade, requiredOf } from '../blueprint/column.ts'
import type { ColumnType, Table } from '../blueprint/table.ts'
import type { Row } from './rows-store.ts'

type Checked = { readonly kind: 'row'; readonly row: Row } | { readonly kind: 'wrong'; readonly reason: string }

interface Wanted {
  /** Everything that has to be there. */
  readonly whole: boolean
  /** Of a write that may have come before: a key that is made is the same again. */
  readonly key?: string
}

export function checkedRow(table: Table, text: string, { whole, key }: Wanted): Checked {
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
  return { kind: 'row', row: stored(table, { ...madeKey(table, given, key), ...given }) }
}

function madeKey(table: Table, given: Row, from: string | undefined): Row {
  const [name = ''] = table.primaryKey
  if (Object.hasOwn(given, name) || !isMade(table, name)) return {}
  const bytes = from === undefined ? randomBytes(16) : createHash('sha256').update(`${table.name} ${from}`).digest()
  return { [name]: columnOf(table, name)?.type === 'uuid' ? uuidOf(bytes) : bytes.subarray(0, 6).toString('base64url') }
}

/** Version 8: bytes of our own choice. */
function uuidOf(bytes: Buffer): string {
  const own = Buffer.from(bytes.subarray(0, 16))
  own[6] = ((own[6] ?? 0) & 0x0f) | 0x80
  own[8] = ((own[8] ?? 0) & 0x3f) | 0x80
  return own.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
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
