/** How an answer is sent: at once, or later out of what waited on this device, as the very same request. */
import type { Answered, Answering } from '../coach/coach-client.ts'
import { type Sent, sentOrNot, type Waiting } from '../coach/outbox.ts'
import type { Http } from './http.ts'

/** @param key of the first attempt; it is good for one body only, so its fields have one order, whatever kept them. */
export function sendAnswer(http: Http, { sessionId, promptIndex, responseText, timeSpentSeconds }: Answering, key?: string): Promise<Answered> {
  const body = { sessionId, promptIndex, responseText, timeSpentSeconds }
  return http.json<Answered>('/api/session/respond', { method: 'POST', body, idempotencyKey: key })
}

export function sendWaiting(http: Http): (waiting: Waiting) => Promise<Sent> {
  return (waiting) => sendAnswer(http, waiting, waiting.key).then(() => ({ kind: 'sent' as const }), sentOrNot)
}
