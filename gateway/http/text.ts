/** Text as routes take it: bounded, well formed, without what Postgres cannot keep. */
import { z } from 'zod'

export function text(maxLength: number) {
  return z.string().max(maxLength).refine(isText, 'must be well-formed text')
}

export function isText(value: string): boolean {
  return !value.includes('\0') && value.isWellFormed()
}
