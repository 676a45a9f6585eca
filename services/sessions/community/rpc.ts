/** The contract's calls about sessions that learners let others read. */
import type { Learner } from '@quint/auth/learner.ts'
import type { Database, Tx } from '@quint/db/database.ts'
import { checkedAppeal } from '@quint/moderation/appeal.ts'
import type { Sharing } from '@quint/proto/gen/quint/sessions/v1/community.ts'
import type { SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid } from '@quint/runtime/uuid.ts'
import { count } from '@quint/telemetry/metrics.ts'
import { checkedLimit } from '../cursor.ts'
import * as events from '../events.ts'
import * as sessionStore from '../store.ts'
import { type Copy, copyOf } from './copy.ts'
import { toShared } from './post.ts'
import { checkedPseudonym } from './pseudonym.ts'
import * as store from './store.ts'

const reportReasons = ['harassment', 'personal_data', 'spam', 'solution', 'self_harm', 'other']
const longestDetail = 1000
const mostNames = 20

export function sharing(database: Database) {
  return {
    async shareSession(request, context) {
      const learner = learnerOf(context)
      if (!request.shared) return withdraw(database, { learner, sessionId: request.sessionId })
      return share(database, { learner, sessionId: request.sessionId, displayAs: request.displayAs, names: checkedNames(request.names) })
    },
    async appealShare({ sessionId, appeal, names }, context) {
      const { userId } = learnerOf(context)
      const words = checkedAppeal(appeal)
      return database.asLearner(userId, async (tx) => {
        await sessionStore.refuseErased(tx, userId)
        await sessionStore.lockSession(tx, sessionId)
        const { copy } = await shareable(tx, sessionId, checkedNames(names))
        const share = await store.appeal(tx, { sessionId, words, copy })
        if (share === undefined) throw new Failure('conflict', 'Another look is taken once, at a session that a moderator has taken down.')
        return { sharing: toSharing(share) }
      })
    },
    async previewShare({ sessionId, displayAs, names }, context) {
      const learner = learnerOf(context)
      mustBeConfirmed(learner)
      return database.asReader(learner.userId, async (tx) => {
        const { session, copy } = await shareable(tx, sessionId, checkedNames(names))
        const now = await store.findShare(tx, sessionId)
        const pseudonym = displayAs === '' ? (now?.pseudonym ?? '') : checkedPseudonym(displayAs, names)
        return { session: toShared({ ...session, ...copy, pseudonym }), verdict: copy.verdict, reasons: [...copy.reasons], sharing: toSharing(now) }
      })
    },
    async listSharedSessions({ query, site, difficulty, limit, cursor }, context) {
      for (const [path, text] of Object.entries({ query, site, difficulty })) checkedFilter(path, text)
      const page = { query, site, difficulty, limit: checkedLimit(limit), cursor }
      const { rows, nextCursor } = await database.asReader(learnerOf(context).userId, (tx) => store.listShared(tx, page))
      return { sessions: rows.map((row) => ({ ...toShared(row), answers: [] })), nextCursor }
    },
    async getSharedSession({ shareId }, context) {
      const { userId } = learnerOf(context)
      const row = isUuid(shareId) ? await database.asReader(userId, (tx) => store.findShared(tx, shareId)) : undefined
      if (row === undefined) throw notShared()
      return { session: toShared(row) }
    },
    async reportSharedSession({ shareId, reason, detail }, context) {
      const { userId } = learnerOf(context)
      if (!reportReasons.includes(reason)) throw invalid('reason', `must be one of ${reportReasons.join(', ')}`)
      if (detail.length > longestDetail || detail.includes('\0')) throw invalid('detail', `must be text of at most ${longestDetail} characters`)
      if (!isUuid(shareId)) throw notShared()
      await database.asLearner(userId, async (tx) => {
        await sessionStore.refuseErased(tx, userId)
        const reported = await store.reportShared(tx, { id: shareId, reason, detail: detail.toWellFormed() })
        if (reported === undefined) throw notShared()
        if (reported.hidden) await events.unshared(tx, { sessionId: reported.sessionId, userId: reported.userId, reason: 'reports' })
      })
      count('quint.community.reports', {})
      return {}
    },
  } satisfies Partial<SessionsServiceImplementation>
}

