/** Relays a hint on a problem of the catalogue: one thought in place of twelve answers, the same guard. */
import type { Learner } from '@quint/auth/learner.ts'
import { Answer } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import type { StreamHintResponse } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import type { Problem } from '@quint/proto/gen/quint/plans/v1/problem.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { Request, Response } from 'express'
import { toEvent } from '../coach/analyze.ts'
import { begun } from '../http/begun.ts'
import { toProblem as toHttpProblem } from '../http/problem.ts'
import { openEventStream } from '../http/sse.ts'
import type { PlansOptions } from './options.ts'

interface Asking {
  readonly learner: Learner
  readonly problem: Problem
  /** What the learner has thought so far. */
  readonly thought: string
  readonly tier: number
  readonly request: Request
  readonly response: Response
  readonly signal: AbortSignal
}

const hintDeadlineMs = 120_000
const prompts = 12

export async function streamHint({ hints, chosenCoach, leaving, log }: PlansOptions, asking: Asking): Promise<void> {
  const { learner, problem, thought, tier, request, response, signal } = asking
  const answers = Array.from({ length: prompts }, (_, promptIndex) =>
    Answer.fromPartial({ promptIndex, responseText: promptIndex === 0 ? thought : '' }),
  )
  const { title, link, id, difficulty, patterns, source } = problem
  const site = source === 'leetcode' ? 'leetcode' : 'other'
  const algorithm = { title, url: source === 'leetcode' ? link : '', site, slug: id, statement: '', difficulty, tags: patterns, examples: [] }
  const coach = await chosenCoach(learner.userId)
  const asked = hints.streamHint(
    { sessionId: uuidv7(), algorithm, answers, tier, lastEventId: '', coach },
    { signal: AbortSignal.any([signal, leaving]), learnerToken: learner.token, deadline: hintDeadlineMs },
  )
  // A refusal comes before the stream is open, as a plain problem.
  const events = await begun(asked)
  const stream = openEventStream(response)
  try {
    for await (const message of events) {
      if (signal.aborted) break
      await stream.send({ id: message.eventId, ...toEvent(withoutFindings(message)) })
    }
  } catch (error) {
    if (signal.aborted) return
    const refused = toHttpProblem(error, request)
    log.error('a hint was cut short', error, { requestId: refused.requestId })
    await stream.send({ name: 'error', data: JSON.stringify(refused) })
  } finally {
    stream.end()
  }
}

/** Findings are about twelve answers, which nobody has given here. */
function withoutFindings(message: StreamHintResponse): StreamHintResponse {
  if (message.event?.$case !== 'meta') return message
  return { ...message, event: { $case: 'meta', value: { ...message.event.value, findings: [] } } }
}
