/** UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix time in milliseconds, then random bits; sorts by creation time. */
import { randomUUIDv7 } from 'node:crypto'

export function uuidv7(): string {
  return randomUUIDv7()
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isUuid(text: string): boolean {
  return pattern.test(text)
}
