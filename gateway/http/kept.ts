/** Answers that are kept for some minutes: those that are the same for all, and a learner's until something of theirs changes. */

import type { Learner } from '@quint/auth/learner.ts'
import { type Cache, kept } from '@quint/cache/cache.ts'
import { localDay } from '@quint/runtime/local-day.ts'
import type { Request } from 'express'
import type { Reply, Route } from './route.ts'

export interface KeptAnswers {
  answer(asked: Asked, read: () => Promise<Reply | undefined>): Promise<Reply | undefined>
  /** What a learner reads from now on is not older than this call. */
  drop(userId: string): Promise<void>
}

export interface Asked {
  readonly route: Pick<Route, 'path' | 'query' | 'kept'>
  readonly request: Pick<Request, 'originalUrl'>
  readonly learner: Learner | undefined
}

export interface KeptAnswersOptions {
  /** Of answers that are the same for all. */
  readonly common: Cache
  /** Of answers that are a learner's own. */
  readonly own: Cache
  readonly now?: () => Date
}

export function openKeptAnswers({ common, own, now = () => new Date() }: KeptAnswersOptions): KeptAnswers {
  return {
    async answer({ route, request, learner }, read) {
      // What a route does not read cannot change its answer.
      const question = route.query === undefined ? route.path : request.originalUrl
      if (route.kept === 'for-all') return (await kept(common, { scope: 'all', key: question }, read)) as Reply
      if (route.kept !== 'for-learner' || learner === undefined) return read()
      // Streaks turn with the learner's day.
      const key = `${learner.timeZone} ${dayOf(learner, now())} ${question}`
      return (await kept(own, { scope: learner.userId, key }, read)) as Reply
    },
    drop: (userId) => own.drop(userId),
  }
}

/** The night before the learner's day begins is told apart: then it is still the day before for them, and not for the calendar. */
function dayOf({ timeZone, dayStartHour }: Learner, at: Date): string {
  return `${localDay(at, timeZone)} ${localDay(at, timeZone, dayStartHour)} ${dayStartHour}`
}
