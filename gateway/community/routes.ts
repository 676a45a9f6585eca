/** Routes of what learners let others see: shared sessions and boards. */
import type { Database } from '@quint/db/database.ts'
import type { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { appealRoute } from '../appeals.ts'
import type { Limit } from '../http/limits.ts'
import { learnerRoute, type Route } from '../http/route.ts'
import { findUser } from '../identity/store.ts'
import { toCard, toPlace, toPreview, toShared, toSharing } from './mapping.ts'
import { moderationRoutes } from './moderation-routes.ts'
import * as replies from './replies.ts'
import * as schema from './schema.ts'

export interface CommunityOptions {
  readonly sessions: RpcClient<SessionsServiceDefinition>['call']
  readonly database: Database
  /** Of shares, reports and changes of a name together. */
  readonly limit: Limit
}

const ok = (body: unknown) => ({ status: 200, body })

export function communityRoutes(options: CommunityOptions): readonly Route[] {
  return [...sharingRoutes(options), ...readingRoutes(options), ...boardRoutes(options), ...moderationRoutes(options)]
}

/** The words that name a learner: the whole name and each part of it, and the address up to its @. */
async function namesOf({ database }: CommunityOptions, userId: string): Promise<string[]> {
  const { displayName = '', email = '' } = (await database.asReader(userId, (tx) => findUser(tx, userId))) ?? {}
  const parts = displayName.split(/[\s,;|/]+/u).filter((part) => part.length > 2)
  return [...new Set([displayName, ...parts, email, email.split('@')[0] ?? ''])].filter((name) => name.length > 1)
}

function sharingRoutes(options: CommunityOptions): readonly Route[] {
  const { sessions, limit } = options
  return [
    learnerRoute({
      method: 'put',
      path: '/api/session/:id/share',
      summary: 'Let others read a completed session without your name, or no longer',
      replies: [200, 'How it is shared now, and what the rules say of it', replies.shared],
      body: schema.share,
      async handle({ body, params, signal }, learner) {
        const sessionId = params.id ?? ''
        // Taking it back is never refused.
        if (body.shared) await limit.take(learner.userId)
        const { sharing, reasons } = await sessions.shareSession(
          { sessionId, shared: body.shared, displayAs: body.displayAs ?? '', names: body.shared ? await namesOf(options, learner.userId) : [] },
          { signal, learnerToken: learner.token },
        )
        return ok({ sharing: toSharing(sharing, sessionId), reasons })
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/session/:id/share/preview',
      summary: 'What others would read of a session, and how it is shared now',
      replies: [200, 'The text without names, what the rules say of it, and how it is shared', replies.previewed],
      query: schema.preview,
      async handle({ query, params, signal }, learner) {
        const sessionId = params.id ?? ''
        const request = { sessionId, displayAs: query.displayAs ?? '', names: await namesOf(options, learner.userId) }
        const { session, verdict, reasons, sharing } = await sessions.previewShare(request, { signal, learnerToken: learner.token })
        return ok({ preview: session === undefined ? null : toPreview(session), verdict, reasons, sharing: toSharing(sharing, sessionId) })
      },
    }),
    appealRoute({
      path: '/api/session/:id/share',
      what: 'a shared session',
      limit,
      body: replies.appealed,
      async ask({ id, appeal, userId }, asking) {
        const { sharing } = await sessions.appealShare({ sessionId: id, appeal, names: await namesOf(options, userId) }, asking)
        return { sharing: toSharing(sharing, id) }
      },
    }),
  ]
}

function readingRoutes({ sessions, limit }: CommunityOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/community/sessions',
      summary: 'Sessions that learners have shared, newest first',
      revalidates: true,
      replies: [200, 'A page of shared sessions, without their texts', replies.list],
      query: schema.list,
      async handle({ query, request, signal }, learner) {
        const { q = '', site = '', difficulty = '', cursor = '', limit: most } = query
        const page = await sessions.listSharedSessions({ query: q, site, difficulty, limit: most, cursor }, { signal, learnerToken: learner.token })
        return ok({
          items: page.sessions.map(toCard),
          nextCursor: page.nextCursor === '' ? null : page.nextCursor,
          _links: { self: { href: request.originalUrl } },
        })
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/community/sessions/:id',
      summary: 'A shared session',
      revalidates: true,
      replies: [200, 'Its answers, last word and what changed', replies.one],
      async handle({ params, signal }, learner) {
        const { session } = await sessions.getSharedSession({ shareId: params.id ?? '' }, { signal, learnerToken: learner.token })
        if (session === undefined) throw new Failure('not_found', 'There is no such shared session.')
        return ok({ session: toShared(session) })
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/community/sessions/:id/report',
      summary: 'Call a shared session to the attention of a moderator',
      replies: [204, 'It was taken down; again changes nothing'],
      body: schema.report,
      async handle({ body, params, signal }, learner) {
        await limit.take(learner.userId)
        await sessions.reportSharedSession(
          { shareId: params.id ?? '', reason: body.reason, detail: body.detail ?? '' },
          { signal, learnerToken: learner.token },
        )
        return { status: 204, body: undefined }
      },
    }),
  ]
}

function boardRoutes(options: CommunityOptions): readonly Route[] {
  const { sessions, limit } = options
  return [
    learnerRoute({
      method: 'get',
      path: '/api/leaderboard',
      summary: 'A board of those who chose to be on it, and your own place',
      replies: [200, 'A page of places; none while fewer than five are on it', replies.board],
      query: schema.board,
      async handle({ query, request, signal }, learner) {
        const { window, metric, limit: most, cursor = '' } = query
        const board = await sessions.getLeaderboard({ window, metric, limit: most, cursor }, { signal, learnerToken: learner.token })
        return ok({
          items: board.places.map(toPlace),
          nextCursor: board.nextCursor === '' ? null : board.nextCursor,
          window,
          metric,
          own: board.own === undefined ? null : toPlace(board.own),
          joined: board.joined,
          pseudonym: board.pseudonym === '' ? null : board.pseudonym,
          computedAt: board.computedAt === '' ? null : board.computedAt,
          fewest: board.fewest,
          _links: { self: { href: request.originalUrl }, membership: { href: '/api/leaderboard/membership', method: 'PUT' } },
        })
      },
    }),
    learnerRoute({
      method: 'put',
      path: '/api/leaderboard/membership',
      summary: 'Be on the boards under a name that is not yours, or leave them at once',
      replies: [200, 'Whether you are on them, and as whom', replies.membership],
      body: schema.membership,
      async handle({ body, signal }, learner) {
        if (body.joined) await limit.take(learner.userId)
        const { joined, pseudonym } = await sessions.joinLeaderboard(
          { joined: body.joined, displayAs: body.displayAs ?? '', names: await namesOf(options, learner.userId) },
          { signal, learnerToken: learner.token },
        )
        return ok({ joined, pseudonym: joined ? pseudonym : null })
      },
    }),
  ]
}
