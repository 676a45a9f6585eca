/** The contract's calls, one function each: messages in, domain, messages out. */
import type { Database } from '@quint/db/database.ts'
import type { Algorithm } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import type { ListSessionsRequest, SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { adminOf, effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { checkedAlgorithm } from './algorithm.ts'
import type { Analysis } from './analysis.ts'
import { boards } from './board/rpc.ts'
import type { Coaching } from './coaching.ts'
import { moderating } from './community/moderation-rpc.ts'
import { sharing } from './community/rpc.ts'
import { checkedLimit } from './cursor.ts'
import { elementTexts, promptCount, source } from './element.ts'
import { exportAtOnce, exportPieces } from './export.ts'
import { listSessions } from './history-store.ts'
import { importing } from './imports/rpc.ts'
import { interviews } from './interview/rpc.ts'
import { overview } from './overview.ts'
import { promptAt, prompts, type Wording } from './prompt.ts'
import * as store from './store.ts'
import { tryPrompts } from './try.ts'
import { countUsage } from './usage-store.ts'
import { fromStatus, toChange, toElement, toFindings, toMessage, toPrompt, toResponse, toSession } from './wire.ts'

export interface RpcDeps {
  readonly database: Database
  readonly coaching: Coaching
  readonly analysis: Analysis
  readonly now: () => Date
}

const longestFilter = 255

export function rpc({ database, coaching, analysis, now }: RpcDeps): SessionsServiceImplementation {
  return {
    async startSession(request, context) {
      const algorithm = checkedAlgorithm(request.algorithm)
      const session = await coaching.start({ learner: learnerOf(context), algorithm, sessionId: effectIdOf(context) })
      return { session: toSession(session), prompt: toPrompt(promptAt(0, wording(algorithm))) }
    },
    async respondToPrompt(request, context) {
      const { session, algorithm, findings } = await coaching.respond({ ...request, learner: learnerOf(context), signal: context.signal })
      const next = session.promptsCompleted < promptCount ? toPrompt(promptAt(session.promptsCompleted, wording(algorithm))) : undefined
      return { session: toSession(session), prompt: next, findings }
    },
    takeTurn: (request, context) => coaching.takeTurn({ ...request, learner: learnerOf(context), signal: context.signal }),
    prepareHint: (request, context) => coaching.prepareHint({ ...request, learner: learnerOf(context), signal: context.signal }),
    async completeSession(request, context) {
      const { session, change } = await coaching.complete({ ...request, learner: learnerOf(context), signal: context.signal })
      return { session: toSession(session), change }
    },
    async abandonSession(request, context) {
      return { session: toSession(await coaching.abandon({ ...request, learner: learnerOf(context), signal: context.signal })) }
    },
    getSession: (request, context) => database.asReader(learnerOf(context).userId, (tx) => transcript(tx, request.sessionId)),
    async listSessions(request, context) {
      const limit = checkedPage(request)
      const page = { ...request, limit, status: fromStatus(request.status) }
      const { rows, nextCursor } = await database.asReader(learnerOf(context).userId, (tx) => listSessions(tx, page))
      return { sessions: rows.map(toSession), nextCursor }
    },
    ...overview(database, now),
    ...importing(database, now),
    ...interviews(database),
    ...sharing(database),
    ...moderating(database),
    ...boards(database),
    async exportLearner(_request, context) {
      return { json: await exportAtOnce(database, learnerOf(context).userId) }
    },
    async *streamExport(_request, context) {
      for await (const json of exportPieces(database, learnerOf(context).userId)) yield { json }
    },
    async getUsage({ days }, context) {
      adminOf(context)
      return countUsage(database, days)
    },
    async listElements() {
      const all = prompts().map(toPrompt)
      return {
        elements: elementTexts.map((text) => ({
          ...text,
          element: toElement(text.element),
          prompts: all.filter((prompt) => prompt.element === toElement(text.element)),
        })),
        source,
      }
    },
    tryPrompts: (request, context) => tryPrompts(request, { analysis, signal: context.signal }),
  }
}

function checkedPage({ limit, query, site }: ListSessionsRequest): number {
  const refuse = (path: string, message: string): never => {
    throw new Failure('invalid', `${path} ${message}`, { fields: [{ path, message }] })
  }
  for (const [path, text] of Object.entries({ query, site })) {
    if (text.length > longestFilter) refuse(path, `must be at most ${longestFilter} characters long`)
    if (text.includes('\0')) refuse(path, 'must not contain NUL characters')
  }
  return checkedLimit(limit)
}

async function transcript(tx: Parameters<typeof store.findSession>[0], sessionId: string) {
  const session = await store.findSession(tx, sessionId)
  const responses = await store.listResponses(tx, sessionId)
  const algorithm = toMessage(session)
  return {
    session: toSession(session),
    algorithm,
    prompts: prompts(wording(algorithm)).map(toPrompt),
    responses: responses.map(toResponse),
    findings: toFindings(session),
    finalResponse: session.finalResponse ?? '',
    change: toChange(session),
  }
}

function wording(algorithm: Pick<Algorithm, 'title' | 'statement'> & { readonly examples: readonly string[] }): Wording {
  return { title: algorithm.title, statement: algorithm.statement, examples: algorithm.examples }
}
