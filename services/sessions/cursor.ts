/** Where a page of a list ended: opaque to whoever hands it back, checked when they do. */
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid } from '@quint/runtime/uuid.ts'

export interface Cursor {
  /** What the list is ordered by, as a whole number: microseconds since 1970, or a place. 0 before the first. */
  readonly at: number
  readonly id: string
}

const first: Cursor = { at: 0, id: '00000000-0000-0000-0000-000000000000' }

function cursorText({ at, id }: Cursor): string {
  return Buffer.from(`${at} ${id}`).toString('base64url')
}

/** Microseconds since 1970 up to the year 2286, so whatever parses is a time that Postgres knows. */
export function parseCursor(cursor: string): Cursor {
  if (cursor === '') return first
  const found = /^([1-9]\d{0,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString())
  const [, at = '', id = ''] = found ?? []
  if (!isUuid(id)) throw new Failure('invalid', 'The cursor is not one of ours.', { fields: [{ path: 'cursor', message: 'is malformed' }] })
  return { at: Number(at), id }
}

/** @param limit 0 is the usual one. */
export function checkedLimit(limit: number): number {
  if (limit < 0 || limit > 100)
    throw new Failure('invalid', 'limit must be from 1 to 100', { fields: [{ path: 'limit', message: 'must be from 1 to 100' }] })
  return limit === 0 ? 20 : limit
}

/** @param rows one more than asked for, when there are more. */
export function pageOf<Row extends Cursor>(rows: readonly Row[], limit: number): { readonly rows: Row[]; readonly nextCursor: string } {
  const last = rows[limit - 1]
  return { rows: rows.slice(0, limit), nextCursor: rows.length > limit && last !== undefined ? cursorText(last) : '' }
}

/** In SQL: the text of a time as microseconds, and back. */
export const micros = (column: string): string => `(extract(epoch from ${column}) * 1000000)::bigint`
export const ofMicros = (parameter: string): string => `(timestamptz 'epoch' + ${parameter}::bigint * interval '1 microsecond')`
