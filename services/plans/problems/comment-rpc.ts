/** The contract's calls about comments: judged when they are written, hidden by the third report until a moderator has looked. */
import type { Database, Tx } from '@quint/db/database.ts'
import { checkedAppeal } from '@quint/moderation/appeal.ts'
import { moderate } from '@quint/moderation/moderate.ts'
import { messagesOf, mistakesOf } from '@quint/moderation/verdict.ts'
import type { PlansServiceImplementation } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import type { Comment } from '@quint/proto/gen/quint/plans/v1/problem.ts'
import { effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid, uuidv7 } from '@quint/runtime/uuid.ts'
import { checkedLimit, pageOf, parseCursor } from '../cursor.ts'
import { lockLearner } from '../store.ts'
import { checkedTag, checkedText, invalid } from './checks.ts'
import * as store from './comment-store.ts'
import type { Shelf } from './shelf.ts'

const longestBody = 4000
const longestReason = 500

interface CommentDeps {
  readonly database: Database
  readonly shelf: Shelf
}

export function commentCalls(deps: CommentDeps) {
  return { ...learnersCalls(deps), ...ownCalls(deps.database), ...moderatorsCalls(deps.database) }
}

function learnersCalls({ database, shelf }: CommentDeps) {
  const mustBeThere = (problemId: string): void => {
    if (shelf.find(problemId) === undefined) throw new Failure('not_found', 'There is no such problem.')
  }
  return {
    async listComments({ problemId, limit, cursor }, context) {
      mustBeThere(problemId)
      const page = { ...parseCursor(cursor), limit: checkedLimit(limit), problemId }
      const found = await database.asReader(learnerOf(context).userId, (tx) => store.listComments(tx, page))
      const { rows, nextCursor } = pageOf(found, page.limit)
      return { comments: rows.map(toComment), nextCursor }
    },
    async addComment({ problemId, body, tag }, context) {
      const { userId } = learnerOf(context)
      mustBeThere(problemId)
      const { reasons, ...written } = judged(body, tag)
      const id = effectIdOf(context) ?? uuidv7()
      const comment = await database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        await store.insertComment(tx, userId, { ...written, id, problemId, reasons })
        return store.findOwnComment(tx, userId, id)
      })
      return { ...(comment === undefined ? {} : { comment: toComment(comment) }), reasons }
    },
    async reportComment({ commentId }, context) {
      const { userId } = learnerOf(context)
      const found =
        isUuid(commentId) &&
        (await database.asLearner(userId, async (tx) => {
          await lockLearner(tx, userId)
          return store.reportComment(tx, commentId)
        }))
      if (!found) throw notThere()
      return {}
    },
  } satisfies Partial<PlansServiceImplementation>
}

function ownCalls(database: Database) {
  const changed = async (userId: string, commentId: string, work: (tx: Tx) => Promise<boolean>) => {
    const comment = await database.asLearner(userId, async (tx) => {
      await lockLearner(tx, userId)
      return isUuid(commentId) && (await work(tx)) ? store.findOwnComment(tx, userId, commentId) : undefined
    })
    if (comment === undefined) throw notThere()
    return { comment: toComment(comment) }
  }
  return {
    async updateComment({ commentId, body, tag }, context) {
      const { userId } = learnerOf(context)
      const written = judged(body, tag)
      return changed(userId, commentId, (tx) => store.updateComment(tx, userId, { ...written, id: commentId }))
    },
    async deleteComment({ commentId }, context) {
      const { userId } = learnerOf(context)
      if (!isUuid(commentId) || !(await database.asLearner(userId, (tx) => store.deleteComment(tx, userId, commentId)))) throw notThere()
      return {}
    },
    async appealComment({ commentId, appeal }, context) {
      const { userId } = learnerOf(context)
      const words = checkedAppeal(appeal)
      return changed(userId, commentId, (tx) => store.appeal(tx, userId, { id: commentId, words }))
    },
  } satisfies Partial<PlansServiceImplementation>
}

function moderatorsCalls(database: Database) {
  return {
    async listHeldComments({ limit, cursor }, context) {
      mustModerate(learnerOf(context).roles)
      const page = { ...parseCursor(cursor), limit: checkedLimit(limit) }
      const { rows, nextCursor } = pageOf(await database.asService((tx) => store.listHeld(tx, page)), page.limit)
      return {
        comments: rows.map((row) => ({ comment: toComment(row), reasons: [...row.reasons], reports: row.reports, appeal: row.appeal })),
        nextCursor,
      }
    },
    async countHeldComments(_request, context) {
      mustModerate(learnerOf(context).roles)
      return { waiting: await database.asService(store.countHeld) }
    },
    async decideComment({ commentId, decision, reason }, context) {
      mustModerate(learnerOf(context).roles)
      if (decision !== 'approve' && decision !== 'remove') throw invalid('decision', 'must be approve or remove')
      if (
        !isUuid(commentId) ||
        !(await database.asService((tx) =>
          store.decideComment(tx, { id: commentId, decision, reason: checkedText(reason, 'reason', longestReason) }),
        ))
      )
        throw notThere()
      return {}
    },
  } satisfies Partial<PlansServiceImplementation>
}

/** @throws Failure('invalid') for what may not stand. */
function judged(body: string, tag: string) {
  const text = checkedText(body.trim(), 'body', longestBody)
  if (text === '') throw invalid('body', 'must not be empty')
  const { verdict, reasons } = moderate(text)
  if (verdict === 'refuse') throw new Failure('invalid', 'This comment cannot stand as it is.', { fields: mistakesOf(reasons, 'body') })
  const status = verdict === 'review' ? ('review' as const) : ('visible' as const)
  return { body: text, tag: checkedTag(tag), status, reasons: messagesOf(reasons) }
}

function mustModerate(roles: readonly string[]): void {
  if (!roles.includes('admin')) throw new Failure('forbidden', 'Only administrators may do this.')
}

const notThere = (): Failure => new Failure('not_found', 'There is no such comment.')

function toComment({ at: _at, ...comment }: store.CommentRow): Comment {
  const { id, problemId, body, tag, own, status, createdAt, updatedAt } = comment
  return { id, problemId, body, tag, own, status, createdAt, updatedAt, reason: own ? comment.reason : '', appealed: own && comment.appealed }
}
