/** Where a page of a list ended: opaque to whoever hands it back, checked when they do. */
import { isUuid } from '@quint/runtime/uuid.ts'
import { invalid } from './request.ts'

export interface Cursor {
  /** Microseconds since 1970, or a place; 0 before the first. */
  readonly at: number
  readonly id: string
}

const first: Cursor = { at: 0, id: '00000000-0000-0000-0000-000000000000' }

export function cursorText({ at, id }: Cursor): string {
  return Buffer.from(`${at} ${id}`).toString('base64url')
}

export function parseCursor(cursor: string): Cursor {
  if (cursor === '') return first
  const [, at = '', id = ''] = /^([1-9]\d{0,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!isUuid(id)) throw invalid('cursor', 'is malformed')
  return { at: Number(at), id }
}

/** @param limit 0 is the usual one. */
export function checkedLimit(limit: number): number {
  if (limit < 0 || limit > 100) throw invalid('limit', 'must be from 1 to 100')
  return limit === 0 ? 20 : limit
}
