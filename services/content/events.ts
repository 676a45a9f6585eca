/** What content publishes. */
import { record } from '@quint/bus/outbox.ts'
import type { Tx } from '@quint/db/database.ts'
import { LearnerErased, QuizAnswered, VideoModerated, VideoPublished } from '@quint/proto/gen/quint/content/v1/events.ts'

export const published = (tx: Tx, event: VideoPublished): Promise<void> =>
  record(tx, { type: 'content.video.published', topic: 'quint.content.video.v1', key: event.videoId, data: VideoPublished.toJSON(event) })

export const moderated = (tx: Tx, event: VideoModerated): Promise<void> =>
  record(tx, { type: 'content.video.moderated', topic: 'quint.content.video.v1', key: event.videoId, data: VideoModerated.toJSON(event) })

export const quizAnswered = (tx: Tx, event: QuizAnswered): Promise<void> =>
  record(tx, { type: 'content.quiz.answered', topic: 'quint.content.quiz.v1', key: event.videoId, data: QuizAnswered.toJSON(event) })

/** Also when there was nothing to erase: whoever waits for it hears that there is nothing. */
export const erased = (tx: Tx, event: LearnerErased): Promise<void> =>
  record(tx, { type: 'content.learner.erased', topic: 'quint.content.learner.v1', key: event.userId, data: LearnerErased.toJSON(event) })
