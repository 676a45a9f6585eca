/** Relays a hint as server-sent events: one message from hints, one write to the learner. */
import type { Learner } from '@quint/auth/learner.ts'
import type { StreamHintResponse } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import type { Request, Response } from 'express'
import { begun } from '../http/begun.ts'
import { toProblem } from '../http/problem.ts'
import { openEventStream } from '../http/sse.ts'
import { elementName, toFinding } from './mapping.ts'
import type { CoachOptions } from './routes.ts'

export interface Analyzing {
  readonly learner: Learner
  readonly sessionId: string
  readonly tier: number
  readonly request: Request
  readonly response: Response
  readonly signal: AbortSignal
}

const hintDeadlineMs = 120_000

export async function analyze({ sessions, hints, chosenCoach, leaving, changed, log }: CoachOptions, call: Analyzing): Promise<void> {
  const { learner, signal, request, response, sessionId, tier } = call
  const coach = await chosenCoach(learner.userId)
  // Refusals come before the stream is open, as plain problems.
  const prepared = await sessions.prepareHint({ sessionId }, { signal, learnerToken: learner.token }).finally(() => changed(learner.userId))
  const lastEventId = request.get('last-event-id') ?? ''
  const moving = new AbortController()
  const asked = hints.streamHint(
    { ...prepared, sessionId, tier, lastEventId, coach },
    { signal: AbortSignal.any([signal, moving.signal]), learnerToken: learner.token, deadline: hintDeadlineMs },
  )
  const events = await begun(asked)
  const stream = openEventStream(response)
  const move = (): void => moving.abort()
  leaving.addEventListener('abort', move, { once: true })
  try {
    for await (const message of events) {
      if (signal.aborted) break
      const waiting = stream.send({ id: message.eventId, ...toEvent(message) })
      if (waiting !== undefined) await waiting
      if (leaving.aborted) move()
    }
  } catch (error) {
    if (signal.aborted) return
    if (moving.signal.aborted) return await stream.send({ name: 'moved', data: '{}' })
    const problem = toProblem(error, request)
    log.error('a hint was cut short', error, { requestId: problem.requestId })
    await stream.send({ name: 'error', data: JSON.stringify(problem) })
  } finally {
    leaving.removeEventListener('abort', move)
    stream.end()
  }
}

export function toEvent({ event }: StreamHintResponse): { readonly name: string; readonly data: string } {
  switch (event?.$case) {
    case 'token':
      return { name: 'token', data: JSON.stringify({ text: event.value.text }) }
    case 'retract':
      return { name: 'retract', data: JSON.stringify({ from: event.value.from }) }
    case 'meta': {
      const { sessionId, hintId, tier, source, promptVersion, missingCoach, elementFocus, findings } = event.value
      return {
        name: 'meta',
        data: JSON.stringify({
          sessionId,
          hintId,
          tier,
          elementFocus: elementName(elementFocus),
          findings: findings.map(toFinding),
          source,
          promptVersion,
          missingCoach: missingCoach === '' ? null : missingCoach,
        }),
      }
    }
    case 'done':
      return { name: 'done', data: JSON.stringify(event.value) }
    case undefined:
      return { name: 'unknown', data: '{}' }
  }
}
