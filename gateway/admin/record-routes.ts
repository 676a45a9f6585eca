/** Routes for administrators: the audit, the ledger of erasures, what waits for them, and figures of use. */
import type { Bus } from '@quint/bus/bus.ts'
import type { Database } from '@quint/db/database.ts'
import { adminRoute, type Route } from '../http/route.ts'
import { type Erasure, listErasures, waitingErasures } from '../identity/people/erasure-store.ts'
import type { Clients } from '../identity/people/services.ts'
import { listAudit } from './audit-store.ts'
import * as replies from './replies.ts'
import * as schema from './schema.ts'
import { usageOf } from './usage.ts'
import { waitingFor } from './waiting.ts'

export interface RecordOptions {
  readonly database: Database
  readonly clients: Clients
  readonly bus: Bus
}

export function recordRoutes(options: RecordOptions): readonly Route[] {
  return [...ledgerRoutes(options), ...figureRoutes(options)]
}

function ledgerRoutes({ database }: RecordOptions): readonly Route[] {
  return [
    adminRoute({
      method: 'get',
      path: '/api/admin/audit',
      summary: 'What administrators did, the newest first, by actor, action, subject and time',
      replies: [200, 'A page of the audit', replies.audit],
      query: schema.audit,
      async handle(call) {
        const { limit, cursor, actor, action, subject, from, to } = call.query
        const rows = await listAudit(database, { actor, action, subject, from, to, before: cursor, most: limit + 1 })
        const items = rows.slice(0, limit)
        const nextCursor = rows.length > limit ? String(items.at(-1)?.sequence) : null
        return { status: 200, body: { items, nextCursor, _links: { self: { href: call.request.originalUrl } } } }
      },
    }),
    adminRoute({
      method: 'get',
      path: '/api/admin/erasures',
      summary: 'Deleted accounts, the newest first, and which services have erased what they held; open=true leaves out those that are done',
      replies: [200, 'A page of the ledger, and by service how many wait and for how long', replies.erasures],
      query: schema.erasures,
      async handle(call) {
        const { limit, cursor, open } = call.query
        const [rows, waiting] = await Promise.all([listErasures(database, { open, before: cursor, most: limit + 1 }), waitingErasures(database)])
        const items = rows.slice(0, limit)
        const nextCursor = rows.length > limit ? cursorOf(items.at(-1)) : null
        return { status: 200, body: { items, nextCursor, waiting, _links: { self: { href: call.request.originalUrl } } } }
      },
    }),
  ]
}

function figureRoutes({ database, clients, bus }: RecordOptions): readonly Route[] {
  return [
    adminRoute({
      method: 'get',
      path: '/api/admin/waiting',
      summary: 'How much waits for an administrator, queue by queue',
      replies: [200, 'Numbers; those of what does not answer are absent, and it is named', replies.waiting],
      async handle({ signal }, admin) {
        return { status: 200, body: { waiting: await waitingFor({ database, clients, bus }, { signal, learnerToken: admin.token }) } }
      },
    }),
    adminRoute({
      method: 'get',
      path: '/api/admin/usage',
      summary: 'Accounts and who was active, sessions, hints and tokens by who wrote them, over some days',
      replies: [200, 'Figures; those of a service that does not answer are absent, and it is named', replies.usage],
      query: schema.usage,
      async handle(call, admin) {
        const asking = { days: call.query.days, signal: call.signal, learnerToken: admin.token }
        return { status: 200, body: { usage: await usageOf(database, clients, asking) } }
      },
    }),
  ]
}

function cursorOf(erasure: Erasure | undefined): string | null {
  return erasure === undefined ? null : `${erasure.askedAt}_${erasure.userId}`
}
