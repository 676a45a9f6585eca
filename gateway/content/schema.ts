/** What the routes of videos take. */
import { z } from 'zod'
import { text } from '../http/text.ts'

const difficulty = z.enum(['easy', 'medium', 'hard'])
const subject = z.enum(['algorithms', 'data_structures', 'system_design', 'databases', 'networking', 'operating_systems', 'languages', 'behavioral'])

export const wish = z.strictObject({
  topic: text(200).min(2),
  subject: subject.default('algorithms'),
  difficulty: difficulty.default('medium'),
  tags: z.array(text(30).min(2)).max(8).default([]),
})

export const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: text(512).optional(),
})

export const feed = page.extend({
  q: text(255).optional(),
  subject: subject.optional(),
  difficulty: difficulty.optional(),
  tag: text(30).optional(),
  sort: z.enum(['new', 'top', 'hot']).optional(),
  status: z.enum(['waiting', 'running', 'ready', 'failed', 'cancelled', 'refused']).optional(),
  mine: z.enum(['true', 'false']).optional(),
})

export const change = z
  .strictObject({
    title: text(80).min(2).optional(),
    tags: z.array(text(30).min(2)).max(8).optional(),
    /** The content service says what a scene is. */
    scene: z.strictObject({ index: z.int().min(0).max(11), scene: z.record(z.string(), z.unknown()) }).optional(),
  })
  .refine(({ title, tags, scene }) => title !== undefined || tags !== undefined || scene !== undefined, 'must have a title, tags or a scene')

export const version = z.strictObject({ v: text(12).optional() })
export const watched = z.strictObject({ watchedMs: z.int().min(0).max(86_400_000), positionMs: z.int().min(0).max(86_400_000) })
export const rating = z.strictObject({ videoId: z.uuid(), stars: z.int().min(1).max(5) })
export const ofVideo = z.strictObject({ videoId: z.uuid() })
export const comments = page.extend({ videoId: z.uuid() })
export const comment = z.strictObject({ videoId: z.uuid(), body: text(2000).min(1) })
export const words = z.strictObject({ body: text(2000).min(1) })
export const note = z.strictObject({ atMs: z.int().min(0).max(86_400_000), body: text(2000).min(1) })
export const answers = z.strictObject({ chosen: z.array(z.int().min(0).max(3)).min(1).max(5) })
export const decided = z.strictObject({ decision: z.enum(['approve', 'remove']), reason: text(500).min(1) })
