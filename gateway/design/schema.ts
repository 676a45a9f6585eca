/** What the routes of designs take. */
import { z } from 'zod'
import { text } from '../http/text.ts'

const problemId = z.string().regex(/^[a-z0-9-]{1,60}$/, 'is small letters, digits and hyphens')
/** The runner says what each may hold; here is only how much. */
const most = 256 * 1024
const blueprint = z
  .union([text(most), z.record(z.string(), z.unknown())])
  .transform((given) => (typeof given === 'string' ? given : JSON.stringify(given)))

export const design = z.strictObject({
  problemId: problemId.or(z.literal('')).default(''),
  schemaInput: text(most).default(''),
  apiSpecInput: text(most).default(''),
  designText: text(50_000).default(''),
  blueprint: blueprint.default(''),
})

export const submission = design.extend({
  problemId,
  /** Deployed although a rule about the design is broken. */
  despite: z.boolean().default(false),
  previousId: z.uuid().optional(),
  start: z.boolean().default(true),
})

const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.uuid().optional(),
})
export const submissions = page.extend({ problemId: problemId.optional() })
export const assets = page.extend({ submissionId: z.uuid().optional() })
export const deployments = page.extend({ held: z.enum(['true', 'false']).default('false') })
export const clouds = page.extend({ waiting: z.enum(['true', 'false']).default('false') })
export const tests = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
})
const where = z.enum(['google', 'aws', 'local', 'kubernetes'])
export const target = z.strictObject({ target: where.default('google') })
export const plan = design.extend({ target: where.default('local') })
export const audit = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  kind: z.enum(['learner', 'system']).optional(),
})
export const format = z.strictObject({ format: z.enum(['json', 'html']).default('json') })
export const comparison = z.strictObject({ with: z.uuid() })
/** Without any, those that the report proposes. */
export const edits = z.strictObject({ edits: z.array(z.record(z.string(), z.unknown())).min(1).max(64).optional() })
export const question = design.extend({ message: text(2000).min(1) })
export const asset = z.strictObject({ submissionId: z.uuid().optional(), name: text(100).min(1), content: z.base64().max(960_000) })
/** Of the plan that was read: what is approved is nothing else. */
export const cloudDecided = z.strictObject({
  decision: z.enum(['approve', 'refuse', 'destroy']),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is the digest of a plan')
    .or(z.literal(''))
    .default(''),
  reason: text(500).min(3),
})
export const decided = z.strictObject({ decision: z.enum(['approve', 'remove']), reason: text(500).min(1) })
