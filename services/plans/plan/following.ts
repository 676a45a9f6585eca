/** Follows a plan: items that are done, failed, skipped or moved, and days that slip. */

import type { Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { localDay } from '@quint/runtime/local-day.ts'
import { isUuid } from '@quint/runtime/uuid.ts'
import type { Problem } from '../catalogue/problem.ts'
import * as events from '../events.ts'
import type { Profile } from '../intake/profile.ts'
import { findProfile } from '../intake/store.ts'
import { invalid } from '../problems/checks.ts'
import { meetProblem } from '../reviews/reviewing.ts'
import { lockLearner } from '../store.ts'
import { addDays } from './calendar-day.ts'
import { daysOf, type Item, type PlanDocument } from './document.ts'
import type { GeneratingDeps } from './generating.ts'
import { moveItem, slipDay } from './moving.ts'
import { findPlan, type PlanRow, updatePlan } from './store.ts'
import { rhythm } from './study-days.ts'

export interface ItemChange {
  readonly userId: string
  readonly planId: string
  readonly itemId: string
  /** Empty leaves it. */
  readonly status: string
  /** Empty leaves it. */
  readonly date: string
  /** 0 takes any. */
  readonly revision: number
}

const statuses = ['planned', 'done', 'failed', 'skipped'] as const
const furthestDays = 366

export function changeItem({ database, now }: Pick<GeneratingDeps, 'database' | 'now'>, change: ItemChange): Promise<PlanRow> {
  const { userId, planId, itemId, date } = change
  const status = checkedStatus(change.status)
  return database.asLearner(userId, async (tx) => {
    await lockLearner(tx, userId)
    const { plan, profile, today } = await opened(tx, { userId, planId, now: now() })
    if (change.revision !== 0 && change.revision !== plan.revision) throw new Failure('conflict', 'The plan has changed meanwhile.')
    const item = daysOf(plan.document)
      .flatMap(({ problems }) => problems)
      .find((one) => one.itemId === itemId)
    if (item === undefined) throw new Failure('not_found', 'There is no such problem in the plan.')
    let { document } = plan
    if (date !== '') document = moved(document, { profile, itemId, date: checkedDate(date, today) })
    if (status !== undefined && status !== item.status) {
      document = withStatus(document, itemId, status)
      await told(tx, { userId, planId, item, status, today })
    }
    return document === plan.document ? plan : updatePlan(tx, userId, { id: planId, document })
  })
}

export function slip(
  { database, now }: Pick<GeneratingDeps, 'database' | 'now'>,
  { userId, planId, date }: Pick<ItemChange, 'userId' | 'planId' | 'date'>,
): Promise<PlanRow> {
  if (!isDay(date)) throw invalid('date', 'must be a day, YYYY-MM-DD')
  return database.asLearner(userId, async (tx) => {
    await lockLearner(tx, userId)
    const { plan, profile } = await opened(tx, { userId, planId, now: now() })
    const document = slipDay(plan.document, rhythm(profile), date)
    return document === plan.document ? plan : updatePlan(tx, userId, { id: planId, document })
  })
}

interface Opened {
  readonly plan: PlanRow
  readonly profile: Profile
  readonly today: string
}

async function opened(tx: Tx, { userId, planId, now }: { readonly userId: string; readonly planId: string; readonly now: Date }): Promise<Opened> {
  const plan = await findPlan(tx, userId, { id: planId })
  const profile = await findProfile(tx, userId)
  if (plan === undefined || profile === undefined) throw new Failure('not_found', 'There is no such plan.')
  if (plan.status !== 'current') throw new Failure('conflict', 'Only the current plan can be changed.')
  return { plan, profile, today: localDay(now, profile.timeZone) }
}

function moved(
  document: PlanDocument,
  { profile, itemId, date }: { readonly profile: Profile; readonly itemId: string; readonly date: string },
): PlanDocument {
  return moveItem(document, rhythm(profile), { itemId, date }) ?? document
}

/** A problem that was solved or failed comes back as a review; what is taken back leaves its card as it is. */
async function told(
  tx: Tx,
  {
    userId,
    planId,
    item,
    status,
    today,
  }: { readonly userId: string; readonly planId: string; readonly item: Item; readonly status: Item['status']; readonly today: string },
): Promise<void> {
  if (status !== 'done' && status !== 'failed') return
  const { itemId, problemId, ...facts } = item
  const problem: Pick<Problem, 'id' | 'title' | 'link' | 'topic' | 'difficulty'> = { ...facts, id: problemId }
  const outcome = status === 'done' ? 'solved' : 'failed'
  await meetProblem(tx, { userId, problem, outcome, day: today })
  await events.itemCompleted(tx, { itemId, userId, planId, slug: isUuid(problemId) ? '' : problemId, outcome })
}

function withStatus(document: PlanDocument, itemId: string, status: Item['status']): PlanDocument {
  const weeks = document.weeks.map(({ number, days }) => ({
    number,
    days: days.map((day) => ({ ...day, problems: day.problems.map((item) => (item.itemId === itemId ? { ...item, status } : item)) })),
  }))
  return { ...document, weeks }
}

function checkedStatus(status: string): Item['status'] | undefined {
  const known = statuses.find((one) => one === status)
  if (known === undefined && status !== '') throw invalid('status', `must be one of ${statuses.join(', ')}`)
  return known
}

/** Yesterday is over, and nobody plans for more than a year. */
function checkedDate(date: string, today: string): string {
  if (!isDay(date)) throw invalid('date', 'must be a day, YYYY-MM-DD')
  if (date < today || date > addDays(today, furthestDays)) throw invalid('date', 'must be from today to a year from now')
  return date
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text
