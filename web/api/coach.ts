/** The coach's access to its sessions, through the gateway. */
import type { Algorithm, CoachClient, Finding, HintEvent, HintRequest, Prompt, Session, Transcript } from '../coach/coach-client.ts'
import { readEvents, type StreamEvent } from '../coach/event-stream.ts'
import type { Http } from './http.ts'
import { ApiError, toProblem } from './problem.ts'
import { sendAnswer } from './send-answer.ts'

export interface Started {
  readonly session: Session
  readonly prompt: Prompt | null
}

export interface TryAnswer {
  readonly promptIndex: number
  readonly responseText: string
}

export interface Coaching extends CoachClient {
  /** @param key the same for a repeated attempt, so that it begins no second session. */
  start(algorithm: Algorithm, key: string): Promise<Started>
  /** The coach without an account; stores nothing. */
  tryOut(algorithm: Algorithm, answers: readonly TryAnswer[], signal?: AbortSignal): Promise<{ prompt: Prompt | null; findings: readonly Finding[] }>
}

export function createCoachClient(http: Http): Coaching {
  return {
    start: (algorithm, key) => http.json<Started>('/api/session/start', { method: 'POST', body: { algorithm }, idempotencyKey: key }),
    tryOut: (algorithm, answers, signal) => http.json('/api/try/respond', { method: 'POST', body: { algorithm, answers }, signal }),
    transcript: (id, signal) => http.json<Transcript>(`/api/session/${encodeURIComponent(id)}`, { signal }),
    respond: (answer, key) => sendAnswer(http, answer, key),
    hint: (request, signal) => hint(http, request, signal),
    complete: (sessionId, userFinalResponse) => http.json('/api/session/complete', { method: 'POST', body: { sessionId, userFinalResponse } }),
    abandon: (sessionId) => http.json('/api/session/abandon', { method: 'POST', body: { sessionId } }),
  }
}

/** A connection that breaks ends the events; the one who follows them asks again. */
async function* hint(http: Http, { sessionId, tier, lastEventId }: HintRequest, signal: AbortSignal): AsyncGenerator<HintEvent, void, undefined> {
  try {
    const response = await http.open(`/api/session/analyze?${new URLSearchParams({ sessionId, tier: String(tier) })}`, {
      signal,
      deadlineMs: 0,
      headers: { Accept: 'text/event-stream', ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }) },
    })
    if (response.body === null) return
    for await (const event of readEvents(response.body)) {
      const known = toHintEvent(event)
      if (known !== undefined) yield known
    }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ApiError && error.status !== 0) throw error
  }
}

/** Events of other names are for later versions. */
export function toHintEvent({ id, name, data }: StreamEvent): HintEvent | undefined {
  const body = JSON.parse(data) as Record<string, unknown>
  switch (name) {
    case 'meta':
      return { ...body, id, type: 'meta' } as HintEvent
    case 'token':
      return { id, type: 'token', text: String(body.text ?? '') }
    case 'retract':
      return { id, type: 'retract', from: Number(body.from ?? 0) }
    case 'done':
      return { id, type: 'done', hintText: String(body.hintText ?? ''), source: String(body.source ?? '') }
    case 'error':
      throw new ApiError(toProblem(body, 500))
    default:
      return undefined
  }
}
