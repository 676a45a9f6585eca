/** Signing in with a provider: the way there and back, which providers there are, and a learner's own ways to sign in. */
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { isUuid } from '@quint/runtime/uuid.ts'
import type { Response } from 'express'
import { z } from 'zod'
import type { Limit } from '../../http/limits.ts'
import { type Call, learnerRoute, openRoute, type Reply, type Route } from '../../http/route.ts'
import * as replies from '../replies.ts'
import * as schema from '../schema.ts'
import { type ArrivalsOptions, openArrivals } from './arrivals.ts'
import type { Purpose } from './attempt.ts'
import { safeNext } from './next.ts'
import type { Provider } from './provider.ts'
import { type Trouble, troubleOf } from './trouble.ts'

export interface OAuthOptions extends ArrivalsOptions {
  /** Those that are configured. */
  readonly providers: readonly Provider[]
  /** What a linked account is called, of providers and issuers that are configured no more as well. */
  readonly labelOf: (provider: string) => string
  readonly mails: Limit
  readonly log: Log
}

const settings = '/settings'
const start = z.strictObject({ next: z.string().max(2048).optional(), timeZone: schema.timeZone.optional() })
/** What the learner wants to do once they have shown that it is them. */
const confirm = z.strictObject({ goal: z.enum(['delete', 'codes']).optional() })
// What comes back is the provider's to word; all of it is checked with the attempt.
const back = z.record(z.string(), z.unknown())

export function oauthRoutes(options: OAuthOptions): readonly Route[] {
  return [...journeyRoutes(options), ...ownJourneyRoutes(options), ...wayRoutes(options)]
}

function journeyRoutes(options: OAuthOptions): readonly Route[] {
  const arrive = openArrivals(options)
  return [
    openRoute({
      method: 'get',
      path: '/api/auth/providers',
      summary: 'Other accounts that one can sign in with here',
      replies: [200, 'Name and label of each', replies.providers],
      handle: async () => ({ status: 200, body: { items: options.providers.map(({ name, label }) => ({ name, label })), nextCursor: null } }),
    }),
    openRoute({
      method: 'get',
      path: '/api/auth/oauth/:provider/start',
      summary: 'Go to a provider to sign in; for browsers',
      replies: [303, 'To the provider, or to /signin with the reason why not'],
      query: start,
      async handle(call) {
        const provider = providerOf(options, call)
        const next = safeNext(call.query.next)
        const purpose = { kind: 'sign-in', timeZone: call.query.timeZone ?? 'UTC' } as const
        try {
          return see(call.response, (await depart(options, call, { provider, next, purpose, ask: false })).href)
        } catch (error) {
          return see(call.response, door(trouble(options, error), { provider, next }))
        }
      },
    }),
    openRoute({
      method: 'get',
      path: '/api/auth/oauth/:provider/callback',
      summary: 'Come back from a provider; for browsers',
      replies: [303, 'To where the learner was going, or to a page with the reason why not'],
      query: back,
      async handle({ params, request, response, signal }, learner) {
        const provider = providerOf(options, { params })
        const attempt = await options.attempts.end(request, response)
        if (attempt === undefined) return see(response, door('expired', { provider, next: safeNext(undefined) }))
        const page = attempt.purpose.kind === 'sign-in' ? door : settingsPage
        try {
          const landing = await arrive({ provider, request, response, signal, userId: learner?.userId }, attempt)
          return see(response, 'to' in landing ? landing.to : page(landing.trouble, { provider, next: attempt.next }))
        } catch (error) {
          return see(response, page(trouble(options, error), { provider, next: attempt.next }))
        }
      },
    }),
  ]
}

