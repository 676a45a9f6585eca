/** Gathers what the solver is given, for a learner, out of their rows. */

import type { Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { localDay } from '@quint/runtime/local-day.ts'
import { topics } from '../catalogue/topic.ts'
import type { Profile } from '../intake/profile.ts'
import { findProfile } from '../intake/store.ts'
import type { Shelf } from '../problems/shelf.ts'
import { ownProblems } from '../problems/store.ts'
import { dueDays, knownProblems } from '../reviews/store.ts'
import { addDays } from './calendar-day.ts'
import { contextOf } from './context.ts'
import { neutral, type PlanInput } from './plan.ts'

/** Of one due review. */
const reviewMinutes = 10
const longestDays = 366

export interface Gathered {
  readonly profile: Profile
  readonly input: PlanInput
}

/** @throws Failure('conflict') for a learner who has not said anything of themselves. */
export async function gather(tx: Tx, shelf: Shelf, { userId, now }: { readonly userId: string; readonly now: Date }): Promise<Gathered> {
  const profile = await findProfile(tx, userId)
  if (profile === undefined) throw new Failure('conflict', 'Answer the five questions first: a plan is made out of them.')
  const firstDay = localDay(now, profile.timeZone)
  const problems = [...(await ownProblems(tx, userId)), ...shelf.all()]
  const ids = problems.map(({ id }) => id)
  const due = await dueDays(tx, userId, { from: firstDay, until: addDays(firstDay, longestDays) })
  const input: PlanInput = {
    problems,
    topics,
    wishes: profile,
    firstDay,
    days: profile.timelineWeeks * 7,
    done: new Set(await knownProblems(tx, userId)),
    planned: new Set(),
    weights: { ...neutral, ...(await contextOf(tx, userId, ids)) },
    reviews: Object.fromEntries(due.map(({ day, reviews }) => [day, reviews * reviewMinutes])),
  }
  return { profile, input }
}
