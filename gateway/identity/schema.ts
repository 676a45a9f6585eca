/** What identity's routes take. */
import { isTimeZone } from '@quint/runtime/local-day.ts'
import { isText } from '@quint/runtime/text.ts'
import { z } from 'zod'
import { isOneLine } from '../http/text.ts'
import { isWellKnown } from './well-known-password.ts'

const text = z.string().refine(isText, 'must be well-formed text')
const email = text.pipe(z.string().trim().toLowerCase().max(254).pipe(z.email()))
const password = text.pipe(
  z
    .string()
    .min(8)
    .max(128)
    .refine((given) => !isWellKnown(given), 'is one that everybody tries first: choose another'),
)
export const displayName = text.pipe(z.string().trim().min(1).max(80).refine(isOneLine, 'must be one line of text'))
export const timeZone = z.string().max(64).refine(isTimeZone, 'must be an IANA time zone')
const token = z.string().min(16).max(128)

export const register = z.strictObject({ email, password, displayName, timeZone: timeZone.optional() })
export const login = z.strictObject({ email, password: text.pipe(z.string().min(1).max(128)) })
export const refresh = z.strictObject({ refreshToken: token.optional() })
export const byToken = z.strictObject({ token })
export const forgot = z.strictObject({ email })
export const reset = z.strictObject({ token, password })
export const remove = z.strictObject({
  password: text.pipe(z.string().min(1).max(128)).optional(),
  /** Of the mailed link. */
  confirmation: token.optional(),
})
export const nothing = z.strictObject({})
