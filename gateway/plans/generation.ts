/** Relays the making of a plan as server-sent events. */
import type { Learner } from '@quint/auth/learner.ts'
import type { Request, Response } from 'express'
import { begun } from '../http/begun.ts'
import { toProblem } from '../http/problem.ts'
import { openEventStream } from '../http/sse.ts'
import { toPlan } from './mapping.ts'
import { generateDeadlineMs, type PlansOptions } from './options.ts'

interface Asking {
  readonly learner: Learner
  readonly request: Request
  readonly response: Response
  readonly signal: AbortSignal
}

export async function streamGeneration({ plans, leaving, log }: PlansOptions, { learner, request, response, signal }: Asking): Promise<void> {
  const either = AbortSignal.any([signal, leaving])
  // A refusal comes before the stream is open, as a plain problem.
  const events = await begun(plans.generatePlan({}, { signal: either, learnerToken: learner.token, deadline: generateDeadlineMs }))
  const stream = openEventStream(response)
  try {
    for await (const { event } of events) {
      if (signal.aborted) break
      if (event?.$case === 'progress') await stream.send({ name: 'progress', data: JSON.stringify(event.value) })
      if (event?.$case === 'plan') await stream.send({ name: 'plan', data: JSON.stringify({ plan: toPlan(event.value) }) })
    }
  } catch (error) {
    if (signal.aborted) return
    const problem = toProblem(error, request)
    log.error('a plan was cut short', error, { requestId: problem.requestId })
    await stream.send({ name: 'error', data: JSON.stringify(problem) })
  } finally {
    stream.end()
  }
}
