/** What the coach's routes take. */

import { isText } from '@quint/runtime/text.ts'
import { z } from 'zod'
import { text } from '../http/text.ts'

const answer = text(10_000)
const sessionId = text(64)
const index = z.int().min(0).max(11)

const algorithm = z.strictObject({
  title: text(255).min(1),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .refine(isText, 'must be well-formed text')
    .optional(),
  site: text(32).optional(),
  slug: text(255).optional(),
  statement: text(100_000).optional(),
  difficulty: text(16).optional(),
  tags: z.array(text(64)).max(30).optional(),
  examples: z.array(text(4000)).max(20).optional(),
})

export const start = z.strictObject({ algorithm })
export const respond = z.strictObject({
  sessionId,
  promptIndex: index,
  responseText: answer,
  timeSpentSeconds: z.number().min(0).max(1e9),
})
export const complete = z.strictObject({ sessionId, userFinalResponse: answer })
export const bySession = z.strictObject({ sessionId })
export const analyze = z.strictObject({ sessionId, tier: z.coerce.number().int().min(1).max(4).default(1) })
export const history = z.strictObject({
  status: z.enum(['in_progress', 'completed', 'abandoned']).optional(),
  q: text(255).optional(),
  site: text(32).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: text(512).optional(),
})
export const tryOut = z.strictObject({
  algorithm: algorithm.optional(),
  answers: z.array(z.strictObject({ promptIndex: index, responseText: answer })).max(3),
})
