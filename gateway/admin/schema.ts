/** What the administrators' routes take. */
import { isUuid } from '@quint/runtime/uuid.ts'
import { z } from 'zod'
import { isOneLine, text } from '../http/text.ts'

const instant = z.iso.datetime({ offset: true }).transform((given) => new Date(given).toISOString())

export const deadLetters = z.strictObject({
  group: text(64).optional(),
  from: instant.optional(),
  to: instant.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: text(128).optional(),
})

const uuid = z.string().refine(isUuid, 'must be a UUID')
const limit = z.coerce.number().int().min(1).max(100).default(20)

export const users = z.strictObject({
  q: text(254).pipe(z.string().trim().min(1)).optional(),
  role: z.enum(['learner', 'admin']).optional(),
  status: z.enum(['active', 'suspended']).optional(),
  limit,
  cursor: uuid.optional(),
})

/** Stands in the audit for as long as that is kept. */
const reason = text(200).pipe(z.string().trim().min(3).refine(isOneLine, 'must be one line of text'))

/** Everybody is a learner. */
const roles = z
  .array(z.enum(['learner', 'admin']))
  .max(2)
  .refine((given) => given.includes('learner'), 'must hold "learner"')
  .transform((given) => (given.includes('admin') ? ['learner', 'admin'] : ['learner']))

export const setRoles = z.strictObject({ roles, reason })
export const suspend = z.strictObject({ suspended: z.boolean(), reason })
export const withReason = z.strictObject({ reason })

export const audit = z.strictObject({
  actor: uuid.optional(),
  action: text(64).optional(),
  subject: text(128).optional(),
  from: instant.optional(),
  to: instant.optional(),
  limit,
  cursor: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
})

export const erasures = z.strictObject({
  open: z
    .enum(['true', 'false'])
    .default('false')
    .transform((given) => given === 'true'),
  limit,
  /** The time and the id of the last one seen. */
  cursor: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z_[0-9a-f-]{36}$/)
    .refine((given) => isUuid(given.slice(28)) && !Number.isNaN(Date.parse(given.slice(0, 27))), 'is malformed')
    .transform((given) => ({ at: given.slice(0, 27), id: given.slice(28) }))
    .optional(),
})

export const usage = z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(7) })
