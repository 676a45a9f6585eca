/** Sends the events of one hint and keeps them: readers never wait for the store, the store never misses one. */
import type { Tx } from '@quint/db/database.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import type { EventStore, NumberedEvent } from './event-store.ts'
import type { HintPiece } from './guard/guarded-hint.ts'
import type { HintEvent, LiveHint } from './live-hint.ts'
import type { Answering } from './model-text.ts'
import type { HintRow } from './store.ts'

export interface Journal {
  push(event: HintEvent): void
  /** Sends the pieces as they come; what the offline coach brought to its end is mixed, or its own when nothing of the model is left. */
  follow(pieces: AsyncIterable<HintPiece> | Iterable<HintPiece>, answering: Answering): Promise<void>
  /** Sends again what is stored, and returns the text of it. */
  replay(): Promise<string>
  isEmpty(): boolean
  /** Stores the whole hint with its last event, then sends that. */
  finish(end: Answering & { readonly durationMs: number }, announce: (tx: Tx) => Promise<void>): Promise<void>
}

export function openJournal(store: EventStore, live: LiveHint, row: HintRow): Journal {
  let text = ''
  let sent = 0
  const keeper = openKeeper(store, row)

  const push = (event: HintEvent): void => {
    sent += 1
    keeper.keep(live.push(event))
  }

  const take = (piece: HintPiece, answering: Answering): void => {
    switch (piece.kind) {
      case 'token':
        text += piece.text
        push({ $case: 'token', value: { text: piece.text } })
        return
      case 'retract':
        text = text.slice(0, piece.from)
        push({ $case: 'retract', value: { from: piece.from } })
        return
      case 'fallback':
        if (text === '') Object.assign(answering, { source: 'offline', model: '' })
        else if (answering.source !== 'offline') answering.source = 'mixed'
    }
  }

  return {
    push,
    isEmpty: () => sent === 0,
    async follow(pieces, answering) {
      for await (const piece of pieces) {
        take(piece, answering)
        if (text === '' && piece.kind === 'retract') Object.assign(answering, { source: 'offline', model: '' })
      }
    },
    async replay() {
      for (const stored of await store.eventsAfter(row.userId, row.id, -1)) {
        const { event } = stored
        if (event === undefined) continue
        live.push(event)
        sent += 1
        if (event.$case === 'token') text += event.value.text
        if (event.$case === 'retract') text = text.slice(0, event.value.from)
      }
      return text
    },
    async finish({ durationMs, ...answering }, announce) {
      await keeper.kept()
      const { inputTokens, outputTokens, source } = answering
      const done = live.numbered({
        $case: 'done',
        value: { hintText: text, source, usage: { inputTokens, outputTokens }, durationMs: Math.round(durationMs) },
      })
      await store.finish(row, { outcome: { ...answering, hintText: text, durationMs: Math.round(durationMs) }, event: done }, announce)
      if (done.event.event !== undefined) live.push(done.event.event)
    },
  }
}

interface Keeper {
  keep(event: NumberedEvent): void
  /** When everything is stored, without waiting for more. Throws what a write failed with. */
  kept(): Promise<void>
}

/** Between two writes: a fast model ends a sentence more often than anybody needs to find it stored. */
export const gatherMs = 200

/** One write at a time takes along everything that has come up meanwhile. */
function openKeeper(store: EventStore, row: HintRow): Keeper {
  let waiting: NumberedEvent[] = []
  let storing: Promise<void> = Promise.resolve()
  let failed: { readonly error: unknown } | undefined
  let writtenAt = Number.NEGATIVE_INFINITY
  const hurry = new AbortController()

  const write = async (): Promise<void> => {
    const waitMs = writtenAt + gatherMs - performance.now()
    if (waitMs > 0) await sleep(waitMs, hurry.signal)
    const batch = waiting
    waiting = []
    // What is stored has no gap: who takes over goes on where it ends.
    if (failed !== undefined) return
    try {
      await store.append(row.userId, row.id, batch)
      writtenAt = performance.now()
    } catch (error) {
      failed = { error }
    }
  }

  return {
    keep(event) {
      waiting.push(event)
      if (waiting.length === 1) storing = storing.then(write)
    },
    async kept() {
      hurry.abort()
      await storing
      if (failed !== undefined) throw failed.error
    },
  }
}
