/** The contract's calls about the boards of the lab. */
import type { Database } from '@quint/db/database.ts'
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { lockLearner } from '../../store.ts'
import * as store from '../runs/board-store.ts'
import { newPseudonym } from '../runs/pseudonym.ts'
import { checkedLimit, cursorText, parseCursor } from './cursor.ts'
import { checkedWorkload } from './request.ts'
import { toPlace } from './wire.ts'

export function boardCalls(database: Database) {
  return {
    async joinLabLeaderboard({ joined }, context) {
      const { userId } = learnerOf(context)
      if (!joined) {
        await database.asLearner(userId, (tx) => store.leave(tx, userId))
        return { joined: false, pseudonym: '' }
      }
      return { joined: true, pseudonym: await joinAs(database, userId, newPseudonym) }
    },
    async getLabLeaderboard({ workload, limit, cursor }, context) {
      const { userId } = learnerOf(context)
      const wanted = checkedWorkload(workload)
      const most = checkedLimit(limit)
      const page = { limit: most, ...parseCursor(cursor) }
      return database.asReader(userId, async (tx) => {
        const rows = await store.listPlaces(tx, wanted, page)
        const own = await store.ownPlace(tx, wanted)
        const name = await store.memberName(tx, userId)
        const shown = rows.slice(0, most)
        const last = shown.at(-1)
        return {
          places: shown.map(toPlace),
          nextCursor: rows.length > most && last !== undefined ? cursorText(last) : '',
          own: own === undefined ? undefined : toPlace(own),
          joined: name !== undefined,
          pseudonym: name ?? '',
          fewest: store.fewest,
        }
      })
    },
  } satisfies Partial<RunnerServiceImplementation>
}

const draws = 5

/** A name that another has is drawn anew. */
async function joinAs(database: Database, userId: string, draw: () => string): Promise<string> {
  return database.asLearner(userId, async (tx) => {
    await lockLearner(tx, userId)
    await store.leave(tx, userId)
    for (let tried = 0; tried < draws; tried += 1) {
      const name = draw()
      if (await store.join(tx, userId, name)) return name
    }
    throw new Failure('unavailable', 'The names that were drawn are taken: try again.', { retryAfterSeconds: 1 })
  })
}
