/** The contract's calls, one function each: messages in, domain, messages out. */
import type { Database } from '@quint/db/database.ts'
import type { HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { adminOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { compareAnswers } from './answers/change.ts'
import { findFindings } from './answers/finding.ts'
import type { Chosen, Coaches, Unchosen } from './coaches.ts'
import type { DesignDeps } from './design/asking.ts'
import { designRpc } from './design/rpc.ts'
import type { Dialogue } from './dialogue/dialogue.ts'
import { exportPieces } from './export.ts'
import type { HintDesk, HintWriter } from './hint.ts'
import type { InterviewerDeps } from './interviewer/converse.ts'
import { interviewerRpc } from './interviewer/rpc.ts'
import { promptCount } from './problem.ts'
import type { HintStore } from './store.ts'
import { countAnswers, countUsage } from './usage-store.ts'
import { checkedLength, fromAlgorithm, fromAnswers, toAddition, toFinding, toHint } from './wire.ts'
import type { Subject } from './writer.ts'

export interface RpcDeps {
  readonly database: Database
  readonly store: HintStore
  readonly desk: HintDesk
  readonly writer: (subject: Subject, chosen: Chosen) => HintWriter
  readonly dialogue: Dialogue
  readonly interviewer: Unchosen<InterviewerDeps>
  readonly designer: Unchosen<DesignDeps>
  readonly coaches: Coaches
}

export function rpc({ database, store, desk, writer, dialogue, interviewer, designer, coaches }: RpcDeps): HintsServiceImplementation {
  return {
    async analyzeAnswers(request) {
      return { findings: findFindings(fromAlgorithm(request.algorithm), fromAnswers(request.answers)).map(toFinding) }
    },
    async compareAnswers(request) {
      const problem = checkedLength(request.finalResponse)
      if (problem !== undefined) throw new Failure('invalid', `finalResponse ${problem}`, { fields: [{ path: 'finalResponse', message: problem }] })
      return { change: { added: compareAnswers(fromAnswers(request.answers), request.finalResponse).map(toAddition) } }
    },
    async *streamHint(request, context) {
      const subject = { problem: fromAlgorithm(request.algorithm), answers: fromAnswers(request.answers) }
      if (subject.answers.length !== promptCount) throw new Failure('conflict', `A hint is given once all ${promptCount} prompts are answered.`)
      checkTier(request.tier)
      const ask = {
        learner: learnerOf(context),
        sessionId: request.sessionId,
        tier: request.tier,
        lastEventId: request.lastEventId,
        signal: context.signal,
      }
      yield* desk.stream(ask, writer(subject, coaches.chosen(request.coach)))
    },
    streamDialogue: (request, context) =>
      dialogue({
        ...request,
        problem: fromAlgorithm(request.algorithm),
        answers: fromAnswers(request.answers),
        chosen: coaches.chosen(request.coach),
        learner: learnerOf(context),
        signal: context.signal,
      }),
    async listHints(request, context) {
      const rows = await store.list(learnerOf(context).userId, request.sessionId)
      return { hints: rows.filter((row) => row.status === 'done').map(toHint) }
    },
    async *streamExport(_request, context) {
      for await (const json of exportPieces(database, learnerOf(context).userId)) yield { json }
    },
    async getUsage({ days }, context) {
      adminOf(context)
      const [writers, interviews, designs] = await Promise.all([
        countUsage(database, days),
        countAnswers(database, 'interviews', days),
        countAnswers(database, 'designs', days),
      ])
      return { writers, interviews, designs }
    },
    getCoach: async () => ({ ...coaches.standard, coaches: [...coaches.all] }),
    ...interviewerRpc((coach) => ({ ...interviewer, ...coaches.chosen(coach) })),
    ...designRpc((coach) => ({ ...designer, ...coaches.chosen(coach) })),
  }
}

function checkTier(tier: number): void {
  if (tier < 1 || tier > 4)
    throw new Failure('invalid', 'The tier is a number from 1 to 4.', { fields: [{ path: 'tier', message: 'must be from 1 to 4' }] })
}
