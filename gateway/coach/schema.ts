/** What the coach's routes take. */
import { z } from 'zod'

const title = z.string().min(1).max(255)
const answer = z.string().max(10_000)
const index = z.int().min(0).max(11)

export const algorithm = z.strictObject({
  title,
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional(),
  site: z.string().max(32).optional(),
  slug: z.string().max(255).optional(),
  statement: z.string().max(100_000).optional(),
  difficulty: z.string().max(16).optional(),
  tags: z.array(z.string().max(64)).max(30).optional(),
  examples: z.array(z.string().max(4000)).max(20).optional(),
})

export const start = z.strictObject({ algorithm })
export const respond = z.strictObject({
  sessionId: z.string().max(64),
  promptIndex: index,
  responseText: answer,
  timeSpentSeconds: z.number().min(0).max(1e9),
})
export const complete = z.strictObject({ sessionId: z.string().max(64), userFinalResponse: answer })
export const bySession = z.strictObject({ sessionId: z.string().max(64) })
export const analyze = z.strictObject({ sessionId: z.string().max(64), tier: z.coerce.number().int().min(1).max(4).default(1) })
export const history = z.strictObject({
  status: z.enum(['in_progress', 'completed', 'abandoned']).optional(),
  q: z.string().max(255).optional(),
  site: z.string().max(32).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(512).optional(),
})
export const tryOut = z.strictObject({
  algorithm: algorithm.optional(),
  answers: z.array(z.strictObject({ promptIndex: index, responseText: answer })).max(3),
})
