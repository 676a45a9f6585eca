/** UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix time in milliseconds, then random bits; sorts by creation time. */
import { randomHex } from './random.ts'

/** @param nowMs Unix time in milliseconds. */
export function uuidv7(nowMs: number = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0')
  const random = randomHex(10)
  const variant = (8 | (Number.parseInt(random[3] ?? '', 16) & 3)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(8)}`
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isUuid(text: string): boolean {
  return pattern.test(text)
}
