/** Gives a learner one hint for a session and tier: begins it, replays it, or finishes one whose writer died. */
import type { Learner } from '@quint/auth/learner.ts'
import type { StreamHintResponse } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import type { EventStore } from './event-store.ts'
import { gatherMs } from './journal.ts'
import { type LiveHint, openLiveHint } from './live-hint.ts'
import type { HintRow, HintStore, NewHint } from './store.ts'

export interface Ask {
  readonly learner: Learner
  readonly sessionId: string
  readonly tier: number
  /** "<hintId>:<n>" or empty. */
  readonly lastEventId: string
  readonly signal: AbortSignal
}

export interface HintWriter {
  /** Decides what may be said, before anything is written; `previous` are the finished hints of lower tiers. Throws when it is not the time for it. */
  plan(ask: Ask, previous: readonly HintRow[]): NewHint
  /** Writes the hint to its end, through `live` and into the store; never throws. */
  write(live: LiveHint, row: HintRow): Promise<void>
  /** Ends a hint from what was already sent, without asking a model again; never throws. */
  resume(live: LiveHint, row: HintRow): Promise<void>
}

export interface HintDesk extends AsyncDisposable {
  stream(ask: Ask, writer: HintWriter): AsyncGenerator<StreamHintResponse>
}

/** Where rows are: hints by tier, or turns of a conversation by number. */
export type RowStore = Pick<HintStore, 'begin' | 'find' | 'list' | keyof EventStore>

export interface HintDeskOptions {
  readonly store: RowStore
  readonly disconnectGraceMs: number
  /** A hint that has not moved for this long has lost its writer. */
  readonly lostAfterMs: number
}

/** Between two looks at a hint that another replica writes. */
const pollMs = 250

export function openHintDesk(options: HintDeskOptions): HintDesk {
  const { store } = options
  const living = new Map<string, { readonly live: LiveHint; readonly written: Promise<void> }>()

  const launch = (row: HintRow, write: (live: LiveHint) => Promise<void>): LiveHint => {
    const graceMs = options.disconnectGraceMs
    const live = openLiveHint(row.id, { graceMs, isReadElsewhere: () => store.isReadElsewhere(row.userId, row.id, graceMs + 4 * pollMs) })
    const written = write(live).finally(() => living.delete(row.id))
    living.set(row.id, { live, written })
    return live
  }

  async function* stream(ask: Ask, writer: HintWriter): AsyncGenerator<StreamHintResponse> {
    const rows = await store.list(ask.learner.userId, ask.sessionId)
    let row = rows.find((hint) => hint.tier === ask.tier)
    if (row === undefined) {
      const previous = rows.filter((hint) => hint.tier < ask.tier && hint.status === 'done')
      const begun = await store.begin(writer.plan(ask, previous))
      if (begun !== undefined) {
        yield* launch(begun, (live) => writer.write(live, begun)).read(-1, ask.signal)
        return
      }
      row = await store.find(ask.learner.userId, ask.sessionId, ask.tier)
      if (row === undefined) throw new Failure('not_found', 'There is no such session.')
    }
    yield* follow(row, ask, writer)
  }

  /** A hint that exists already: along with its writer here, from the store while another replica writes it, or taken over when its writer is lost. */
  async function* follow(row: HintRow, ask: Ask, writer: HintWriter): AsyncGenerator<StreamHintResponse> {
    let after = await resume(row, ask)
    for (let current = row; !ask.signal.aborted; ) {
      const here = living.get(current.id)
      if (here !== undefined) return yield* here.live.read(after, ask.signal)
      after = yield* stored(current, after)
      if (current.status === 'done') return
      if (current.quietMs > options.lostAfterMs && (await store.takeOver(current.userId, current.id, options.lostAfterMs))) {
        const taken = current
        return yield* launch(taken, (live) => writer.resume(live, taken)).read(after, ask.signal)
      }
      await sleep(pollMs, ask.signal)
      const next = await store.find(current.userId, ask.sessionId, ask.tier)
      if (next === undefined) throw new Failure('not_found', 'There is no such session.')
      current = next
    }
  }

  /**
   * Whoever says to have read more than is known read what a lost writer never stored: they begin anew. What a writer elsewhere has sent it
   * stores a moment later, so that is looked for twice.
   */
  async function resume({ id, userId, status }: HintRow, ask: Ask): Promise<number> {
    const after = resumePoint(id, ask.lastEventId)
    if (after < 0) return after
    const here = living.get(id)
    if (here !== undefined) return after <= here.live.last() ? after : -1
    if (after <= (await store.lastNumber(userId, id))) return after
    if (status === 'done') return -1
    await sleep(gatherMs + pollMs, ask.signal)
    return after <= (await store.lastNumber(userId, id)) ? after : -1
  }

  /** @returns the number of the last event that was there. */
  async function* stored({ userId, id, status }: HintRow, after: number): AsyncGenerator<StreamHintResponse, number> {
    const events = await (status === 'done' ? store.eventsAfter(userId, id, after) : store.readAlong(userId, id, after))
    yield* events
    const last = events.at(-1)
    return last === undefined ? after : resumePoint(id, last.eventId)
  }

  return {
    stream,
    async [Symbol.asyncDispose]() {
      await Promise.allSettled([...living.values()].map((entry) => entry.written))
    },
  }
}

/** The number after which a reader goes on; an id of another hint means from the start. */
function resumePoint(hintId: string, lastEventId: string): number {
  const [id, n = ''] = lastEventId.split(':')
  return id === hintId && /^\d{1,6}$/.test(n) ? Number(n) : -1
}
