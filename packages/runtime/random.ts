/** Random names, from the system's generator, which is asked for many at a time: one call costs as much as the rest of a name a hundred times. */
import { randomFillSync } from 'node:crypto'

const drawn = Buffer.allocUnsafeSlow(4096)
let used = drawn.length

/** @param bytes at most 4096 @returns twice as many hexadecimal digits, of which none was given before. */
export function randomHex(bytes: number): string {
  if (used + bytes > drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  used += bytes
  return drawn.toString('hex', used - bytes, used)
}
