/** Routes of what learners do with videos, and of what waits for a moderator. */
import type { Comment } from '@quint/proto/gen/quint/content/v1/video.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { recordDeed } from '../admin/audit-store.ts'
import { appealRoute } from '../appeals.ts'
import { adminRoute, learnerRoute, type Route } from '../http/route.ts'
import { toComment, toHeld, toPage, toQuestion } from './mapping.ts'
import type { ContentOptions } from './options.ts'
import * as schema from './schema.ts'

export function talkRoutes(options: ContentOptions): readonly Route[] {
  return [...watchRoutes(options), ...ratingRoutes(options), ...commentRoutes(options), ...ownCommentRoutes(options), ...moderatorsRoutes(options)]
}

function watchRoutes({ content }: ContentOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'post',
      path: '/api/videos/:id/view',
      summary: 'How far you have watched; counts as a view after 10 seconds, or half of a shorter video, once in an hour',
      replies: [200, 'Whether it counted'],
      body: schema.watched,
      async handle({ body, params, signal }, learner) {
        return { status: 200, body: await content.viewVideo({ videoId: params.id ?? '', ...body }, { signal, learnerToken: learner.token }) }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/videos/:id/quiz',
      summary: 'Answer the questions of a video; the first answers count',
      replies: [200, 'What was right, and why'],
      body: schema.answers,
      async handle({ body, params, signal }, learner) {
        const { quiz, right } = await content.answerQuiz({ videoId: params.id ?? '', ...body }, { signal, learnerToken: learner.token })
        return { status: 200, body: { quiz: quiz.map(toQuestion), right } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/videos/:id/notes',
      summary: 'Write something down at a time of a video; only you see it',
      replies: [201, 'The note'],
      idempotent: true,
      body: schema.note,
      async handle({ body, params, signal, effectId }, learner) {
        const asking = { signal, learnerToken: learner.token, ...(effectId === undefined ? {} : { effectId }) }
        const { note } = await content.addNote({ videoId: params.id ?? '', ...body }, asking)
        return { status: 201, body: { note } }
      },
    }),
    learnerRoute({
      method: 'delete',
      path: '/api/videos/:id/notes/:noteId',
      summary: 'Take a note away',
      replies: [204, 'It is gone'],
      async handle({ params, signal }, learner) {
        await content.deleteNote({ noteId: params.noteId ?? '' }, { signal, learnerToken: learner.token })
        return { status: 204, body: undefined }
      },
    }),
  ]
}

function ratingRoutes({ content }: ContentOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'post',
      path: '/api/ratings',
      summary: 'Give a video 1 to 5 stars; a second time replaces the first',
      replies: [200, 'How it is rated now'],
      body: schema.rating,
      async handle({ body, signal }, learner) {
        return { status: 200, body: { rating: await content.rateVideo(body, { signal, learnerToken: learner.token }) } }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/ratings',
      summary: 'How a video is rated, by stars',
      replies: [200, 'The rating'],
      query: schema.ofVideo,
      async handle({ query, signal }, learner) {
        const { ownStars, ...rating } = await content.getRatings(query, { signal, learnerToken: learner.token })
        return { status: 200, body: { rating: { ...rating, ownStars: ownStars || null } } }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/ratings/user/:userId/video/:videoId',
      summary: 'The stars you gave a video',
      replies: [200, 'Your rating'],
      async handle({ params, signal }, learner) {
        if (params.userId !== learner.userId) throw new Failure('forbidden', 'Others cannot see which stars somebody gave.')
        const { ownStars } = await content.getRatings({ videoId: params.videoId ?? '' }, { signal, learnerToken: learner.token })
        return { status: 200, body: { rating: ownStars === 0 ? null : { videoId: params.videoId, stars: ownStars } } }
      },
    }),
  ]
}

