/** Text as routes take it: bounded, well formed. */

import { isText } from '@quint/runtime/text.ts'
import { z } from 'zod'

export function text(maxLength: number) {
  return z.string().max(maxLength).refine(isText, 'must be well-formed text')
}

/** One line that others may be shown: something to see in it, and nothing that turns the text around it the other way. */
export function isOneLine(value: string): boolean {
  return /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u.test(value) && /[\p{L}\p{N}\p{P}\p{S}]/u.test(value)
}
