/** Routes for administrators: designs in a cloud with the plans that wait for them, and problems' own designs to be measured. */
import { recordDeed } from '../admin/audit-store.ts'
import { adminRoute, type Route } from '../http/route.ts'
import { toCloud, toPage } from './mapping.ts'
import type { DesignOptions } from './options.ts'
import * as schema from './schema.ts'

export function adminCloudRoutes(options: DesignOptions): readonly Route[] {
  return [...cloudRoutes(options), ...referenceRoutes(options)]
}

function cloudRoutes({ runner, database }: DesignOptions): readonly Route[] {
  return [
    adminRoute({
      method: 'get',
      path: '/api/admin/clouds',
      summary: 'Designs in a cloud, the newest first; waiting=true only those that wait for a decision',
      replies: [200, 'A page of them, without their plans'],
      query: schema.clouds,
      async handle({ query, request, signal }, admin) {
        const asked = { limit: query.limit, cursor: query.cursor ?? '', waiting: query.waiting === 'true' }
        const { clouds, nextCursor } = await runner.listClouds(asked, { signal, learnerToken: admin.token })
        const items = clouds.flatMap(({ cloud, userId, ...rest }) =>
          cloud === undefined ? [] : [{ ...toCloud(cloud), ...rest, userId: userId === '' ? null : userId }],
        )
        return { status: 200, body: toPage(items, nextCursor, request.originalUrl) }
      },
    }),
    adminRoute({
      method: 'get',
      path: '/api/admin/clouds/:id/plan',
      summary: 'The saved plan of a design as Terraform shows it, with the digest by which it is approved',
      replies: [200, 'The plan'],
      async handle({ params, signal }, admin) {
        const { plan, digest } = await runner.getCloudPlan({ cloudId: params.id ?? '' }, { signal, learnerToken: admin.token })
        return { status: 200, body: { plan, digest } }
      },
    }),
    adminRoute({
      method: 'post',
      path: '/api/admin/clouds/:id/decision',
      summary: 'Approve exactly one saved plan, refuse it, or have what was made destroyed; recorded in the audit',
      replies: [200, 'What was decided'],
      body: schema.cloudDecided,
      async handle({ body, params, signal }, admin) {
        const { id = '' } = params
        const detail = { reason: body.reason, plan: body.digest.slice(0, 12) }
        await recordDeed(database, { actor: admin.userId, action: `cloud.${body.decision}`, subject: id.slice(0, 64), detail })
        await runner.decideCloud({ cloudId: id, ...body }, { signal, learnerToken: admin.token })
        return { status: 200, body: { id, decision: body.decision } }
      },
    }),
  ]
}

function referenceRoutes({ runner, database }: DesignOptions): readonly Route[] {
  return [
    adminRoute({
      method: 'get',
      path: '/api/admin/design-references',
      summary: "Which problems' own designs were measured on this kind of machine",
      replies: [200, 'Every problem'],
      async handle({ request, signal }, admin) {
        const { references } = await runner.listReferences({}, { signal, learnerToken: admin.token })
        const items = references.map(({ measuredAt, ...rest }) => ({ ...rest, measuredAt: measuredAt === '' ? null : measuredAt }))
        return { status: 200, body: toPage(items, '', request.originalUrl) }
      },
    }),
    adminRoute({
      method: 'post',
      path: '/api/admin/design-references/:problem/measure',
      summary: "Have a problem's own design tried as learners' are, when none of theirs is there; recorded in the audit",
      replies: [202, 'It is asked for'],
      async handle({ params, signal }, admin) {
        const { problem = '' } = params
        await recordDeed(database, { actor: admin.userId, action: 'reference.measure', subject: problem.slice(0, 64), detail: {} })
        await runner.measureReference({ problemId: problem }, { signal, learnerToken: admin.token })
        return { status: 202, body: { problemId: problem } }
      },
    }),
  ]
}
