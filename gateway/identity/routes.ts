/** Identity's routes: accounts, tokens, devices, and everything held of a learner. */
import type { Learner } from '@quint/auth/learner.ts'
import type { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Request, Response } from 'express'
import { checkSameSite, isWebApp } from '../http/caller.ts'
import type { Cookies } from '../http/cookies.ts'
import { sendJsonPieces } from '../http/json-pieces.ts'
import type { Limit } from '../http/limits.ts'
import { type Call, learnerRoute, openRoute, type Reply, type Route } from '../http/route.ts'
import type { Accounts, SignedIn } from './accounts.ts'
import { exportMs, wholeExport } from './export.ts'
import { oneAtATime } from './one-at-a-time.ts'
import * as schema from './schema.ts'
import type { User } from './store.ts'

export interface IdentityOptions {
  readonly accounts: Accounts
  readonly cookies: Cookies
  readonly sessions: RpcClient<SessionsServiceDefinition>['call']
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
  return [...signInRoutes(options), ...mailRoutes(options), ...deviceRoutes(options), ...userRoutes(options)]
}

function signInRoutes(options: IdentityOptions): readonly Route[] {
  const { accounts, cookies, limits } = options
  // Guesses that come at once are counted one after another.
  const inTurn = oneAtATime()
  return [
    openRoute({
      method: 'post',
      path: '/api/auth/register',
      summary: 'Make an account and sign in',
      replies: [201, 'The user and tokens'],
      body: schema.register,
      async handle({ body, request, response, signal }) {
        await limits.registrations.take(request.ip ?? '', response)
        const signedIn = await accounts.register({ ...body, timeZone: body.timeZone ?? 'UTC', device: label(request) }, signal)
        return grant(options, { signedIn, request, response, status: 201 })
      },
    }),
    openRoute({
      method: 'post',
      path: '/api/auth/login',
      summary: 'Sign in',
      replies: [200, 'The user and tokens'],
      body: schema.login,
      async handle({ body, request, response }) {
        const address = request.ip ?? ''
        const signedIn = await inTurn(body.email, async () => {
          await limits.loginsOfAccount.check(body.email)
          await limits.loginsFromAddress.check(address)
          try {
            return await accounts.login({ ...body, device: label(request) })
          } catch (error) {
            if (!(error instanceof Failure && error.code === 'unauthenticated')) throw error
            // Only failures count, so nobody can lock a learner out by guessing slower than the learner signs in.
            await Promise.allSettled([limits.loginsOfAccount.take(body.email), limits.loginsFromAddress.take(address)])
            throw error
          }
        })
        return grant(options, { signedIn, request, response, status: 200 })
      },
    }),
    openRoute({
      method: 'post',
      path: '/api/auth/refresh-token',
      summary: 'Exchange a refresh token for new tokens',
      replies: [200, 'The user and tokens'],
      body: schema.refresh,
      async handle({ body, request, response }) {
        const token = body.refreshToken ?? refreshCookie(options, request)
        try {
          return grant(options, { signedIn: await accounts.refresh(token), request, response, status: 200 })
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
      replies: [202, 'Sent, unless the address is confirmed already'],
      body: schema.nothing,
      async handle({ response, signal }, learner) {
        await limits.mails.take(learner.userId, response)
        await accounts.resendVerification(learner.userId, signal)
        return sent
      },
    }),
    openRoute({
      method: 'post',
      path: '/api/auth/forgot-password',
      summary: 'Mail a link for a new password, if there is such an account',
      replies: [202, 'Sent, if there is such an account'],
      body: schema.forgot,
      async handle({ body, response, signal }) {
        await limits.mails.take(body.email, response)
        await accounts.forgotPassword(body.email, signal)
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
      replies: [200, 'The user'],
      handle: async (_call, learner) => ({ status: 200, body: { user: toUser(await accounts.user(learner.userId)) } }),
    }),
    learnerRoute({
      method: 'get',
      path: '/api/auth/sessions',
      summary: 'Signed-in devices',
      replies: [200, 'The devices'],
      async handle(_call, learner) {
        const devices = await accounts.devices(learner.userId)
        return { status: 200, body: { items: devices.map((device) => ({ ...device, current: device.id === learner.sessionId })), nextCursor: null } }
      },
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

function userRoutes({ accounts, cookies, sessions }: IdentityOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/users/:id',
      summary: 'A user: only oneself so far',
      replies: [200, 'The user'],
      handle: async (call, learner) => ({ status: 200, body: { user: toUser(await accounts.user(self(call, learner))) } }),
    }),
    learnerRoute({
      method: 'patch',
      path: '/api/users/:id',
      summary: 'Change name or time zone',
      replies: [200, 'The user'],
      body: schema.change,
      async handle(call, learner) {
        const { displayName, timeZone } = call.body
        return { status: 200, body: { user: toUser(await accounts.change(self(call, learner), { displayName, timeZone })) } }
      },
    }),
    learnerRoute({
      method: 'delete',
      path: '/api/users/:id',
      summary: 'Delete the account and everything that belongs to it',
      replies: [204, 'Deleted'],
      body: schema.remove,
      async handle(call, learner) {
        await accounts.remove(self(call, learner), call.body.password)
        cookies.clear(call.response)
        return { status: 204, body: undefined }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/users/:id/export',
      summary: 'Everything held of the learner, from all services',
      replies: [200, 'JSON by service'],
      async handle(call, learner) {
        const user = await accounts.user(self(call, learner))
        const devices = await accounts.devices(learner.userId)
        const held = sessions.streamExport({}, { signal: call.signal, learnerToken: learner.token, deadline: exportMs })
        await sendJsonPieces(call.response, wholeExport({ user: toUser(user), devices }, held), 'quint-export.json')
        return undefined
      },
    }),
  ]
}

interface Granting {
  readonly signedIn: SignedIn
  readonly request: Request
  readonly response: Response
  readonly status: number
}

/** The web app gets cookies and no token that a script could read. */
function grant({ cookies }: IdentityOptions, { signedIn, request, response, status }: Granting): Reply {
  const user = toUser(signedIn.user)
  response.setHeader('Cache-Control', 'no-store')
  if (isWebApp(request)) {
    cookies.set(response, signedIn)
    return { status, body: { user, expiresIn: signedIn.expiresIn } }
  }
  const { accessToken, refreshToken, expiresIn } = signedIn
  return { status, body: { user, accessToken, refreshToken, expiresIn, tokenType: 'Bearer' } }
}

function refreshCookie(options: IdentityOptions, request: Request): string {
  const token = options.cookies.refresh(request)
  if (token === undefined) throw new Failure('unauthenticated', 'Sign in again.')
  checkSameSite(request, options)
  return token
}

function toUser(user: User) {
  return { ...user, _links: { self: { href: `/api/users/${user.id}` }, export: { href: `/api/users/${user.id}/export` } } }
}

function self(call: Pick<Call<unknown, unknown>, 'params'>, learner: Learner): string {
  if (call.params.id !== learner.userId) throw new Failure('not_found', 'There is no such user.')
  return learner.userId
}

function uuid(id: string | undefined): string {
  if (id === undefined || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new Failure('not_found', 'There is no such device.')
  return id
}

/** What a learner recognises a device by; never longer than a line. */
function label(request: Request): string {
  return (request.get('user-agent') ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, 120)
}