/** Begun by a request that no other site can send, and ended by who began it. */
function ownJourneyRoutes(options: OAuthOptions): readonly Route[] {
  const journey = (kind: 'link' | 'confirm', summary: string): Route =>
    learnerRoute({
      method: 'post',
      path: `/api/auth/oauth/:provider/${kind}`,
      summary,
      replies: [200, 'The address at the provider, for this browser', replies.address],
      body: kind === 'confirm' ? confirm : schema.nothing,
      async handle(call, learner) {
        const provider = providerOf(options, call)
        const purpose = { kind, userId: learner.userId, deviceId: learner.sessionId } as const
        const next =
          kind === 'link'
            ? `${settings}?added=${provider.name}`
            : `${settings}?confirmed=${provider.name}&goal=${('goal' in call.body && call.body.goal) || 'delete'}`
        try {
          const url = await depart(options, call, { provider, next, purpose, ask: true })
          return { status: 200, body: { url: url.href } }
        } catch (error) {
          trouble(options, error)
          throw new Failure('unavailable', `${provider.label} does not answer just now: try again in a moment.`, { cause: error })
        }
      },
    })
  return [
    journey('link', 'Add an account elsewhere to the ways to sign in; for browsers'),
    journey('confirm', 'Show with a linked account that it is you, before what cannot be undone; for browsers'),
  ]
}

function wayRoutes(options: OAuthOptions): readonly Route[] {
  const { ways, consent, notices, labelOf } = options
  return [
    learnerRoute({
      method: 'get',
      path: '/api/auth/ways',
      summary: 'The ways to sign in to the account',
      replies: [200, 'Whether there is a password, and the linked accounts', replies.ways],
      async handle(_call, learner) {
        const { password, linked } = await ways.of(learner.userId)
        return { status: 200, body: { password, items: linked.map((link) => ({ ...link, label: labelOf(link.provider) })), nextCursor: null } }
      },
    }),
    learnerRoute({
      method: 'delete',
      path: '/api/auth/ways/:id',
      summary: 'Give up a linked account; never the last way to sign in',
      replies: [204, 'Given up'],
      async handle({ params: { id = '' }, signal }, learner) {
        if (!isUuid(id)) throw new Failure('not_found', 'There is no such way to sign in.')
        const gone = await ways.unlink(learner.userId, id)
        await notices.removed(learner.userId, labelOf(gone.provider), signal)
        return { status: 204, body: undefined }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/auth/mail-deletion-link',
      summary: 'Mail a link by which the account can be deleted without a password',
      replies: [202, 'Sent', replies.sent],
      body: schema.nothing,
      async handle({ response, signal }, learner): Promise<Reply> {
        await options.mails.take(learner.userId, response)
        await consent.mail(learner.userId, signal)
        return { status: 202, body: { status: 'sent' } }
      },
    }),
  ]
}

interface Leaving {
  readonly provider: Provider
  readonly next: string
  readonly purpose: Purpose
  readonly ask: boolean
}

async function depart(
  options: OAuthOptions,
  { response, signal }: Pick<Call<unknown, unknown>, 'response' | 'signal'>,
  leaving: Leaving,
): Promise<URL> {
  const { provider, next, purpose, ask } = leaving
  const checks = await options.attempts.begin(response, { provider: provider.name, purpose, next })
  return provider.departure({ checks, redirectUri: `${options.publicUrl}/api/auth/oauth/${provider.name}/callback`, ask }, signal)
}

function providerOf({ providers }: OAuthOptions, { params }: Pick<Call<unknown, unknown>, 'params'>): Provider {
  const provider = providers.find(({ name }) => name === params.provider)
  if (provider === undefined) throw new Failure('not_found', 'There is no such provider here.')
  return provider
}

function trouble({ log }: OAuthOptions, error: unknown): Trouble {
  const code = troubleOf(error)
  if (code === 'away' || code === 'garbled' || code === 'unavailable') log.error('a sign-in with a provider failed', error)
  return code
}

interface Place {
  readonly provider: Provider
  readonly next: string
}

function door(problem: Trouble, { provider, next }: Place): string {
  return `/signin?${new URLSearchParams({ problem, provider: provider.name, next })}`
}

function settingsPage(problem: Trouble, { provider }: Place): string {
  return `${settings}?${new URLSearchParams({ problem, provider: provider.name })}`
}

/** 303: whatever the method was, the next is a GET (RFC 9110, 15.4.4). */
function see(response: Response, address: string): undefined {
  response.setHeader('Cache-Control', 'no-store')
  response.redirect(303, address)
}
