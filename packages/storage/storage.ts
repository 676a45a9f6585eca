/** Where large files are kept: one port for a folder and for what speaks S3. */
import type { Readable } from 'node:stream'

export interface Range {
  /** Bytes, both included. */
  readonly start: number
  readonly end: number
}

export interface Storage {
  /** There whole, or not at all; a second time changes nothing but the bytes. */
  put(key: string, bytes: Uint8Array, contentType: string, signal?: AbortSignal): Promise<void>
  /** @throws Failure('not_found') */
  open(key: string, range: Range, signal?: AbortSignal): Promise<Readable>
  /** Everything whose key begins so; also when there is nothing. */
  remove(prefix: string, signal?: AbortSignal): Promise<void>
}

/** Keys are made by services alone: words and ids with slashes between. */
export function checkedKey(key: string): string {
  if (!/^[a-z0-9][\w.-]*(\/[a-z0-9][\w.-]*)*\/?$/i.test(key)) throw new Error('this is no key of the storage')
  return key
}
