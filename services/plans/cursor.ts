/** Where a page of a list ended: opaque to whoever hands it back, checked when they do. */
import { Failure } from '@quint/runtime/failure.ts'

export interface Cursor {
  /** What the list is ordered by, as a whole number; 0 before the first. */
  readonly at: number
  readonly id: string
}

const first: Cursor = { at: 0, id: '00000000-0000-0000-0000-000000000000' }

export function parseCursor(cursor: string): Cursor {
  if (cursor === '') return first
  const [, at = '', id = ''] = /^(\d{1,16}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (id === '') throw new Failure('invalid', 'The cursor is not one of ours.', { fields: [{ path: 'cursor', message: 'is malformed' }] })
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
  const more = rows.length > limit && last !== undefined
  return { rows: rows.slice(0, limit), nextCursor: more ? Buffer.from(`${last.at} ${last.id}`).toString('base64url') : '' }
}
