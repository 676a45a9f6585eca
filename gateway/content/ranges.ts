/** Which bytes a request is for (RFC 9110, 14): one range, everything, or nothing that is there. */

export interface Bytes {
  readonly start: number
  /** Included. */
  readonly end: number
}

export type Asked = { readonly kind: 'whole' } | { readonly kind: 'part'; readonly bytes: Bytes } | { readonly kind: 'unsatisfiable' }

const whole: Asked = { kind: 'whole' }

/** What cannot be read, and several ranges at once, are answered with everything. */
export function askedBytes(header: string | undefined, size: number): Asked {
  const [, first, last] = /^bytes=\s*(\d{0,15})\s*-\s*(\d{0,15})\s*$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return whole
  if (first === '') return Number(last) === 0 || size === 0 ? { kind: 'unsatisfiable' } : part(Math.max(0, size - Number(last)), size - 1)
  if (last !== '' && Number(last) < Number(first)) return whole
  if (Number(first) >= size) return { kind: 'unsatisfiable' }
  return part(Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1))
}

const part = (start: number, end: number): Asked => ({ kind: 'part', bytes: { start, end } })

/** Whether a range still belongs to what the client has: only the very same bytes do. */
export function stillHolds(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || ifRange.trim() === etag
}
