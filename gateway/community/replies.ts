/** What the routes of the community answer. */
import { z } from 'zod'
import { id, instant, links, pageOf } from '../http/reply-shapes.ts'

const count = z.int().min(0)
const place = z.object({ place: count, pseudonym: z.string(), value: z.number(), own: z.boolean() })
const about = { title: z.string(), pseudonym: z.string(), site: z.string(), slug: z.string(), difficulty: z.string(), tags: z.array(z.string()) }

const card = z.object({ id, ...about, sharedAt: instant, own: z.boolean(), words: count, _links: links })

const texts = {
  answers: z.array(
    z.object({
      promptIndex: count.max(11),
      element: z.enum(['earth', 'fire', 'air', 'water', 'quintessence']),
      prompt: z.string(),
      text: z.string(),
    }),
  ),
  finalResponse: z.string(),
  added: z.array(z.object({ kind: z.string(), text: z.string() })),
}

const preview = z.object({ ...about, words: count, ...texts })

const reasons = z
  .array(z.object({ code: z.string(), message: z.string(), part: z.string(), start: count, end: count }))
  .describe('What the rules found, and where')

const sharing = z.object({
  shared: z.boolean(),
  status: z.string().nullable(),
  pseudonym: z.string().nullable(),
  shareId: id.nullable(),
  sharedAt: instant.nullable(),
  reason: z.string().nullable().describe('Why somebody took it down'),
  appealed: z.boolean(),
  _links: links,
})

export const appealed = z.object({ sharing })
export const shared = z.object({ sharing, reasons })
export const previewed = z.object({ preview: preview.nullable(), verdict: z.string(), reasons, sharing })
export const list = pageOf(card).extend({ _links: links })
export const one = z.object({ session: card.extend(texts) })
export const membership = z.object({ joined: z.boolean(), pseudonym: z.string().nullable() })

export const board = pageOf(place).extend({
  window: z.string(),
  metric: z.string(),
  own: place.nullable(),
  joined: z.boolean(),
  pseudonym: z.string().nullable(),
  computedAt: instant.nullable(),
  fewest: count.describe('On a board of fewer nobody is shown'),
  _links: links,
})

export const waiting = pageOf(
  z.object({
    id,
    kind: z.literal('session'),
    status: z.string(),
    session: preview.extend({ sharedAt: instant }).nullable(),
    reasons,
    reports: z.array(z.object({ reason: z.string(), detail: z.string() })),
    appeal: z.string().nullable().describe('What its learner says, where it was taken down before'),
    _links: links,
  }),
).extend({ _links: links })
export const decided = z.object({ id, status: z.string() })
