/** What the coach's routes answer. */
import { z } from 'zod'
import { id, instant, links, pageOf } from '../http/reply-shapes.ts'

const element = z.enum(['earth', 'fire', 'air', 'water', 'quintessence'])
const count = z.int().min(0)

const session = z.object({
  id,
  userId: id,
  algorithmTitle: z.string(),
  algorithmUrl: z.string(),
  site: z.string(),
  slug: z.string(),
  difficulty: z.string(),
  tags: z.array(z.string()),
  status: z.enum(['in_progress', 'completed', 'abandoned']),
  promptsCompleted: count.max(12),
  startedAt: instant,
  endedAt: instant.nullable(),
  hintRequested: z.boolean(),
  timeSpentSeconds: count,
  highestTier: count.max(4),
  _links: links,
})

const prompt = z.object({ index: count.max(11), element, subElement: z.string(), text: z.string(), guidance: z.string() })

const evidence = z
  .object({ promptIndex: count.max(12), start: count, end: count })
  .describe('A span of an answer in UTF-16 code units, end exclusive; prompt 12 is the last word')

const finding = z.object({
  code: z.string(),
  element,
  severity: z.enum(['info', 'notice', 'important']),
  message: z.string(),
  evidence: z.array(evidence),
})

const change = z.object({
  added: z.array(z.object({ kind: z.string(), text: z.string(), evidence: evidence.nullable() })),
  evidence: z.array(evidence),
})

const response = z.object({
  promptIndex: count.max(11),
  element: element.nullable(),
  subElement: z.string(),
  responseText: z.string(),
  wordCount: count,
  timeSpentSeconds: count,
})

const hint = z.object({
  id: z.string(),
  hintText: z.string(),
  elementFocus: element,
  tier: count.min(1).max(4),
  patternsDetected: z.array(finding),
  userFinalResponse: z.string().nullable(),
  source: z.string(),
  model: z.string(),
  promptVersion: z.string(),
  createdAt: z.string(),
})

const algorithm = z.object({
  title: z.string(),
  url: z.string(),
  site: z.string(),
  slug: z.string(),
  statement: z.string(),
  difficulty: z.string(),
  tags: z.array(z.string()),
  examples: z.array(z.string()),
})

export const started = z.object({ session, prompt: prompt.nullable() })
export const answered = z.object({ session, prompt: prompt.nullable().describe('Null after the last'), findings: z.array(finding) })
export const completed = z.object({ session, change: change.nullable() })
export const abandoned = z.object({ session })
export const tried = z.object({ prompt: prompt.nullable(), findings: z.array(finding) })
export const history = pageOf(session).extend({ _links: links })

const oneCoach = { source: z.string(), model: z.string() }
export const coach = z.object({
  ...oneCoach,
  coaches: z.array(z.object(oneCoach)).describe('In the order in which the default asks them; "offline", which asks no model, is the last'),
})

export const transcript = z.object({
  session,
  algorithm: algorithm.nullable(),
  prompts: z.array(prompt),
  responses: z.array(response),
  findings: z.array(finding),
  hints: z.array(hint),
  hintsUnavailable: z.boolean().describe('True when the hints cannot be had now'),
  finalResponse: z.string().nullable(),
  change: change.nullable(),
})

const trend = z.array(z.number())
const ofElement = z.object({ sessions: count, averageWords: z.number(), trend })

export const dashboard = z.object({
  recentSessions: z.array(session),
  streak: z.object({ current: count, longest: count, freezesLeft: count, timeZone: z.string(), activeToday: z.boolean() }).optional(),
  elements: z.partialRecord(element, ofElement),
  quintessence: z.object({ sessions: count, averageAdditions: z.number(), trend }).optional(),
  weakestElement: element.nullable(),
  commonestFinding: z.string().nullable(),
  completedSessions: count,
  weeks: z.array(
    z.object({
      monday: z.iso.date(),
      sessions: count,
      averageWords: z.object({ earth: z.number(), fire: z.number(), air: z.number(), water: z.number() }),
      averageAdditions: z.number(),
    }),
  ),
  dueReviews: count,
  nextItem: z.object({ itemId: z.string(), problemId: z.string(), title: z.string(), minutes: count, date: z.iso.date() }).nullable(),
})

export const elements = z.object({
  elements: z.array(z.object({ element, name: z.string(), meaning: z.string(), prompts: z.array(prompt) })),
  source: z.string(),
})
