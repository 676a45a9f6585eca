/** What a learner's own numbers say: the overview of today, and the counts over all their sessions. */
import type { Learner } from '@quint/auth/learner.ts'
import type { Database } from '@quint/db/database.ts'
import type { SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { localDay } from '@quint/runtime/local-day.ts'
import { commonestFinding, elementTrends, weakestElement } from './dashboard.ts'
import * as store from './dashboard-store.ts'
import { elements } from './element.ts'
import { type Stretch, streak } from './streak.ts'
import { toElement, toSession } from './wire.ts'

export function overview(database: Database, now: () => Date) {
  const streakOf = (learner: Learner, active: readonly Stretch[]) => ({
    ...streak(active, localDay(now(), learner.timeZone, learner.dayStartHour)),
    timeZone: learner.timeZone,
  })
  return {
    async getDashboard(_request, context) {
      const learner = learnerOf(context)
      const [recent, completed, summary, weeks] = await database.asReader(learner.userId, (tx) =>
        Promise.all([store.recentSessions(tx, 5), store.recentCompleted(tx), store.summary(tx), store.weeks(tx)]),
      )
      const sessions = summary.completedSessions
      return {
        recentSessions: recent.map(toSession),
        streak: streakOf(learner, summary.active),
        elements: elementTrends(summary, completed).map((trend) => ({ ...trend, element: toElement(trend.element), trend: [...trend.trend] })),
        quintessence: {
          sessions,
          averageAdditions: sessions === 0 ? 0 : summary.additions / sessions,
          trend: completed.map((session) => session.additions).reverse(),
        },
        weakestElement: toElement(weakestElement(completed)),
        completedSessions: sessions,
        commonestFinding: commonestFinding(completed),
        weeks: weeks.map((week) => ({ ...week, averageWords: [...week.averageWords] })),
      }
    },
    async getStats(_request, context) {
      const learner = learnerOf(context)
      const { answers, words, changes, active, ...counts } = await database.asReader(learner.userId, store.stats)
      return {
        ...counts,
        streak: streakOf(learner, active),
        elements: elements.map((element, index) => ({ element: toElement(element), answers: answers[index] ?? 0, words: words[index] ?? 0 })),
        changes: [...changes],
      }
    },
  } satisfies Partial<SessionsServiceImplementation>
}
