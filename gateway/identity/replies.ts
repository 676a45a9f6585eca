/** What identity's routes answer. */
import { z } from 'zod'
import { id, instant, links, pageOf } from '../http/reply-shapes.ts'
import { avatarColors } from './people/avatar.ts'
import { preferences } from './people/preferences.ts'

const account = z.object({
  id,
  email: z.email(),
  displayName: z.string(),
  timeZone: z.string(),
  roles: z.array(z.enum(['learner', 'admin'])),
  emailVerified: z.boolean(),
  createdAt: instant,
  avatarColor: z.enum(avatarColors),
  subjects: z.array(z.string()),
  preferences,
  lastActiveAt: instant.nullable(),
  _links: links,
})

const shown = z.object({
  id,
  displayName: z.string(),
  avatarColor: z.enum(avatarColors),
  subjects: z.array(z.string()),
  joined: z.string().describe('Year and month, as 2026-01'),
  _links: links,
})

const seconds = z.int().min(1).describe('Seconds until it ends')
const forPrograms = z.object({
  user: account,
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: seconds,
  tokenType: z.literal('Bearer'),
})
const forTheWebApp = z.object({ user: account, expiresIn: seconds })
const secondFactor = z.object({
  mfaRequired: z.literal(true),
  mfaTicket: z.string().optional().describe('In a cookie for the web app'),
  expiresIn: seconds,
})

export const user = z.object({ user: account })
export const userOrShown = z.object({ user: z.union([account, shown]) })
export const signedIn = z.union([forPrograms, forTheWebApp])
export const signedInOrNext = z.union([forPrograms, forTheWebApp, secondFactor])
export const sent = z.object({ status: z.literal('sent') })
export const signedOut = z.object({ signedOut: z.int().min(0) })
export const devices = pageOf(z.object({ id, label: z.string(), createdAt: instant, lastUsedAt: instant, current: z.boolean() }))
export const providers = pageOf(z.object({ name: z.string(), label: z.string() }))
export const ways = pageOf(
  z.object({ id, provider: z.string(), label: z.string(), email: z.string().nullable(), linkedAt: instant, lastUsedAt: instant }),
).extend({ password: z.boolean() })
export const address = z.object({ url: z.url() })

export const grant = z.object({
  deviceCode: z.string(),
  userCode: z.string(),
  expiresIn: seconds,
  interval: z.int().min(1),
  verificationUri: z.url(),
  verificationUriComplete: z.url(),
})
export const asking = z.object({ device: z.string(), askedAt: instant })

export const codes = z.object({ totp: z.boolean(), since: instant.nullable(), recoveryCodesLeft: z.int().min(0) })
export const enrolment = z.object({ secret: z.string(), uri: z.string(), qr: z.string().describe('An SVG drawing') })
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })
