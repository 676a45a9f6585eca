/** Makes a plan: out of the profile, what others and the coach say, and the catalogue, by the solver. */
import type { Database, Tx } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { measure } from '@quint/telemetry/metrics.ts'
import * as events from '../events.ts'
import type { Shelf } from '../problems/shelf.ts'
import { lockLearner } from '../store.ts'
import type { Advise } from './advice.ts'
import { daysOf, toDocument } from './document.ts'
import { gather } from './inputs.ts'
import { solve } from './solve.ts'
import { findPlan, insertPlan, type PlanRow } from './store.ts'

export interface GeneratingDeps {
  readonly database: Database
  readonly shelf: Shelf
  readonly advise: Advise
  readonly now: () => Date
}

export interface Asking {
  readonly userId: string
  readonly signal: AbortSignal
}

export type Stage = { readonly kind: 'stage'; readonly stage: string; readonly percent: number } | { readonly kind: 'plan'; readonly plan: PlanRow }

const stage = (name: string, percent: number): Stage => ({ kind: 'stage', stage: name, percent })

/** @throws Failure('conflict') for a learner who has not said anything of themselves. */
export async function* generatePlan(deps: GeneratingDeps, { userId, signal, planId }: Asking & { readonly planId: string }): AsyncGenerator<Stage> {
  const { database, shelf, advise, now } = deps
  yield stage('profile', 10)
  const { profile, input } = await database.asLearner(userId, (tx) => gather(tx, shelf, { userId, now: now() }))
  yield stage('weights', 30)
  const { source, weights } = await advise({ userId, profile, input }, signal)
  yield stage('solving', 70)
  const began = performance.now()
  const document = toDocument(solve({ ...input, weights }), uuidv7)
  measure('quint.plan.duration', (performance.now() - began) / 1000, { 'quint.plan.source': source })
  yield stage('saving', 90)
  const plan = await database.asLearner(userId, async (tx) => {
    await lockLearner(tx, userId)
    await insertPlan(tx, { id: planId, userId, status: 'current', source, document })
    const made = await findPlan(tx, userId, { id: planId })
    if (made === undefined) throw new Error('a plan was not written')
    await announce(tx, userId, made)
    return made
  })
  yield { kind: 'plan', plan }
}

export function announce(tx: Tx, userId: string, { id, source, document }: PlanRow): Promise<void> {
  const items = daysOf(document).reduce((sum, { problems }) => sum + problems.length, 0)
  return events.generated(tx, { planId: id, userId, source, items, weeks: document.weeks.length })
}
