/** Identity's routes: accounts, tokens, devices. */
import { Failure } from '@quint/runtime/failure.ts'
import type { Request } from 'express'
import { checkSameSite, isOwnClient, isWebApp } from '../http/caller.ts'
import type { Cookies } from '../http/cookies.ts'
import type { Limit } from '../http/limits.ts'
import { learnerRoute, openRoute, type Reply, type Route } from '../http/route.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { Accounts } from './accounts.ts'
import { deviceLabel } from './device-label.ts'
import { toUser } from './people/user.ts'
import * as replies from './replies.ts'
import * as schema from './schema.ts'
import type { SignIn } from './sign-in.ts'
import { outcomeReply, signedInReply } from './signed-in-reply.ts'

export interface IdentityOptions {
  readonly accounts: Accounts
  readonly signIn: SignIn
  readonly cookies: Cookies
  readonly publicUrl: string
  readonly allowedOrigins: readonly string[]
  readonly limits: {
    readonly registrations: Limit
    readonly loginsOfAccount: Limit
    readonly loginsFromAddress: Limit
    readonly mails: Limit
  }
}

export function identityRoutes(options: IdentityOptions): readonly Route[] {
  return [...signInRoutes(options), ...mailRoutes(options), ...deviceRoutes(options)]
}

function signInRoutes(options: IdentityOptions): readonly Route[] {
  const { accounts, signIn, cookies, limits } = options
  // Guesses that come at once are counted one after another.
  const inTurn = oneAtATime()
  return [
    openRoute({
      method: 'post',
      path: '/api/auth/register',
      summary: 'Make an account and sign in',
      replies: [201, 'The user and tokens', replies.signedIn],
      body: schema.register,
      async handle({ body, request, response }) {
        await limits.registrations.take(request.ip ?? '', response)
        const signedIn = await accounts.register({ ...body, timeZone: body.timeZone ?? 'UTC', device: deviceLabel(request.get('user-agent')) })
        return signedInReply({ cookies, request, response }, signedIn, 201)
      },
    }),
    openRoute({
      method: 'post',
      path: '/api/auth/login',
      summary: 'Sign in',
      replies: [200, 'The user and tokens, or a ticket for the second factor', replies.signedInOrNext],
      body: schema.login,
      async handle({ body, request, response }) {
        const address = request.ip ?? ''
        const outcome = await inTurn(body.email, async () => {
          await limits.loginsOfAccount.check(body.email)
          await limits.loginsFromAddress.check(address)
          try {
            return await accounts.login({ ...body, device: deviceLabel(request.get('user-agent')) })
          } catch (error) {
            if (!(error instanceof Failure && error.code === 'unauthenticated')) throw error
            // Only failures count, so nobody can lock a learner out by guessing slower than the learner signs in.
            await Promise.allSettled([limits.loginsOfAccount.take(body.email), limits.loginsFromAddress.take(address)])
            throw error
          }
        })
        return outcomeReply({ cookies, request, response }, outcome)
      },
    }),
    openRoute({
      method: 'post',
      path: '/api/auth/refresh-token',
      summary: 'Exchange a refresh token for new tokens',
      replies: [200, 'The user and tokens', replies.signedIn],
      body: schema.refresh,
      async handle({ body, request, response }) {
        const token = body.refreshToken ?? refreshCookie(options, request)
        try {
          return signedInReply({ cookies, request, response }, await signIn.refresh(token, { mayRepeat: isOwnClient(request) }))
        } catch (error) {
          if (isWebApp(request) && error instanceof Failure && error.code === 'unauthenticated') cookies.clear(response)
          throw error
        }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/auth/logout',
      summary: 'Sign this device out',
      replies: [204, 'Signed out'],
      body: schema.nothing,
      async handle({ response }, learner) {
        await accounts.logout({ userId: learner.userId, deviceId: learner.sessionId })
        cookies.clear(response)
        return { status: 204, body: undefined }
      },
    }),
  ]
}

function mailRoutes({ accounts, limits }: IdentityOptions): readonly Route[] {
  const sent: Reply = { status: 202, body: { status: 'sent' } }
  return [
    openRoute({
      method: 'post',
      path: '/api/auth/verify-email',
      summary: 'Confirm an e-mail address with the token of the mailed link',
      replies: [204, 'Confirmed'],
      body: schema.byToken,
      async handle({ body }) {
        await accounts.verifyEmail(body.token)
        return { status: 204, body: undefined }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/auth/resend-verification',
      summary: 'Mail the confirmation link again',
      replies: [202, 'Sent, unless the address is confirmed already', replies.sent],
      body: schema.nothing,
      async handle({ response }, learner) {
        await limits.mails.take(learner.userId, response)
        await accounts.resendVerification(learner.userId)
        return sent
      },
    }),
    openRoute({
      method: 'post',
      path: '/api/auth/forgot-password',
      summary: 'Mail a link for a new password, if there is such an account',
      replies: [202, 'Sent, if there is such an account', replies.sent],
      body: schema.forgot,
      async handle({ body, response }) {
        await limits.mails.take(body.email, response)
        await accounts.forgotPassword(body.email)
        return sent
      },
    }),
    openRoute({
      method: 'post',
      path: '/api/auth/reset-password',
      summary: 'Choose a new password; signs every device out',
      replies: [204, 'Changed'],
      body: schema.reset,
      async handle({ body }) {
        await accounts.resetPassword(body.token, body.password)
        return { status: 204, body: undefined }
      },
    }),
  ]
}

function deviceRoutes({ accounts }: IdentityOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/auth/me',
      summary: 'Who is signed in',
      replies: [200, 'The user', replies.user],
      handle: async (_call, learner) => ({ status: 200, body: { user: toUser(await accounts.user(learner.userId)) } }),
    }),
    learnerRoute({
      method: 'get',
      path: '/api/auth/sessions',
      summary: 'Signed-in devices',
      replies: [200, 'The devices', replies.devices],
      async handle(_call, learner) {
        const devices = await accounts.devices(learner.userId)
        return {
          status: 200,
          body: {
            items: devices.map((device) => ({ ...device, label: shownLabel(device.label), current: device.id === learner.sessionId })),
            nextCursor: null,
          },
        }
      },
    }),
    learnerRoute({
      method: 'delete',
      path: '/api/auth/sessions',
      summary: 'Sign every other device out',
      replies: [200, 'How many were signed out', replies.signedOut],
      handle: async (_call, learner) => ({ status: 200, body: { signedOut: await accounts.revokeOtherDevices(learner.userId, learner.sessionId) } }),
    }),
    learnerRoute({
      method: 'delete',
      path: '/api/auth/sessions/:id',
      summary: 'Sign a device out',
      replies: [204, 'Signed out'],
      async handle(call, learner) {
        await accounts.revokeDevice(learner.userId, uuid(call.params.id))
        return { status: 204, body: undefined }
      },
    }),
  ]
}

function refreshCookie(options: IdentityOptions, request: Request): string {
  const token = options.cookies.refresh(request)
  if (token === undefined) throw new Failure('unauthenticated', 'Sign in again.')
  checkSameSite(request, options)
  return token
}

function uuid(id: string | undefined): string {
  if (id === undefined || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new Failure('not_found', 'There is no such device.')
  return id
}

/** Devices that were signed in before labels were read keep their whole user agent. */
function shownLabel(label: string): string {
  return label === '' || label.startsWith('Mozilla/') ? deviceLabel(label) : label
}
