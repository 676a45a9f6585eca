/** What the routes of the community take. */
import { z } from 'zod'
import { text } from '../http/text.ts'

const limit = z.coerce.number().int().min(1).max(100).default(20)
const cursor = text(512).optional()
const displayAs = text(60).optional()

export const share = z.strictObject({ shared: z.boolean(), displayAs })
export const preview = z.strictObject({ displayAs })
export const list = z.strictObject({ q: text(255).optional(), site: text(32).optional(), difficulty: text(16).optional(), limit, cursor })
export const report = z.strictObject({
  reason: z.enum(['harassment', 'personal_data', 'spam', 'solution', 'self_harm', 'other']),
  detail: text(1000).optional(),
})
export const board = z.strictObject({
  window: z.enum(['week', 'month', 'all']).default('week'),
  metric: z.enum(['streak', 'sessions', 'depth', 'change']).default('streak'),
  limit,
  cursor,
})
export const membership = z.strictObject({ joined: z.boolean(), displayAs })
export const queue = z.strictObject({ limit, cursor })
export const decision = z.strictObject({ decision: z.enum(['approve', 'remove']), reason: text(500).min(1) })
