/** Reviews of a learner: a problem becomes a card when it is solved or failed, and a card is graded once a day. */
import type { Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { Problem } from '../catalogue/problem.ts'
import * as events from '../events.ts'
import { daysBetween } from '../plan/calendar-day.ts'
import { type GradeName, graded, newMemory } from './card.ts'
import * as store from './store.ts'

export interface Met {
  readonly userId: string
  readonly problem: Pick<Problem, 'id' | 'title' | 'link' | 'topic' | 'difficulty'>
  readonly outcome: 'solved' | 'failed'
  /** The learner's. */
  readonly day: string
}

/** Once a day: what was met before on this day stays as it was graded then. */
export async function meetProblem(tx: Tx, { userId, problem, outcome, day }: Met): Promise<void> {
  const { id: problemId, title, link, topic, difficulty } = problem
  const known = await store.findCard(tx, userId, { problemId })
  if (known?.lastDay !== undefined && known.lastDay !== null && known.lastDay >= day) return
  const card = known ?? { id: uuidv7(), problemId, title, link, topic, difficulty, ...newMemory(day) }
  await save(tx, { userId, card, grade: outcome === 'solved' ? 'good' : 'again', day })
}

interface Grading {
  readonly userId: string
  readonly card: store.CardRow
  readonly grade: GradeName
  readonly day: string
}

async function save(tx: Tx, { userId, card, grade, day }: Grading): Promise<store.CardRow> {
  const next = { ...card, ...graded(card, grade, day) }
  await store.saveCard(tx, userId, next)
  await store.insertGrade(tx, { cardId: card.id, userId, grade, day, elapsedDays: card.lastDay === null ? 0 : daysBetween(card.lastDay, day) })
  return next
}

/** @throws Failure('not_found'), and 'conflict' for a card that is not due. */
export async function gradeCard(
  tx: Tx,
  { userId, reviewId, grade, day }: { readonly userId: string; readonly reviewId: string; readonly grade: GradeName; readonly day: string },
) {
  const card = await store.findCard(tx, userId, { id: reviewId })
  if (card === undefined) throw new Failure('not_found', 'There is no such review.')
  if (card.due > day) throw new Failure('conflict', `This review is due on ${card.due}.`)
  const next = await save(tx, { userId, card, grade, day })
  await events.reviewGraded(tx, { reviewId, userId, grade, intervalDays: daysBetween(day, next.due) })
  return next
}
