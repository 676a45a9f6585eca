/** What the administrators' routes answer. */
import { z } from 'zod'
import { id, instant, links, pageOf } from '../http/reply-shapes.ts'
import { avatarColors } from '../identity/people/avatar.ts'

const count = z.int().min(0)

const account = z.object({
  id,
  email: z.email(),
  displayName: z.string(),
  avatarColor: z.enum(avatarColors),
  roles: z.array(z.enum(['learner', 'admin'])),
  emailVerified: z.boolean(),
  createdAt: instant,
  lastActiveAt: instant.nullable(),
  status: z.enum(['active', 'suspended']),
  _links: links,
})

const device = z.object({ id, label: z.string(), createdAt: instant, lastUsedAt: instant })

export const accounts = pageOf(account).extend({ _links: links })
export const one = z.object({ user: account })
export const whole = z.object({ user: account.extend({ timeZone: z.string() }), devices: z.array(device) })

export const audit = pageOf(
  z.object({
    id,
    sequence: count.describe('Counts all lines that were ever written'),
    at: instant,
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
).extend({ _links: links })

export const erasures = pageOf(
  z.object({
    userId: id,
    askedAt: instant,
    askedBy: z.enum(['learner', 'admin']),
    doneAt: instant.nullable(),
    steps: z.array(z.object({ service: z.string(), doneAt: instant.nullable() })),
  }),
).extend({ waiting: z.array(z.object({ service: z.string(), waiting: count, oldestSeconds: z.number() })), _links: links })

export const waiting = z.object({
  waiting: z.object({
    sharedSessions: count.optional(),
    problemComments: count.optional(),
    videos: count.optional(),
    videoComments: count.optional(),
    designs: count.describe('That moderators look at').optional(),
    cloudPlans: count.optional(),
    deadLetters: count.optional(),
    lateErasures: count.describe('Of accounts that were deleted more than a minute ago').optional(),
    unavailable: z.array(z.string()).describe('What did not answer'),
  }),
})

const writer = z.object({ source: z.string(), model: z.string(), hints: count, inputTokens: count, outputTokens: count })
const interviewer = z.object({ source: z.string(), model: z.string(), answers: count, inputTokens: count, outputTokens: count })

export const usage = z.object({
  usage: z.object({
    days: count,
    accounts: z.object({
      accounts: count,
      verified: count,
      suspended: count,
      activeDay: count,
      activeWeek: count,
      activeMonth: count,
      newWeek: count,
    }),
    sessions: z.object({ sessionsStarted: count, sessionsCompleted: count, sessionsAbandoned: count, learners: count }).optional(),
    hints: z.object({ given: count, writers: z.array(writer) }).optional(),
    interviews: z.object({ writers: z.array(interviewer) }).optional(),
    designs: z.object({ writers: z.array(interviewer) }).optional(),
    unavailable: z.array(z.string()).describe('Services that did not answer'),
  }),
})
