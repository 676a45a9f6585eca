/** The routes of users: themselves, what others may see of them, what they did, everything held of them, and their end. */
import type { Learner } from '@quint/auth/learner.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid } from '@quint/runtime/uuid.ts'
import type { Cookies } from '../../http/cookies.ts'
import { sendJsonPieces } from '../../http/json-pieces.ts'
import { type Call, learnerRoute, type Route } from '../../http/route.ts'
import type { Accounts } from '../accounts.ts'
import type { Consent } from '../consent.ts'
import { exportMs, type HoldingService, wholeExport } from '../export.ts'
import * as replies from '../replies.ts'
import * as identitySchema from '../schema.ts'
import type { Held } from './held.ts'
import type { Profiles } from './profile.ts'
import * as schema from './schema.ts'
import { type StatsPart, statsOf } from './stats.ts'
import { profileTag, toPublicUser, toUser } from './user.ts'

export interface PeopleOptions {
  readonly accounts: Accounts
  readonly consent: Consent
  readonly profiles: Profiles
  readonly held: Held
  readonly cookies: Cookies
  readonly services: readonly HoldingService[]
  readonly stats: readonly StatsPart[]
}

export function peopleRoutes(options: PeopleOptions): readonly Route[] {
  return [...profileRoutes(options), ...dataRoutes(options)]
}

function profileRoutes({ profiles, stats }: PeopleOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/users/:id',
      summary: 'A user: everything of oneself, and of others what they show in public',
      replies: [200, 'The user; of oneself with the ETag that a change is made against', replies.userOrShown],
      async handle(call, learner) {
        if (call.params.id !== learner.userId) return { status: 200, body: { user: toPublicUser(await profiles.of(uuid(call.params.id))) } }
        const user = await profiles.own(learner.userId)
        call.response.setHeader('ETag', profileTag(user))
        return { status: 200, body: { user: toUser(user) } }
      },
    }),
    learnerRoute({
      method: 'patch',
      path: '/api/users/:id',
      summary: 'Change name, time zone, colour, subjects or preferences; with If-Match only while nothing else has changed them',
      replies: [200, 'The user', replies.user],
      body: schema.change,
      async handle(call, learner) {
        const { displayName, timeZone, avatarColor, subjects, preferences } = call.body
        const change = { displayName, timeZone, avatarColor, subjects, preferences }
        const user = await profiles.change(self(call, learner), change, call.request.get('if-match'))
        call.response.setHeader('ETag', profileTag(user))
        return { status: 200, body: { user: toUser(user) } }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/users/:id/stats',
      summary: 'What the learner has done, by practice',
      replies: [200, 'Figures by practice; a practice that is not there is absent'],
      async handle(call, learner) {
        const id = self(call, learner)
        const practices = await statsOf(stats, { signal: call.signal, learnerToken: learner.token })
        return { status: 200, body: { stats: { userId: id, ...practices }, _links: { user: { href: `/api/users/${id}` } } } }
      },
    }),
  ]
}

function dataRoutes({ accounts, consent, held, cookies, services }: PeopleOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'delete',
      path: '/api/users/:id',
      summary: 'Delete the account and everything that belongs to it',
      replies: [204, 'Deleted'],
      body: identitySchema.remove,
      async handle(call, learner) {
        const userId = self(call, learner)
        const { password, confirmation } = call.body
        await consent.check({ userId, deviceId: learner.sessionId }, { password, confirmation, shown: call.request })
        await accounts.remove(userId)
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
        const identity = await held(self(call, learner))
        const asking = { signal: call.signal, learnerToken: learner.token, deadline: exportMs }
        await sendJsonPieces(call.response, wholeExport(identity, services, asking), 'quint-export.json')
        return undefined
      },
    }),
  ]
}

function self(call: Pick<Call<unknown, unknown>, 'params'>, learner: Learner): string {
  if (call.params.id !== learner.userId) throw new Failure('not_found', 'There is no such user.')
  return learner.userId
}

function uuid(id: string | undefined): string {
  if (id === undefined || !isUuid(id)) throw new Failure('not_found', 'There is no such user.')
  return id
}