interface Wish {
  readonly learner: Learner
  readonly sessionId: string
  readonly displayAs: string
  readonly names: readonly string[]
}

async function share(database: Database, { learner, sessionId, displayAs, names }: Wish) {
  mustBeConfirmed(learner)
  const { userId } = learner
  const pseudonym = checkedPseudonym(displayAs, names)
  return database.asLearner(userId, async (tx) => {
    await sessionStore.refuseErased(tx, userId)
    await sessionStore.lockSession(tx, sessionId)
    const { session, copy } = await shareable(tx, sessionId, names)
    const before = await store.findShare(tx, sessionId)
    // As it is: what others have read does not change under them, and a removal is not undone by asking again.
    if (before !== undefined) return { sharing: toSharing(before), reasons: [...copy.reasons] }
    count('quint.community.shares', { 'quint.moderation.verdict': copy.verdict })
    if (copy.verdict === 'refuse') throw refused(copy)
    const seenFirst = copy.verdict === 'review' || (await store.wasRemoved(tx, sessionId))
    const made = await store.insertShare(tx, {
      ...copy,
      // Says nothing of when: ids of ours begin with the time.
      id: crypto.randomUUID(),
      sessionId,
      userId,
      pseudonym,
      site: session.site,
      difficulty: session.difficulty,
      status: seenFirst ? 'review' : 'visible',
    })
    if (!seenFirst) await events.shared(tx, { sessionId, userId })
    return { sharing: toSharing(made), reasons: [...copy.reasons] }
  })
}

function mustBeConfirmed({ emailVerified }: Learner): void {
  if (!emailVerified) throw new Failure('forbidden', 'Confirm your e-mail address before you share.')
}

/** At once, and whatever its state. */
function withdraw(database: Database, { learner, sessionId }: Pick<Wish, 'learner' | 'sessionId'>) {
  const { userId } = learner
  return database.asLearner(userId, async (tx) => {
    await sessionStore.lockSession(tx, sessionId)
    const was = await store.deleteShare(tx, sessionId)
    if (was === 'visible') await events.unshared(tx, { sessionId, userId, reason: 'learner' })
    return { sharing: toSharing(undefined), reasons: [] }
  })
}

/** Throws Failure('conflict') for a session that is not completed. */
async function shareable(tx: Tx, sessionId: string, names: readonly string[]) {
  const session = await sessionStore.findSession(tx, sessionId)
  if (session.status !== 'completed') throw new Failure('conflict', 'Only a completed session can be shared.')
  const responses = await sessionStore.listResponses(tx, sessionId)
  return { session, copy: copyOf({ session, responses, names }) }
}

function refused({ reasons }: Copy): Failure {
  const fields = reasons.slice(0, 20).map(({ part, message }) => ({ path: part, message }))
  return new Failure('invalid', 'This session cannot be shared as it is.', { fields })
}

function toSharing(share: store.ShareRow | undefined): Sharing {
  if (share === undefined) return { shared: false, status: '', pseudonym: '', shareId: '', sharedAt: '', reason: '', appealed: false }
  const { id: shareId, ...rest } = share
  return { shared: true, shareId, ...rest }
}

function checkedNames(names: readonly string[]): readonly string[] {
  return names.slice(0, mostNames).map((name) => name.slice(0, 255))
}

function checkedFilter(path: string, text: string): void {
  if (text.length > 255 || text.includes('\0')) throw invalid(path, 'must be text of at most 255 characters')
}

function invalid(path: string, message: string): Failure {
  return new Failure('invalid', `${path} ${message}`, { fields: [{ path, message }] })
}

function notShared(): Failure {
  return new Failure('not_found', 'There is no such shared session.')
}
