/** How a sign-in is answered: tokens for programs, cookies for the web app, a ticket while the second factor is wanted. */
import type { Request, Response } from 'express'
import { isWebApp } from '../http/caller.ts'
import type { Cookies } from '../http/cookies.ts'
import type { Reply } from '../http/route.ts'
import { toUser } from './people/user.ts'
import type { MfaWanted, SignedIn } from './sign-in.ts'

interface Granting {
  readonly cookies: Cookies
  readonly request: Request
  readonly response: Response
}

/** The web app gets cookies and no token that a script could read. */
export function signedInReply({ cookies, request, response }: Granting, signedIn: SignedIn, status = 200): Reply {
  const user = toUser(signedIn.user)
  response.setHeader('Cache-Control', 'no-store')
  if (isWebApp(request)) {
    cookies.set(response, signedIn)
    return { status, body: { user, expiresIn: signedIn.expiresIn } }
  }
  const { accessToken, refreshToken, expiresIn } = signedIn
  return { status, body: { user, accessToken, refreshToken, expiresIn, tokenType: 'Bearer' } }
}

/** As `signedInReply`, where a second factor may be wanted first. */
export function outcomeReply(granting: Granting, outcome: SignedIn | MfaWanted): Reply {
  if (!('mfaTicket' in outcome)) return signedInReply(granting, outcome)
  const { cookies, request, response } = granting
  const { mfaTicket, expiresIn } = outcome
  response.setHeader('Cache-Control', 'no-store')
  if (isWebApp(request)) {
    cookies.setTicket(response, outcome)
    return { status: 200, body: { mfaRequired: true, expiresIn } }
  }
  return { status: 200, body: { mfaRequired: true, mfaTicket, expiresIn } }
}
