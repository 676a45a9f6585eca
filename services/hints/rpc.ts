/** The contract's calls, one function each: messages in, domain, messages out. */
import type { HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { compareAnswers } from './answers/change.ts'
import { findFindings } from './answers/finding.ts'
import type { HintDesk, HintWriter } from './hint.ts'
import { promptCount } from './problem.ts'
import type { HintStore } from './store.ts'
import { checkedLength, fromAlgorithm, fromAnswers, toAddition, toFinding, toHint } from './wire.ts'
import type { Subject } from './writer.ts'

export interface RpcDeps {
  readonly store: HintStore
  readonly desk: HintDesk
  readonly writer: (subject: Subject) => HintWriter
  readonly coach: { readonly source: string; readonly model: string }
}

export function rpc({ store, desk, writer, coach }: RpcDeps): HintsServiceImplementation {
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
      const ask = {
        learner: learnerOf(context),
        sessionId: request.sessionId,
        tier: request.tier,
        lastEventId: request.lastEventId,
        signal: context.signal,
      }
      yield* desk.stream(ask, writer(subject))
    },
    async listHints(request, context) {
      const rows = await store.list(learnerOf(context).userId, request.sessionId)
      return { hints: rows.filter((row) => row.status === 'done').map(toHint) }
    },
    getCoach: async () => coach,
  }
}
