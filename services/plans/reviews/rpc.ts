/** The contract's calls about reviews. */

import type { Database } from '@quint/db/database.ts'
import type { PlansServiceImplementation } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import type { Review } from '@quint/proto/gen/quint/plans/v1/review.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid } from '@quint/runtime/uuid.ts'
import { todayOf } from '../intake/today.ts'
import { addDays } from '../plan/calendar-day.ts'
import { nextItem } from '../plan/store.ts'
import { lockLearner } from '../store.ts'
import { grades, nextDays, stateNames } from './card.ts'
import { gradeCard } from './reviewing.ts'
import * as store from './store.ts'

export interface ReviewDeps {
  readonly database: Database
  readonly now: () => Date
}

const pastDays = 90
const comingDays = 30

export function reviewCalls({ database, now }: ReviewDeps) {
  return {
    async getAgenda(_request, context) {
      const learner = learnerOf(context)
      return database.asReader(learner.userId, async (tx) => {
        const [day, next] = await Promise.all([todayOf(tx, learner, now()), nextItem(tx, learner.userId)])
        return { dueReviews: await store.countDue(tx, learner.userId, day), nextItem: next }
      })
    },
    async listDueReviews(_request, context) {
      const learner = learnerOf(context)
      return database.asReader(learner.userId, async (tx) => {
        const day = await todayOf(tx, learner, now())
        const cards = await store.dueCards(tx, learner.userId, day)
        return { reviews: cards.map((card) => toReview(card, day)), day }
      })
    },
    async gradeReview({ reviewId, grade }, context) {
      const learner = learnerOf(context)
      const known = grades.find((one) => one === grade)
      if (known === undefined)
        throw new Failure('invalid', `grade must be one of ${grades.join(', ')}`, {
          fields: [{ path: 'grade', message: `must be one of ${grades.join(', ')}` }],
        })
      if (!isUuid(reviewId)) throw new Failure('not_found', 'There is no such review.')
      return database.asLearner(learner.userId, async (tx) => {
        await lockLearner(tx, learner.userId)
        const day = await todayOf(tx, learner, now())
        return { review: toReview(await gradeCard(tx, { userId: learner.userId, reviewId, grade: known, day }), day) }
      })
    },
    async getReviewFigures(_request, context) {
      const learner = learnerOf(context)
      const { userId } = learner
      return database.asReader(userId, async (tx) => {
        const day = await todayOf(tx, learner, now())
        const past = await store.gradedDays(tx, userId, addDays(day, -pastDays))
        const coming = await store.dueDays(tx, userId, { from: day, until: addDays(day, comingDays) })
        const lately = past.filter((one) => one.day > addDays(day, -comingDays))
        const reviews = lately.reduce((sum, one) => sum + one.reviews, 0)
        const retention = reviews === 0 ? 0 : lately.reduce((sum, one) => sum + one.remembered, 0) / reviews
        return { past, coming, retention, cards: await store.countCards(tx, userId) }
      })
    },
  } satisfies Partial<PlansServiceImplementation>
}

function toReview(card: store.CardRow, day: string): Review {
  const { id, problemId, title, link, topic, difficulty, due, stability, reps, lapses, state } = card
  return {
    id,
    problemId,
    title,
    link,
    topic,
    difficulty,
    due,
    stability,
    reps,
    lapses,
    state: stateNames[state] ?? 'new',
    next: { ...nextDays(card, day) },
  }
}
