/** Routes of reviews. */
import { Failure } from '@quint/runtime/failure.ts'
import { learnerRoute, type Route } from '../http/route.ts'
import { toReview } from './mapping.ts'
import type { PlansOptions } from './options.ts'
import * as schema from './schema.ts'

export function reviewRoutes({ plans }: PlansOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/reviews/due',
      summary: 'Every problem that is due today, in full',
      replies: [200, 'The reviews, and the day it is where you are'],
      async handle({ signal }, learner) {
        const { reviews, day } = await plans.listDueReviews({}, { signal, learnerToken: learner.token })
        return { status: 200, body: { items: reviews.map(toReview), nextCursor: null, day, _links: { self: { href: '/api/reviews/due' } } } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/reviews/:id/grade',
      summary: 'Say how it went; it comes back on another day',
      replies: [200, 'The review, with its next day'],
      idempotent: true,
      body: schema.grade,
      async handle({ body, params, signal }, learner) {
        const { review } = await plans.gradeReview({ reviewId: params.id ?? '', grade: body.grade }, { signal, learnerToken: learner.token })
        if (review === undefined) throw new Failure('not_found', 'There is no such review.')
        return { status: 200, body: { review: toReview(review) } }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/reviews/figures',
      summary: 'How much you remember, and how much comes back when',
      replies: [200, 'Reviews by day, past and coming, and the share that was remembered'],
      async handle({ signal }, learner) {
        const { past, coming, retention, cards } = await plans.getReviewFigures({}, { signal, learnerToken: learner.token })
        const graded = past.reduce((sum, { reviews }) => sum + reviews, 0)
        return { status: 200, body: { past, coming, retention: graded === 0 ? null : retention, cards } }
      },
    }),
  ]
}
