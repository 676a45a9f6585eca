/** What the routes of interviews take. */
import { z } from 'zod'
import { text } from '../http/text.ts'
import { languages } from './languages.ts'
import { personas } from './messages.ts'

const pageSize = z.coerce.number().int().min(1).max(100).default(20)

export const start = z.strictObject({
  problemId: text(64).optional(),
  statement: text(100_000)
    .refine((given) => given.trim() !== '', 'must not be empty')
    .optional(),
  language: z.enum(languages).optional(),
  persona: z.enum(personas).optional(),
  durationMinutes: z.int().min(5).max(180).optional(),
})

export const list = z.strictObject({
  status: z.enum(['in_progress', 'completed', 'abandoned']).optional(),
  problemId: text(64).optional(),
  limit: pageSize,
  cursor: text(200).optional(),
})

export const compare = z.strictObject({
  ids: z.string().regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){1,3}$/, 'must be 2 to 4 ids, with commas between them'),
})

export const problems = z.strictObject({
  topic: text(64).optional(),
  difficulty: z.enum(['easy', 'medium', 'hard']).optional(),
  limit: pageSize,
  cursor: text(64).optional(),
})
