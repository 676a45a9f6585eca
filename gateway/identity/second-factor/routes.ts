/** Routes of the second factor: setting it up, taking it away, and signing in with it. */
import type { Learner } from '@quint/auth/learner.ts'
import { Failure } from '@quint/runtime/failure.ts'
import encodeQr from 'qr'
import { checkSameSite } from '../../http/caller.ts'
import type { Cookies } from '../../http/cookies.ts'
import { learnerRoute, openRoute, type Route } from '../../http/route.ts'
import type { Consent } from '../consent.ts'
import * as replies from '../replies.ts'
import type { SignIn } from '../sign-in.ts'
import { signedInReply } from '../signed-in-reply.ts'
import type { Factors } from './factors.ts'
import * as schema from './schema.ts'

export interface FactorRoutesOptions {
  readonly factors: Factors
  readonly signIn: SignIn
  readonly consent: Consent
  readonly cookies: Cookies
  readonly publicUrl: string
  readonly allowedOrigins: readonly string[]
}

export function factorRoutes(options: FactorRoutesOptions): readonly Route[] {
  return [...settingRoutes(options), loginRoute(options)]
}

function settingRoutes({ factors, consent }: FactorRoutesOptions): readonly Route[] {
  const person = (learner: Learner) => ({ userId: learner.userId, deviceId: learner.sessionId })
  return [
    learnerRoute({
      method: 'get',
      path: '/api/auth/mfa',
      summary: 'Whether signing in asks for a code, and how many recovery codes are left',
      replies: [200, 'The state', replies.codes],
      async handle(_call, learner) {
        const { confirmed, since, codesLeft } = await factors.state(learner.userId)
        return { status: 200, body: { totp: confirmed, since, recoveryCodesLeft: codesLeft } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/auth/mfa/totp/enrol',
      summary: 'Begin to set up an authenticator app; asks for the password where there is one',
      replies: [200, 'The secret, its otpauth address, and that as a QR code in SVG', replies.enrolment],
      body: schema.enrol,
      async handle({ body, request, response }, learner) {
        await consent.check(person(learner), { password: body.password, confirmation: undefined, shown: request })
        const { secret, uri } = await factors.enrol(learner.userId)
        response.setHeader('Cache-Control', 'no-store')
        return { status: 200, body: { secret, uri, qr: encodeQr(uri, 'svg', { border: 2 }) } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/auth/mfa/totp/verify',
      summary: 'Show the first code of the app: from now on signing in asks for one',
      replies: [200, 'Recovery codes, shown this once', replies.recoveryCodes],
      body: schema.verify,
      async handle({ body, response }, learner) {
        response.setHeader('Cache-Control', 'no-store')
        return { status: 200, body: { recoveryCodes: await factors.confirm(learner.userId, body.code) } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/auth/mfa/recovery-codes',
      summary: 'Make new recovery codes; the old ones end',
      replies: [200, 'Recovery codes, shown this once', replies.recoveryCodes],
      body: schema.renew,
      async handle({ body, response }, learner) {
        response.setHeader('Cache-Control', 'no-store')
        return { status: 200, body: { recoveryCodes: await factors.renewCodes(learner.userId, body.code) } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/auth/mfa/totp/disable',
      summary: 'Take the app away, with a code or the password',
      replies: [204, 'Taken away'],
      body: schema.disable,
      async handle({ body, request }, learner) {
        if (body.code !== undefined) await factors.showCode(learner.userId, body.code)
        else await consent.check(person(learner), { password: body.password, confirmation: undefined, shown: request })
        await factors.remove(learner.userId)
        return { status: 204, body: undefined }
      },
    }),
  ]
}

function loginRoute(options: FactorRoutesOptions): Route {
  const { signIn, cookies } = options
  return openRoute({
    method: 'post',
    path: '/api/auth/mfa/totp/login',
    summary: 'Sign in: the code that follows the password, or a recovery code',
    replies: [200, 'The user and tokens', replies.signedIn],
    body: schema.login,
    async handle({ body, request, response }) {
      let ticket = body.mfaTicket
      if (ticket === undefined) {
        ticket = cookies.ticket(request)
        if (ticket === undefined) throw new Failure('gone', 'This sign-in took too long: begin again.')
        checkSameSite(request, options)
      }
      return signedInReply({ cookies, request, response }, await signIn.finish(ticket, body.code))
    },
  })
}
