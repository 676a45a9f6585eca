/** Routes for administrators: what waits for a decision, and the decision. */
import type { Database } from '@quint/db/database.ts'
import type { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import { recordDeed } from '../admin/audit-store.ts'
import { adminRoute, type Route } from '../http/route.ts'
import { toEntry } from './mapping.ts'
import * as replies from './replies.ts'
import * as schema from './schema.ts'

export interface ModerationOptions {
  readonly sessions: RpcClient<SessionsServiceDefinition>['call']
  readonly database: Database
}

const path = '/api/admin/moderation'

export function moderationRoutes({ sessions, database }: ModerationOptions): readonly Route[] {
  return [
    adminRoute({
      method: 'get',
      path,
      summary: 'Shared texts that wait for a decision, oldest first',
      replies: [200, 'A page of entries: what others would read, what the rules found, what was reported', replies.waiting],
      query: schema.queue,
      async handle({ query, request, signal }, admin) {
        const { limit, cursor = '' } = query
        const { entries, nextCursor } = await sessions.listModeration({ limit, cursor }, { signal, learnerToken: admin.token })
        return {
          status: 200,
          body: {
            items: entries.map(toEntry),
            nextCursor: nextCursor === '' ? null : nextCursor,
            _links: { self: { href: request.originalUrl } },
          },
        }
      },
    }),
    adminRoute({
      method: 'post',
      path: `${path}/:id`,
      summary: 'Let a shared text be read, or take it down; recorded in the audit',
      replies: [200, 'Its state from now on', replies.decided],
      body: schema.decision,
      async handle({ body, params, signal }, admin) {
        const id = params.id ?? ''
        await recordDeed(database, {
          actor: admin.userId,
          action: `moderation.${body.decision}`,
          subject: id.slice(0, 64),
          detail: { kind: 'session', reason: body.reason },
        })
        const { status } = await sessions.decideModeration({ id, ...body }, { signal, learnerToken: admin.token })
        return { status: 200, body: { id, status } }
      },
    }),
  ]
}
