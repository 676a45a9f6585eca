/** The coach for someone without an account: one prompt each of earth, fire and air; nothing is stored. */

import { Algorithm } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import type { TryPromptsRequest, TryPromptsResponse } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { checkedAlgorithm } from './algorithm.ts'
import type { Analysis } from './analysis.ts'
import { checkedText } from './answer.ts'
import { promptAt } from './prompt.ts'
import { toMessage, toPrompt } from './wire.ts'

const tryIndexes: readonly number[] = [0, 3, 6]

export interface TryDeps {
  readonly analysis: Analysis
  readonly signal: AbortSignal
}

export async function tryPrompts(request: TryPromptsRequest, { analysis, signal }: TryDeps): Promise<TryPromptsResponse> {
  const algorithm = checkedAlgorithm(request.algorithm ?? Algorithm.fromPartial({ title: 'This problem' }))
  const answers = request.answers.map((answer, position) => {
    if (answer.promptIndex !== tryIndexes[position]) throw new Failure('conflict', `The prompts to try are ${tryIndexes.join(', ')}, in this order.`)
    return { ...answer, responseText: checkedText(answer.responseText, 'responseText'), timeSpentSeconds: 0 }
  })
  const next = tryIndexes[answers.length]
  const findings = answers.length === 0 ? [] : await analysis.findings({ algorithm: toMessage(algorithm), answers, learner: undefined, signal })
  return { prompt: next === undefined ? undefined : toPrompt(promptAt(next, algorithm)), findings: findings ?? [] }
}
