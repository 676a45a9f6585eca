/** Signing in with the token of a trusted issuer: exchanged for our own, and never passed on. */
import { Failure } from '@quint/runtime/failure.ts'
import { count } from '@quint/telemetry/metrics.ts'
import { z } from 'zod'
import type { Cookies } from '../../http/cookies.ts'
import type { Limit } from '../../http/limits.ts'
import { openRoute, type Route } from '../../http/route.ts'
import { deviceLabel } from '../device-label.ts'
import type { Linking } from '../oauth/linking.ts'
import type { Notices } from '../oauth/notices.ts'
import { refusalWords } from '../oauth/trouble.ts'
import { timeZone } from '../schema.ts'
import { outcomeReply } from '../signed-in-reply.ts'
import type { VerifyExternal } from './token.ts'

export interface ExchangeOptions {
  readonly verify: VerifyExternal
  readonly linking: Linking
  readonly notices: Notices
  readonly cookies: Cookies
  readonly limits: { readonly registrations: Limit; readonly loginsFromAddress: Limit }
}

const exchange = z.strictObject({ token: z.string().min(1).max(16_384), timeZone: timeZone.optional() })

export function exchangeRoutes({ verify, linking, notices, cookies, limits }: ExchangeOptions): readonly Route[] {
  return [
    openRoute({
      method: 'post',
      path: '/api/auth/exchange',
      summary: 'Exchange the token of a trusted issuer for our own',
      replies: [200, 'The user and tokens, or a ticket for the second factor'],
      body: exchange,
      async handle({ body, request, response, signal }) {
        const address = request.ip ?? ''
        await limits.loginsFromAddress.check(address)
        const { issuer, identity } = await verify(body.token).catch(async (error: unknown) => {
          const refused = error instanceof Failure && error.code === 'unauthenticated'
          if (refused) await Promise.allSettled([limits.loginsFromAddress.take(address)])
          count('quint.auth.ways', { 'quint.auth.way': 'external', 'quint.auth.outcome': 'failed' })
          throw error
        })
        const arrived = await linking.arrive({
          provider: issuer.issuer,
          identity,
          timeZone: body.timeZone ?? 'UTC',
          device: deviceLabel(request.get('user-agent')),
          mayRegister: () => limits.registrations.take(address, response),
        })
        count('quint.auth.ways', { 'quint.auth.way': 'external', 'quint.auth.outcome': arrived.kind === 'in' ? 'succeeded' : 'failed' })
        if (arrived.kind === 'refused') throw new Failure('conflict', refusalWords[arrived.why])
        if (arrived.joined !== undefined) await notices.added(arrived.joined, issuer.name, signal)
        return outcomeReply({ cookies, request, response }, arrived.outcome)
      },
    }),
  ]
}
