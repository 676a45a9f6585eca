/** Secrets that are handed out: 256 random bits, of which only the hash is stored. */
import { createHash, randomBytes } from 'node:crypto'

export function newSecret(): { readonly text: string; readonly hash: Buffer } {
  const text = randomBytes(32).toString('base64url')
  return { text, hash: digest(text) }
}

export function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
