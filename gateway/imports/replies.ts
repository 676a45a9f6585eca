/** What the routes of past submissions answer. */
import { z } from 'zod'
import { id, links, pageOf } from '../http/reply-shapes.ts'

const count = z.int().min(0)

export const imported = z.object({ imported: count, known: count, _links: links })
export const list = pageOf(
  z.object({
    id,
    submissionId: z.string(),
    slug: z.string(),
    title: z.string(),
    language: z.string(),
    acceptedAt: z.string(),
    difficulty: z.string(),
    tags: z.array(z.string()),
    codeBytes: count,
    site: z.string(),
    importedAt: z.string(),
  }),
).extend({ _links: links })
