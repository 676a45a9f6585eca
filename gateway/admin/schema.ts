/** What the administrators' routes take. */
import { z } from 'zod'
import { text } from '../http/text.ts'

const instant = z.iso.datetime({ offset: true }).transform((given) => new Date(given).toISOString())

export const deadLetters = z.strictObject({
  group: text(64).optional(),
  from: instant.optional(),
  to: instant.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: text(128).optional(),
})
