/** What the routes of plans take. */
import { z } from 'zod'
import { text } from '../http/text.ts'

/** Plans says which values can be: a profile with a wrong one comes back with every field that is wrong. */
export const intake = z.strictObject({
  level: text(32),
  roleTarget: z.array(text(60).min(1)).max(10).default([]),
  timelineWeeks: z.int().min(1).max(52),
  hoursPerWeek: z.int().min(1).max(80),
  topicConfidence: z.record(text(64), z.int().min(1).max(5)).default({}),
  weaknesses: z.array(text(32)).max(10).default([]),
  constraints: text(2000).optional(),
  pastExperience: text(2000).optional(),
  timeZone: text(64),
  daysAvailable: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
})
export type IntakeBody = z.infer<typeof intake>

export const nothing = z.strictObject({})

export const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: text(512).optional(),
})

const day = z.iso.date()

export const item = z
  .strictObject({
    status: z.enum(['planned', 'done', 'failed', 'skipped']).optional(),
    date: day.optional(),
    revision: z.int().min(1).optional(),
  })
  .refine(({ status, date }) => status !== undefined || date !== undefined, 'must have a status or a date')

export const regenerate = z.strictObject({
  answers: z
    .array(z.strictObject({ q: text(500), a: text(2000) }))
    .min(1)
    .max(10),
})
export const decision = z.strictObject({ accept: z.boolean() })
export const slip = z.strictObject({ date: day })

const difficulty = z.enum(['easy', 'medium', 'hard'])

export const problems = page.extend({
  topic: text(64).optional(),
  difficulty: difficulty.optional(),
  pattern: text(64).optional(),
  source: z.enum(['leetcode', 'quint', 'own']).optional(),
  q: text(255).optional(),
})

export const ownProblem = z.strictObject({
  title: text(255).min(1),
  link: text(2000).default(''),
  topic: text(64),
  difficulty,
  patterns: z.array(text(60).min(1)).max(8).default([]),
  minutes: z.int().min(5).max(600).default(30),
})
export const notes = z.strictObject({ notes: text(20_000) })
const tag = z.enum(['too_hard', 'good_intro', 'pattern_practice']).nullable()
export const comment = z.strictObject({ body: text(4000).min(1), tag: tag.default(null) })
export const decided = z.strictObject({ decision: z.enum(['approve', 'remove']), reason: text(500).min(1) })

export const grade = z.strictObject({ grade: z.enum(['again', 'hard', 'good', 'easy']) })

const time = z.iso.datetime({ offset: true })
export const span = z.strictObject({ from: time, to: time })
const type = z.enum(['study', 'interview', 'review', 'exam', 'other'])

const facts = {
  title: text(255).min(1),
  description: text(10_000),
  subject: text(255),
  type,
  startDate: time,
  endDate: time,
  rrule: text(200),
  remindMinutesBefore: z.array(z.int().min(0).max(40_320)).max(5),
  timeZone: text(64),
  completed: z.array(time).max(1000),
}
const { title, startDate, endDate, ...rest } = facts

export const event = z.strictObject({
  title,
  type,
  startDate,
  endDate,
  ...z.strictObject(rest).omit({ type: true, completed: true }).partial().shape,
})
export type EventBody = z.infer<typeof event>
export const eventChange = z.strictObject(facts).partial()
export type EventChange = z.infer<typeof eventChange>

export const calendar = z.strictObject({ token: text(64) })
export const calendarFile = z.strictObject({ ics: text(524_288).min(1) })
export const subscription = z.strictObject({
  endpoint: text(1000),
  keys: z.strictObject({ p256dh: text(200), auth: text(100) }),
  expirationTime: z.number().nullable().optional(),
})
export const unsubscription = z.strictObject({ endpoint: text(1000) })

export const hint = z.strictObject({
  thought: text(10_000).default(''),
  tier: z.int().min(1).max(4).default(1),
})
