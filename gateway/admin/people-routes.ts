/** Routes for administrators: people's accounts, and what may be done to one. */
import type { Learner } from '@quint/auth/learner.ts'
import type { Database } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid } from '@quint/runtime/uuid.ts'
import { sendJsonPieces } from '../http/json-pieces.ts'
import { adminRoute, type Call, type Route } from '../http/route.ts'
import { exportMs, type HoldingService, wholeExport } from '../identity/export.ts'
import { avatarColorOf } from '../identity/people/avatar.ts'
import type { Held } from '../identity/people/held.ts'
import { findUser, listDevices, type User } from '../identity/store.ts'
import type { Administration, Doing } from './accounts.ts'
import { type AccountRow, listAccounts } from './accounts-store.ts'
import * as replies from './replies.ts'
import * as schema from './schema.ts'

export interface AdminPeopleOptions {
  readonly database: Database
  readonly administration: Administration
  readonly held: Held
  readonly services: readonly HoldingService[]
}

const path = '/api/admin/users'

export function adminPeopleRoutes(options: AdminPeopleOptions): readonly Route[] {
  return [...readingRoutes(options), ...changingRoutes(options)]
}

function readingRoutes({ database, administration, held, services }: AdminPeopleOptions): readonly Route[] {
  return [
    adminRoute({
      method: 'get',
      path,
      summary: 'Accounts, the newest first; q is the beginning of an e-mail address or a part of a name',
      replies: [200, 'A page of accounts', replies.accounts],
      query: schema.users,
      async handle(call) {
        const { q, role, status, limit, cursor } = call.query
        const rows = await listAccounts(database, { text: q, role, status, before: cursor, most: limit + 1 })
        const page = rows.slice(0, limit)
        return {
          status: 200,
          body: {
            items: page.map((row) => toAccount({ ...row, suspended: row.suspendedAt !== null })),
            nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
            _links: { self: { href: call.request.originalUrl } },
          },
        }
      },
    }),
    adminRoute({
      method: 'get',
      path: `${path}/:id`,
      summary: 'One account, and the devices it is signed in with',
      replies: [200, 'The account', replies.whole],
      async handle(call) {
        const id = idOf(call)
        const read = await database.asReader(id, async (tx) => ({ user: await findUser(tx, id), devices: await listDevices(tx) }))
        if (read.user === undefined) throw new Failure('not_found', 'There is no such user.')
        return { status: 200, body: { user: { ...toAccount(read.user), timeZone: read.user.timeZone }, devices: read.devices } }
      },
    }),
    adminRoute({
      method: 'post',
      path: `${path}/:id/export`,
      summary: 'Everything held of a learner, from all services, for whoever is entitled to it; recorded in the audit',
      replies: [200, 'JSON by service'],
      body: schema.withReason,
      async handle(call, admin) {
        const doing = doingOf(call, admin)
        const learnerToken = await administration.standIn(doing)
        const identity = await held(doing.userId)
        const asking = { signal: call.signal, learnerToken, deadline: exportMs }
        await sendJsonPieces(call.response, wholeExport(identity, services, asking), `quint-export-${doing.userId}.json`)
        return undefined
      },
    }),
  ]
}

function changingRoutes({ administration }: AdminPeopleOptions): readonly Route[] {
  return [
    adminRoute({
      method: 'post',
      path: `${path}/:id/roles`,
      summary: 'Set the roles of an account; who loses one is signed out everywhere. Recorded in the audit',
      replies: [200, 'The account', replies.one],
      body: schema.setRoles,
      async handle(call, admin) {
        return { status: 200, body: { user: toAccount(await administration.setRoles(doingOf(call, admin), call.body.roles)) } }
      },
    }),
    adminRoute({
      method: 'post',
      path: `${path}/:id/suspend`,
      summary: 'Suspend an account, which signs it out everywhere at once, or let it in again; recorded in the audit',
      replies: [200, 'The account', replies.one],
      body: schema.suspend,
      async handle(call, admin) {
        return { status: 200, body: { user: toAccount(await administration.suspend(doingOf(call, admin), call.body.suspended)) } }
      },
    }),
    adminRoute({
      method: 'delete',
      path: `${path}/:id`,
      summary: 'Delete an account and everything that belongs to it; recorded in the audit',
      replies: [204, 'Deleted; the ledger of erasures says when every service has done it'],
      body: schema.withReason,
      async handle(call, admin) {
        await administration.remove(doingOf(call, admin))
        return { status: 204, body: undefined }
      },
    }),
  ]
}

type Shown = Omit<AccountRow, 'suspendedAt'> & Pick<User, 'suspended'>

/** What an administrator needs to tell people apart; not how they like to work. */
function toAccount({ id, email, displayName, avatarColor, roles, emailVerified, createdAt, lastActiveAt, suspended }: Shown) {
  const self = `${path}/${id}`
  return {
    ...{ id, email, displayName, avatarColor: avatarColor ?? avatarColorOf(id), roles, emailVerified, createdAt, lastActiveAt },
    status: suspended ? 'suspended' : 'active',
    _links: { self: { href: self }, roles: { href: `${self}/roles` }, suspend: { href: `${self}/suspend` }, export: { href: `${self}/export` } },
  }
}

function doingOf(call: Call<{ readonly reason: string }, unknown>, admin: Learner): Doing {
  return { admin, userId: idOf(call), reason: call.body.reason }
}

function idOf({ params }: Pick<Call<unknown, unknown>, 'params'>): string {
  const { id = '' } = params
  if (!isUuid(id)) throw new Failure('not_found', 'There is no such user.')
  return id
}
