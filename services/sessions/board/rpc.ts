/** The contract's calls about boards. */
import type { Database } from '@quint/db/database.ts'
import type { SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { checkedPseudonym } from '../community/pseudonym.ts'
import { checkedLimit } from '../cursor.ts'
import { refuseErased } from '../store.ts'
import * as store from './store.ts'

export function boards(database: Database) {
  return {
    async joinLeaderboard({ joined, displayAs, names }, context) {
      const { userId } = learnerOf(context)
      if (!joined) {
        await database.asLearner(userId, (tx) => store.leave(tx, userId))
        return { joined: false, pseudonym: '' }
      }
      const wanted = checkedPseudonym(displayAs, names)
      const pseudonym = await database
        .asLearner(userId, async (tx) => {
          await refuseErased(tx, userId)
          const before = displayAs === '' ? await store.memberName(tx, userId) : undefined
          await store.join(tx, userId, before ?? wanted)
          return before ?? wanted
        })
        .catch((error: unknown) => {
          throw store.isTaken(error) ? taken(displayAs) : error
        })
      return { joined: true, pseudonym }
    },
    async getLeaderboard({ window, metric, limit, cursor }, context) {
      const { userId } = learnerOf(context)
      const page = { window: checkedWindow(window), metric: checkedMetric(metric), limit: checkedLimit(limit), cursor }
      const [{ rows, nextCursor }, own, name] = await database.asReader(userId, (tx) =>
        Promise.all([store.listPlaces(tx, page), store.ownPlace(tx, userId, page), store.memberName(tx, userId)]),
      )
      const shown = rows.length > 0 || cursor !== ''
      return {
        places: rows.map(toPlace),
        nextCursor,
        own: own === undefined || !shown ? undefined : toPlace(own),
        joined: name !== undefined,
        pseudonym: name ?? '',
        computedAt: rows[0]?.computedAt ?? own?.computedAt ?? '',
        fewest: store.fewest,
      }
    },
  } satisfies Partial<SessionsServiceImplementation>
}

/** A made-up name is drawn anew by whoever asks again. */
function taken(displayAs: string): Failure {
  if (displayAs === '') return new Failure('unavailable', 'The name that was made up is taken: try again.', { retryAfterSeconds: 1 })
  return invalid('displayAs', 'is taken: choose another one')
}

function toPlace({ at, pseudonym, value, own }: store.PlaceRow) {
  return { place: at, pseudonym, value, own }
}

function checkedWindow(window: string): store.Window {
  if (window === 'week' || window === 'month' || window === 'all') return window
  throw invalid('window', 'must be week, month or all')
}

function checkedMetric(metric: string): store.Metric {
  const known = store.metrics.find((name) => name === metric)
  if (known === undefined) throw invalid('metric', `must be one of ${store.metrics.join(', ')}`)
  return known
}

function invalid(path: string, message: string): Failure {
  return new Failure('invalid', `${path} ${message}`, { fields: [{ path, message }] })
}
