/** Routes of designs: problems, what rules say of a design, questions about it. */

import { learnerRoute, openRoute, type Route } from '../http/route.ts'
import { adminDesignRoutes } from './admin.ts'
import { adminCloudRoutes } from './admin-clouds.ts'
import { assetRoutes } from './assets.ts'
import { coachedRoutes } from './coach.ts'
import { jsonOf, toProblem, toWholeProblem } from './mapping.ts'
import type { DesignOptions } from './options.ts'
import { resultRoutes } from './results.ts'
import * as schema from './schema.ts'
import { submissionRoutes } from './submissions.ts'

export function designRoutes(options: DesignOptions): readonly Route[] {
  return [
    ...problemRoutes(options),
    ...coachedRoutes(options),
    ...submissionRoutes(options),
    ...resultRoutes(options),
    ...assetRoutes(options),
    ...adminDesignRoutes(options),
    ...adminCloudRoutes(options),
  ]
}

function problemRoutes({ runner }: DesignOptions): readonly Route[] {
  return [
    openRoute({
      method: 'get',
      path: '/api/design/problems',
      summary: 'The design problems',
      replies: [200, 'Every problem'],
      async handle({ signal, request }) {
        const { problems } = await runner.listDesignProblems({}, { signal })
        return { status: 200, body: { items: problems.map(toProblem), nextCursor: null, _links: { self: { href: request.originalUrl } } } }
      },
    }),
    openRoute({
      method: 'get',
      path: '/api/design/problems/:id',
      summary: 'One design problem with its scale, its hints, and what a design of it begins with',
      replies: [200, 'The problem'],
      async handle({ params, signal }) {
        return { status: 200, body: { problem: toWholeProblem(await runner.getDesignProblem({ problemId: params.id ?? '' }, { signal })) } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/design/plan',
      summary: 'What a design would become somewhere and what that costs, before anything of it is made',
      replies: [200, 'The plan'],
      body: schema.plan,
      async handle({ body, signal }, learner) {
        const { target, ...design } = body
        const { plan } = await runner.planDesign({ design, target }, { signal, learnerToken: learner.token })
        return { status: 200, body: { plan: jsonOf(plan) } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/design/validate',
      summary: 'What rules say of a design, without keeping or deploying it',
      replies: [200, 'The design as it was read, and every finding'],
      body: schema.design,
      async handle({ body, signal }, learner) {
        const { valid, deployable, checked } = await runner.validateDesign({ design: body }, { signal, learnerToken: learner.token })
        return { status: 200, body: { valid, deployable, ...(jsonOf(checked) as object) } }
      },
    }),
  ]
}
