/** Tells whoever follows a run what happens in it: one connection listens for all of them, and each reads on from where it is. */
import { heardWithin, openNews } from '@quint/bus/news.ts'
import type { Database } from '@quint/db/database.ts'
import type { FollowLabRunResponse } from '@quint/proto/gen/quint/runner/v1/lab.ts'
import { toRun } from '../service/wire.ts'
import { aheadOf } from './ahead.ts'
import * as store from './run-store.ts'

export interface From {
  readonly attempt: number
  readonly after: number
}

export interface Following extends AsyncDisposable {
  /** The run now and after each change, and its pieces behind that place; ends with the run. */
  follow(userId: string, runId: string, options: { readonly from: From; readonly signal: AbortSignal }): AsyncGenerator<FollowLabRunResponse>
}

/** Of one read. */
const mostPieces = 8
/** In case a notification was lost; a place in the queue changes without one. */
const quietMs = 2000

export function openFollowing(database: Database): Following {
  const news = openNews(database, 'quint_lab')
  return {
    async *follow(userId, runId, { from, signal }) {
      const either = AbortSignal.any([signal, news.signal])
      using changes = news.about(runId)
      let place = from
      let last = ''
      while (!either.aborted) {
        const heard = changes.next()
        const at = place
        const seen = await database.asReader(userId, (tx) => read(tx, runId, at))
        if (seen === undefined) {
          yield { event: { $case: 'gone', value: {} } }
          return
        }
        const told = JSON.stringify(seen.run)
        if (told !== last) yield { event: { $case: 'run', value: seen.run } }
        last = told
        place = yield* piecesOf(seen)
        if (seen.whole) return
        if (seen.pieces.length < mostPieces) await heardWithin(heard, quietMs, either)
      }
    },
    [Symbol.asyncDispose]: () => news[Symbol.asyncDispose](),
  }
}

/** In one transaction, so that run and pieces fit each other. */
async function read(tx: Parameters<typeof store.findRun>[0], runId: string, from: From) {
  const row = await store.findRun(tx, runId)
  if (row === undefined) return undefined
  const after = row.attempt === from.attempt ? from.after : 0
  const pieces = await store.piecesAfter(tx, runId, { after, most: mostPieces })
  const over = row.status !== 'waiting' && row.status !== 'running'
  return { run: toRun(row, await aheadOf(tx, row)), pieces, after, whole: over && pieces.length < mostPieces }
}

type Seen = NonNullable<Awaited<ReturnType<typeof read>>>

/** @returns where it goes on. */
function* piecesOf({ run: { attempt }, pieces, after }: Seen): Generator<FollowLabRunResponse, From> {
  for (const piece of pieces) yield { event: { $case: 'piece', value: { attempt, ...piece } } }
  return { attempt, after: pieces.at(-1)?.place ?? after }
}
