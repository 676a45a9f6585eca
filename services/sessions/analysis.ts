/** What hints says of the answers: asked with a deadline; without an answer the coach goes on without findings. */
import type { Learner } from '@quint/auth/learner.ts'
import type { Addition, Algorithm, Answer, Finding } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import type { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'

export interface Asking {
  readonly algorithm: Algorithm
  readonly answers: Answer[]
  /** Undefined for someone without an account. */
  readonly learner: Learner | undefined
  readonly signal: AbortSignal
}

export interface Analysis {
  /** Undefined when hints does not answer: a learner's answer never waits for its analysis. */
  findings(asking: Asking): Promise<Finding[] | undefined>
  /** Throws Failure('unavailable') when hints does not answer: a last word is compared or not taken. */
  additions(asking: Asking, finalResponse: string): Promise<Addition[]>
}

const deadline = 1500

export function openAnalysis(hints: RpcClient<HintsServiceDefinition>['call'], log: Log): Analysis {
  const options = (asking: Asking) => ({
    deadline,
    signal: asking.signal,
    ...(asking.learner === undefined ? {} : { learnerToken: asking.learner.token }),
  })
  return {
    async findings(asking) {
      try {
        const { findings } = await hints.analyzeAnswers({ algorithm: asking.algorithm, answers: asking.answers }, options(asking))
        return findings
      } catch (error) {
        if (asking.signal.aborted) throw error
        log.warn('answers were stored without an analysis', { reason: error instanceof Failure ? error.code : 'unexpected' })
        return undefined
      }
    },
    async additions(asking, finalResponse) {
      const { change } = await hints.compareAnswers({ algorithm: asking.algorithm, answers: asking.answers, finalResponse }, options(asking))
      return change?.added ?? []
    },
  }
}
