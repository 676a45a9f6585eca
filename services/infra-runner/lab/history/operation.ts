/** A history: what clients asked of a system and what they learned, paired into operations. The order of the events is the order of time. */

/** 'fail': certainly did not happen. 'info': nobody knows; it may happen at any time after its call, or never. */
export type Outcome = 'ok' | 'fail' | 'info'

export interface HistoryEvent {
  readonly kind: 'invoke' | Outcome
  /** Who asked; a process has one operation at a time. */
  readonly process: string
  readonly f: string
  readonly key?: string | undefined
  /** Of an invoke what is asked, of an ok what was answered. */
  readonly value?: unknown
  readonly timeMs: number
  readonly error?: string | undefined
}

export interface Operation {
  /** Its place among the operations, in the order of their calls. */
  readonly id: number
  readonly process: string
  readonly f: string
  readonly key: string | undefined
  readonly input: unknown
  /** Undefined unless it is ok. */
  readonly output: unknown
  readonly outcome: Outcome
  /** Places in the history, not milliseconds. */
  readonly calledAt: number
  /** Infinity where nobody knows whether it happened. */
  readonly returnedAt: number
  readonly calledMs: number
  readonly returnedMs: number
  /** Code of the error that was answered. */
  readonly error?: string | undefined
}

/** What no observer of clients can have seen. */
export class MalformedHistory extends Error {}

/** A call without an answer counts as one that nobody knows about. */
export function operationsOf(events: readonly HistoryEvent[]): readonly Operation[] {
  const open = new Map<string, { readonly id: number; readonly at: number; readonly event: HistoryEvent }>()
  const operations: Operation[] = []
  let calls = 0
  for (const [at, event] of events.entries()) {
    const begun = open.get(event.process)
    if (event.kind === 'invoke') {
      if (begun !== undefined) throw new MalformedHistory(`${event.process} asks again before its answer, at ${at}`)
      open.set(event.process, { id: calls, at, event })
      calls += 1
      continue
    }
    if (begun === undefined) throw new MalformedHistory(`${event.process} gets an answer that it did not ask for, at ${at}`)
    if (begun.event.f !== event.f) throw new MalformedHistory(`${event.process} asks ${begun.event.f} and is answered ${event.f}, at ${at}`)
    open.delete(event.process)
    operations[begun.id] = paired(begun, event, at)
  }
  for (const begun of open.values()) operations[begun.id] = paired(begun, { ...begun.event, kind: 'info', timeMs: Number.POSITIVE_INFINITY }, 0)
  return operations
}

function paired(
  begun: { readonly id: number; readonly at: number; readonly event: HistoryEvent },
  { kind, value, timeMs, error }: HistoryEvent,
  at: number,
): Operation {
  const { process, f, key, value: input, timeMs: calledMs } = begun.event
  const outcome = kind === 'ok' || kind === 'fail' ? kind : 'info'
  return {
    id: begun.id,
    process,
    f,
    key,
    input,
    output: outcome === 'ok' ? value : undefined,
    outcome,
    calledAt: begun.at,
    returnedAt: outcome === 'info' ? Number.POSITIVE_INFINITY : at,
    calledMs,
    returnedMs: timeMs,
    error,
  }
}
