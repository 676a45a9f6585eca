/** What the routes of imports take. */
import { z } from 'zod'
import { text } from '../http/text.ts'

const site = z.enum(['leetcode', 'hackerrank', 'other'])
const mostCodeBytes = 64 * 1024

const submission = z.strictObject({
  submissionId: text(64).min(1),
  slug: text(255).min(1),
  title: text(255).min(1),
  language: text(32).min(1),
  acceptedAt: z.iso.datetime({ offset: true }),
  difficulty: text(16).optional(),
  tags: z.array(text(64)).max(30).optional(),
  code: text(mostCodeBytes)
    .refine((code) => Buffer.byteLength(code) <= mostCodeBytes, 'must be at most 64 KiB')
    .optional(),
})

export const submissions = z.strictObject({ site, submissions: z.array(submission).min(1).max(100) })
export const page = z.strictObject({
  site: site.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: text(512).optional(),
})
