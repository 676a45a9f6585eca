/** The contract's calls about comments: judged when they are written, hidden by the third report, looked at again once when their writer asks. */

import type { Database } from '@quint/db/database.ts'
import { checkedAppeal } from '@quint/moderation/appeal.ts'
import type { ModelStage } from '@quint/moderation/model-stage.ts'
import { moderate } from '@quint/moderation/moderate.ts'
import { messagesOf, mistakesOf } from '@quint/moderation/verdict.ts'
import type { ContentServiceImplementation } from '@quint/proto/gen/quint/content/v1/content.ts'
import type { Comment } from '@quint/proto/gen/quint/content/v1/video.ts'
import { adminOf, effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isText } from '@quint/runtime/text.ts'
import { isUuid, uuidv7 } from '@quint/runtime/uuid.ts'
import * as events from '../events.ts'
import { checkedLimit, pageOf, parseCursor } from '../feed/cursor.ts'
import { lockLearner } from '../store.ts'
import { invalid } from '../video/request.ts'
import * as store from './comment-store.ts'
import { mustHold, mustSee, type TalkDeps } from './rpc.ts'
import { notThere } from './there.ts'

const longestBody = 2000
/** Of one learner, over all videos. */
const mostInAMinute = 6

export function commentCalls(deps: TalkDeps) {
  return { ...learnersCalls(deps), ...ownCalls(deps), ...moderatorsCalls(deps.database) }
}

function learnersCalls({ database, now, stage }: TalkDeps) {
  return {
    async listComments({ videoId, limit, cursor }, context) {
      const page = { ...parseCursor(cursor), limit: checkedLimit(limit) }
      const { userId, roles } = learnerOf(context)
      const found = await database.asReader(userId, async (tx) => {
        await mustSee(tx, videoId, roles.includes('admin'))
        return store.listComments(tx, videoId, page)
      })
      const { rows, nextCursor } = pageOf(found, page.limit)
      return { comments: rows.map(toComment), nextCursor }
    },
    async addComment({ videoId, body }, context) {
      const { userId } = learnerOf(context)
      const written = await judged(body, stage, context.signal)
      const id = effectIdOf(context) ?? uuidv7()
      const comment = await database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        await mustHold(tx, videoId, true)
        const known = await store.findOwnComment(tx, userId, id)
        if (known !== undefined) return known
        if ((await store.countSince(tx, userId, new Date(now().getTime() - 60_000))) >= mostInAMinute)
          throw new Failure('exhausted', 'Many comments in one minute: take your time.', { retryAfterSeconds: 60 })
        if (await store.isRepeated(tx, userId, { videoId, body: written.body })) throw new Failure('conflict', 'You have said this here before.')
        await store.insertComment(tx, userId, { ...written, id, videoId })
        return store.findOwnComment(tx, userId, id)
      })
      return comment === undefined ? {} : { comment: toComment(comment) }
    },
    async reportComment({ commentId }, context) {
      const { userId } = learnerOf(context)
      const found =
        isUuid(commentId) &&
        (await database.asLearner(userId, async (tx) => {
          await lockLearner(tx, userId)
          return store.reportComment(tx, commentId)
        }))
      if (!found) throw notThere('comment')
      return {}
    },
  } satisfies Partial<ContentServiceImplementation>
}

function ownCalls({ database, stage }: TalkDeps) {
  const changed = async (userId: string, commentId: string, work: (tx: Parameters<Parameters<Database['asLearner']>[1]>[0]) => Promise<boolean>) => {
    const comment = await database.asLearner(userId, async (tx) => {
      await lockLearner(tx, userId)
      if (!isUuid(commentId)) return undefined
      await store.holdVideoOf(tx, commentId)
      return (await work(tx)) ? store.findOwnComment(tx, userId, commentId) : undefined
    })
    if (comment === undefined) throw notThere('comment')
    return { comment: toComment(comment) }
  }
  return {
    async updateComment({ commentId, body }, context) {
      const { userId } = learnerOf(context)
      const written = await judged(body, stage, context.signal)
      return changed(userId, commentId, (tx) => store.updateComment(tx, userId, { ...written, id: commentId }))
    },
    async deleteComment({ commentId }, context) {
      const { userId } = learnerOf(context)
      const gone =
        isUuid(commentId) &&
        (await database.asLearner(userId, async (tx) => {
          await store.holdVideoOf(tx, commentId)
          return store.deleteComment(tx, userId, commentId)
        }))
      if (!gone) throw notThere('comment')
      return {}
    },
    async appealComment({ commentId, appeal }, context) {
      const { userId } = learnerOf(context)
      const words = checkedAppeal(appeal)
      return changed(userId, commentId, (tx) => store.appeal(tx, userId, { id: commentId, words }))
    },
  } satisfies Partial<ContentServiceImplementation>
}

function moderatorsCalls(database: Database) {
  return {
    async listHeld({ limit, cursor }, context) {
      adminOf(context)
      const from = cursor === '' ? { at: 0, id: '00000000-0000-0000-0000-000000000000' } : parseCursor(cursor)
      const most = checkedLimit(limit)
      const found = await database.asService((tx) => store.listHeld(tx, { ...from, limit: most }))
      const { rows, nextCursor } = pageOf(found, most)
      return { held: rows.map(({ at: _at, reasons, ...held }) => ({ ...held, reasons: [...reasons] })), nextCursor }
    },
    async countHeld(_request, context) {
      adminOf(context)
      return database.asService(store.countHeld)
    },
    async decideHeld({ kind, id, decision, reason }, context) {
      adminOf(context)
      if (decision !== 'approve' && decision !== 'remove') throw invalid('decision', 'must be approve or remove')
      if (kind !== 'video' && kind !== 'comment') throw invalid('kind', 'must be video or comment')
      const decided =
        isUuid(id) &&
        (await database.asService(async (tx) => {
          if (kind === 'comment') return store.decideComment(tx, { id, decision, reason })
          const owner = await store.decideVideo(tx, { id, decision, reason })
          if (owner !== undefined) await events.moderated(tx, { videoId: id, userId: owner, decision })
          return owner !== undefined
        }))
      if (!decided) throw notThere(kind)
      return {}
    },
  } satisfies Partial<ContentServiceImplementation>
}

/** @throws Failure('invalid') for what may not stand. */
async function judged(body: string, stage: ModelStage | undefined, signal: AbortSignal) {
  const text = body.trim()
  if (text === '') throw invalid('body', 'must not be empty')
  if (text.length > longestBody) throw invalid('body', `must be at most ${longestBody} letters`)
  if (!isText(text)) throw invalid('body', 'must be well-formed text')
  // A comment under an explanation may show code.
  const byRules = moderate(text, { without: ['solution_code'] })
  const { verdict, reasons } = stage === undefined ? byRules : await stage.judge(text, byRules, signal)
  if (verdict === 'refuse') throw new Failure('invalid', 'This comment cannot stand as it is.', { fields: mistakesOf(reasons, 'body') })
  return { body: text, status: verdict === 'review' ? 'review' : 'visible', reasons: messagesOf(reasons) }
}

function toComment({ at: _at, ...comment }: store.CommentRow): Comment {
  const { id, videoId, body, own, status, createdAt, updatedAt } = comment
  return { id, videoId, body, own, status, createdAt, updatedAt, reason: own ? comment.reason : '', appealed: own && comment.appealed }
}
