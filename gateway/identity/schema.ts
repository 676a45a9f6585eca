/** What identity's routes take. */
import { z } from 'zod'
import { isText } from '../http/text.ts'
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
const displayName = text.pipe(
  z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line'),
)
const timeZone = z.string().max(64).refine(isTimeZone, 'must be an IANA time zone')
const token = z.string().min(16).max(128)

export const register = z.strictObject({ email, password, displayName, timeZone: timeZone.optional() })
export const login = z.strictObject({ email, password: text.pipe(z.string().min(1).max(128)) })
export const refresh = z.strictObject({ refreshToken: token.optional() })
export const byToken = z.strictObject({ token })
export const forgot = z.strictObject({ email })
export const reset = z.strictObject({ token, password })
export const change = z.strictObject({ displayName: displayName.optional(), timeZone: timeZone.optional() })
export const remove = z.strictObject({ password: text.pipe(z.string().min(1).max(128)) })
export const nothing = z.strictObject({})

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
