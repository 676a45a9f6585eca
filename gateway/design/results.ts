/** Routes of what came out of a submission: report, Terraform, comparison, and a further attempt with edits. */
import { learnerRoute, type Route } from '../http/route.ts'
import { jsonOf, toSubmission } from './mapping.ts'
import type { DesignOptions } from './options.ts'
import * as schema from './schema.ts'
import { there } from './submissions.ts'

export function resultRoutes({ runner, limits }: DesignOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/submissions/:id/report',
      summary: 'The report of a submission that was tried; format=html is a page to keep',
      replies: [200, 'The report'],
      streams: true,
      type: 'application/json',
      query: schema.format,
      async handle({ params, query, response, signal }, learner) {
        const { report } = await runner.getReport({ submissionId: params.id ?? '', format: query.format }, { signal, learnerToken: learner.token })
        if (query.format === 'json') return { status: 200, body: { report: jsonOf(report) } }
        response
          .status(200)
          .setHeader('Content-Type', 'text/html; charset=utf-8')
          .setHeader('Content-Disposition', 'attachment; filename="design-report.html"')
          .setHeader('Content-Length', report.length)
          .end(report)
        return undefined
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/submissions/:id/terraform',
      summary: "A submission's design as Terraform in its JSON form, for Google Cloud, AWS or this machine, or as objects of Kubernetes",
      replies: [200, 'The module'],
      query: schema.target,
      async handle({ params, query, signal }, learner) {
        const { module } = await runner.getTerraform({ submissionId: params.id ?? '', target: query.target }, { signal, learnerToken: learner.token })
        return { status: 200, body: { target: query.target, generatedTerraform: Buffer.from(module).toString('utf8') } }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/submissions/:id/compare',
      summary: 'Two attempts beside each other: what of the design changed, and what was measured',
      replies: [200, 'The comparison'],
      query: schema.comparison,
      async handle({ params, query, signal }, learner) {
        const asked = { submissionId: params.id ?? '', withId: query.with }
        const { comparison } = await runner.compareSubmissions(asked, { signal, learnerToken: learner.token })
        return { status: 200, body: { comparison: jsonOf(comparison) } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/submissions/:id/edits',
      summary: 'Try the same design again with edits; without any, with those that the report proposes',
      replies: [201, 'The new submission'],
      idempotent: true,
      body: schema.edits,
      async handle({ body, params, signal, effectId }, learner) {
        await limits.designs.take(learner.userId)
        const asking = { signal, learnerToken: learner.token, ...(effectId === undefined ? {} : { effectId }) }
        const edits = body.edits === undefined ? '' : JSON.stringify(body.edits)
        const { submission } = await runner.applyEdits({ submissionId: params.id ?? '', edits }, asking)
        return { status: 201, body: { submission: toSubmission(there(submission)) } }
      },
    }),
  ]
}
