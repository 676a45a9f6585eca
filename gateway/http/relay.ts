/** Relays what a service tells as server-sent events, until either side leaves; what goes wrong on the way is told last. */
import type { Learner } from '@quint/auth/learner.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { Request, Response } from 'express'
import { begun } from './begun.ts'
import { toProblem } from './problem.ts'
import { type EventStream, openEventStream } from './sse.ts'

export interface Listener {
  readonly learner: Learner
  readonly request: Request
  readonly response: Response
  /** Aborted when the browser leaves. */
  readonly signal: AbortSignal
}

export interface Call {
  readonly signal: AbortSignal
  readonly learnerToken: string
  /** Milliseconds. */
  readonly deadline: number
}

type Event = Parameters<EventStream['send']>[0]

export interface Relayed<Message> {
  /** As in "a run was followed no further". */
  readonly what: string
  /** Aborted when this gateway leaves. */
  readonly leaving: AbortSignal
  readonly log: Log
  ask(call: Call): AsyncIterable<Message>
  /** Throws where the first message is a refusal in other words. Without it the stream opens at once: it may have nothing to say for long. */
  readonly refuse?: (first: Message) => void
  toEvent(message: Message): Event | undefined
  /** Told when the service has nothing more to say. */
  readonly last?: Event
}

/** A browser comes back by itself. */
const longestMs = 15 * 60_000

export async function relayEvents<Message>(relayed: Relayed<Message>, { learner, request, response, signal }: Listener): Promise<void> {
  const { what, leaving, log, refuse, last } = relayed
  const either = AbortSignal.any([signal, leaving])
  const asked = relayed.ask({ signal: either, learnerToken: learner.token, deadline: longestMs })
  // A refusal comes before the stream is open, as a plain problem.
  const messages = refuse === undefined ? asked : await begun(asked, refuse)
  const stream = openEventStream(response)
  try {
    for await (const message of messages) {
      if (signal.aborted) break
      const event = relayed.toEvent(message)
      if (event !== undefined) await stream.send(event)
    }
    if (last !== undefined && !either.aborted) await stream.send(last)
  } catch (error) {
    if (either.aborted || (error instanceof Failure && error.code === 'deadline')) return
    const problem = toProblem(error, request)
    log.error(`${what} was followed no further`, error, { requestId: problem.requestId })
    await stream.send({ name: 'error', data: JSON.stringify(problem) })
  } finally {
    stream.end()
  }
}
