/** Random digits for ids, drawn from the system's generator in advance: a draw costs the same for one id as for hundreds. */
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
