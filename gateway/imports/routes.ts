/** Routes of past submissions, brought along by the extension from the learner's own signed-in judge. */
import type { ImportedSubmission } from '@quint/proto/gen/quint/sessions/v1/imports.ts'
import type { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import type { Limit } from '../http/limits.ts'
import { learnerRoute, type Route } from '../http/route.ts'
import * as replies from './replies.ts'
import * as schema from './schema.ts'

export interface ImportsOptions {
  readonly sessions: RpcClient<SessionsServiceDefinition>['call']
  readonly limit: Limit
}

const path = '/api/imports/submissions'
const importDeadlineMs = 15_000

export function importsRoutes({ sessions, limit }: ImportsOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'post',
      path,
      summary: 'Bring accepted submissions along from a judge; one that is there already stays as it is',
      replies: [200, 'How many are new and how many were there', replies.imported],
      body: schema.submissions,
      async handle({ body, signal }, learner) {
        await limit.take(learner.userId)
        const { imported, known } = await sessions.importSubmissions(
          {
            site: body.site,
            submissions: body.submissions.map(({ difficulty = '', tags = [], code = '', ...rest }) => ({ ...rest, difficulty, tags, code })),
          },
          { signal, learnerToken: learner.token, deadline: importDeadlineMs },
        )
        return { status: 200, body: { imported, known, _links: { self: { href: path } } } }
      },
    }),
    learnerRoute({
      method: 'get',
      path,
      summary: 'Submissions that were brought along, newest accepted first, without their code',
      revalidates: true,
      replies: [200, 'A page of submissions', replies.list],
      query: schema.page,
      async handle({ query, request, signal }, learner) {
        const { site = '', limit: most, cursor = '' } = query
        const page = await sessions.listImports({ site, limit: most, cursor }, { signal, learnerToken: learner.token })
        return {
          status: 200,
          body: {
            items: page.submissions.map(toImport),
            nextCursor: page.nextCursor === '' ? null : page.nextCursor,
            _links: { self: { href: request.originalUrl } },
          },
        }
      },
    }),
  ]
}

function toImport({ code: _code, ...submission }: ImportedSubmission) {
  return submission
}