function commentRoutes({ content, limits }: ContentOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/comments',
      summary: 'What learners say of a video, newest first',
      replies: [200, 'A page of comments'],
      query: schema.comments,
      async handle({ query, request, signal }, learner) {
        const asked = { videoId: query.videoId, limit: query.limit, cursor: query.cursor ?? '' }
        const { comments, nextCursor } = await content.listComments(asked, { signal, learnerToken: learner.token })
        return { status: 200, body: toPage(comments.map(toComment), nextCursor, request.originalUrl) }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/comments',
      summary: 'Say something of a video; some words wait for a moderator, and a few are refused',
      replies: [201, 'The comment, and why it waits'],
      idempotent: true,
      body: schema.comment,
      async handle({ body, signal, effectId }, learner) {
        if (!learner.emailVerified) throw new Failure('forbidden', 'Confirm your e-mail address before you write to others.')
        await limits.community.take(learner.userId)
        const asking = { signal, learnerToken: learner.token, ...(effectId === undefined ? {} : { effectId }) }
        return { status: 201, body: { comment: toComment(there((await content.addComment(body, asking)).comment)) } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/comments/:id/report',
      summary: 'Report a comment; the third report hides it until a moderator has looked',
      replies: [204, 'Noted'],
      async handle({ params, signal }, learner) {
        await limits.community.take(learner.userId)
        await content.reportComment({ commentId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 204, body: undefined }
      },
    }),
  ]
}

function ownCommentRoutes({ content, limits }: ContentOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'patch',
      path: '/api/comments/:id',
      summary: 'Change a comment of your own',
      replies: [200, 'The comment'],
      body: schema.words,
      async handle({ body, params, signal }, learner) {
        await limits.community.take(learner.userId)
        const { comment } = await content.updateComment({ commentId: params.id ?? '', ...body }, { signal, learnerToken: learner.token })
        return { status: 200, body: { comment: toComment(there(comment)) } }
      },
    }),
    learnerRoute({
      method: 'delete',
      path: '/api/comments/:id',
      summary: 'Take back a comment of your own',
      replies: [204, 'It is gone'],
      async handle({ params, signal }, learner) {
        await content.deleteComment({ commentId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 204, body: undefined }
      },
    }),
    appealRoute({
      path: '/api/comments/:id',
      what: 'a comment on a video',
      limit: limits.community,
      ask: async ({ id, appeal }, asking) => ({
        comment: toComment(there((await content.appealComment({ commentId: id, appeal }, asking)).comment)),
      }),
    }),
  ]
}

function moderatorsRoutes({ content, database }: ContentOptions): readonly Route[] {
  return [
    adminRoute({
      method: 'get',
      path: '/api/admin/watch',
      summary: 'Videos and comments on them that wait for a decision, oldest first',
      replies: [200, 'A page of what the rules or learners found'],
      query: schema.page,
      async handle({ query, request, signal }, admin) {
        const asked = { limit: query.limit, cursor: query.cursor ?? '' }
        const { held, nextCursor } = await content.listHeld(asked, { signal, learnerToken: admin.token })
        return { status: 200, body: toPage(held.map(toHeld), nextCursor, request.originalUrl) }
      },
    }),
    adminRoute({
      method: 'post',
      path: '/api/admin/watch/:kind/:id',
      summary: 'Let a video or a comment stand, or take it down; recorded in the audit',
      replies: [200, 'What was decided'],
      body: schema.decided,
      async handle({ body, params, signal }, admin) {
        const { kind = '', id = '' } = params
        const detail = { kind: kind.slice(0, 16), reason: body.reason }
        await recordDeed(database, { actor: admin.userId, action: `moderation.${body.decision}`, subject: id.slice(0, 64), detail })
        await content.decideHeld({ kind, id, ...body }, { signal, learnerToken: admin.token })
        return { status: 200, body: { id, decision: body.decision } }
      },
    }),
  ]
}

function there(comment: Comment | undefined): Comment {
  if (comment === undefined) throw new Failure('not_found', 'There is no such comment.')
  return comment
}
