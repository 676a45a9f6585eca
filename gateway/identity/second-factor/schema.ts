/** What the routes of second factors take. */
import { z } from 'zod'

/** Six digits, or a recovery code. */
const code = z.string().trim().min(6).max(20)
const password = z.string().min(1).max(128)

export const enrol = z.strictObject({ password: password.optional() })
export const verify = z.strictObject({ code })
export const renew = z.strictObject({ code })
export const disable = z.strictObject({ password: password.optional(), code: code.optional() })
/** The web app's ticket is in a cookie. */
export const login = z.strictObject({ mfaTicket: z.string().min(16).max(128).optional(), code })
