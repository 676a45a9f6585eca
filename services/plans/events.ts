/** What plans publishes and consumes. */
import { record } from '@quint/bus/outbox.ts'
import type { Tx } from '@quint/db/database.ts'
import { ItemCompleted, LearnerErased, PlanGenerated, ReminderDue, ReviewGraded } from '@quint/proto/gen/quint/plans/v1/events.ts'

export const generated = (tx: Tx, event: PlanGenerated): Promise<void> =>
  record(tx, { type: 'plans.plan.generated', topic: 'quint.plans.plan.v1', key: event.planId, data: PlanGenerated.toJSON(event) })

export const itemCompleted = (tx: Tx, event: ItemCompleted): Promise<void> =>
  record(tx, { type: 'plans.item.completed', topic: 'quint.plans.item.v1', key: event.itemId, data: ItemCompleted.toJSON(event) })

export const reviewGraded = (tx: Tx, event: ReviewGraded): Promise<void> =>
  record(tx, { type: 'plans.review.graded', topic: 'quint.plans.review.v1', key: event.reviewId, data: ReviewGraded.toJSON(event) })

export const reminderDue = (tx: Tx, event: ReminderDue): Promise<void> =>
  record(tx, { type: 'plans.reminder.due', topic: 'quint.plans.reminder.v1', key: event.reminderId, data: ReminderDue.toJSON(event) })

/** Also when there was nothing to erase: whoever waits for it hears that there is nothing. */
export const erased = (tx: Tx, event: LearnerErased): Promise<void> =>
  record(tx, { type: 'plans.learner.erased', topic: 'quint.plans.learner.v1', key: event.userId, data: LearnerErased.toJSON(event) })
