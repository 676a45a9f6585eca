/** Where a page of a list ended: opaque to whoever hands it back, checked when they do. */
import { Failure } from '@quint/runtime/failure.ts'

export interface Cursor {
  /** What the list is ordered by. */
  readonly at: number
  readonly id: string
  /** How the first page was found, so that the next ones are found the same way. */
  readonly way: string
}

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Before the first, newest or best first. */
export const beforeAll: Cursor = { at: 1e300, id: lastId, way: '' }

export function parseCursor(cursor: string): Cursor {
  if (cursor === '') return beforeAll
  const [, way = '', at = '', id = ''] =
    /^([a-z]*) (-?\d{1,17}(?:\.\d{1,17})?) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (id === '') throw new Failure('invalid', 'The cursor is not one of ours.', { fields: [{ path: 'cursor', message: 'is malformed' }] })
  return { at: Number(at), id, way }
}

/** @param limit 0 is the usual one. */
export function checkedLimit(limit: number): number {
  if (limit < 0 || limit > 100)
    throw new Failure('invalid', 'limit must be from 1 to 100', { fields: [{ path: 'limit', message: 'must be from 1 to 100' }] })
  return limit === 0 ? 20 : limit
}

/** @param rows one more than asked for, when there are more. */
export function pageOf<Row extends Omit<Cursor, 'way'>>(
  rows: readonly Row[],
  limit: number,
  way = '',
): { readonly rows: Row[]; readonly nextCursor: string } {
  const last = rows[limit - 1]
  const more = rows.length > limit && last !== undefined
  return { rows: rows.slice(0, limit), nextCursor: more ? Buffer.from(`${way} ${last.at} ${last.id}`).toString('base64url') : '' }
}
