/** What is gathered of a run in real time, and passed on to whoever follows it. */

import { openSpool } from '../../spool.ts'
import { type HistoryEvent, operationsOf } from '../history/operation.ts'
import type { LabEvent, LabMessage, LabVerdict } from '../run.ts'
import { openLogs, operationTold, rounded } from '../workloads/told.ts'
import type { Carried } from './router.ts'

export interface Collected {
  readonly history: HistoryEvent[]
  readonly nodeOf: Map<string, string>
  push(event: LabEvent): void
  log(node: string, atMs: number, text: string): void
  wrong(name: string, explanation: string): void
  mistake(): { readonly name: string; readonly explanation: string } | undefined
  /** Resolves when something went wrong. */
  readonly wentWrong: Promise<undefined>
  carriedAt(now: () => number): Carried
  messages(): readonly LabMessage[]
  /** So long, or until something goes wrong or the run is given up. */
  wait(ms: number): Promise<void>
  close(verdict: LabVerdict): void
  fail(error: unknown): void
  events(): AsyncIterable<LabEvent>
}

const mostMessages = 3_000
const longestBody = 500

export function openCollected(signal: AbortSignal): Collected {
  const kept = openLogs()
  const state = {
    mistake: undefined as ReturnType<Collected['mistake']>,
  }
  const wrongness = Promise.withResolvers<undefined>()
  const nodeOf = new Map<string, string>()
  const told = openSpool<LabEvent>()
  const { push } = told
  const messages = messagesOf()
  return {
    nodeOf,
    push,
    history: historyTold(push, nodeOf),
    log(node, atMs, text) {
      for (const line of text.split('\n')) {
        const keeping = line.trim() === '' ? undefined : kept(node, line.slice(0, longestBody))
        if (keeping !== undefined) push({ kind: 'log', atMs: rounded(atMs), node, text: keeping })
      }
    },
    wrong(name, explanation) {
      state.mistake ??= { name, explanation }
      wrongness.resolve(undefined)
    },
    mistake: () => state.mistake,
    wentWrong: wrongness.promise,
    carriedAt: messages.carriedAt,
    messages: () => messages.told,
    wait: (ms) => waitFor(ms, wrongness.promise, signal),
    close(verdict) {
      push(verdict)
      told.end()
    },
    fail: (error) => told.fail(error),
    events: () => told,
  }
}

/** A list that tells each operation when its answer is added. */
function historyTold(push: (event: LabEvent) => void, nodeOf: ReadonlyMap<string, string>): HistoryEvent[] {
  const history: HistoryEvent[] = []
  const open = new Map<string, { readonly id: number; readonly event: HistoryEvent }>()
  let calls = 0
  const add = history.push.bind(history)
  history.push = (...events) => {
    for (const event of events) {
      add(event)
      const begun = open.get(event.process)
      if (event.kind === 'invoke') {
        open.set(event.process, { id: calls, event })
        calls += 1
        continue
      }
      open.delete(event.process)
      const [operation] = begun === undefined ? [] : operationsOf([begun.event, event])
      if (operation === undefined || begun === undefined) continue
      push({ kind: 'operation', operation: { ...operationTold(operation, nodeOf.get(event.process) ?? ''), id: begun.id } })
    }
    return history.length
  }
  return history
}

function messagesOf() {
  const told: { from: string; to: string; sentMs: number; arrivedMs: number; body: string }[] = []
  const places = new Map<number, number>()
  return {
    told,
    carriedAt: (now: () => number): Carried => ({
      sent(number, from, { dest, body }) {
        if (told.length >= mostMessages) return
        places.set(number, told.length)
        told.push({ from, to: dest, sentMs: rounded(now()), arrivedMs: -1, body: JSON.stringify(body).slice(0, longestBody) })
      },
      arrived(number) {
        const one = told[places.get(number) ?? -1]
        if (one !== undefined && one.arrivedMs < 0) one.arrivedMs = rounded(now())
      },
    }),
  }
}

async function waitFor(ms: number, wrong: Promise<undefined>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, Math.max(0, ms))
  const leave = (): void => resolve()
  signal.addEventListener('abort', leave)
  try {
    await Promise.race([promise, wrong])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', leave)
  }
  signal.throwIfAborted()
}
