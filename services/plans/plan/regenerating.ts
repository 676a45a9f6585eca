/** Proposes another plan for the days from today on, which heeds what felt hard; nothing changes until the learner takes it. */
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { appendAnswers } from '../intake/store.ts'
import { lockLearner } from '../store.ts'
import { addDays, daysBetween } from './calendar-day.ts'
import { carry } from './carrying.ts'
import { type Difference, differences } from './difference.ts'
import { daysOf, type PlanDocument, toDocument } from './document.ts'
import { lessSure, readFeedback, type Said, withFeedback } from './feedback.ts'
import { type Asking, announce, type GeneratingDeps } from './generating.ts'
import { type Gathered, gather } from './inputs.ts'
import type { PlanInput } from './plan.ts'
import { usualConfidence } from './progress.ts'
import { solve } from './solve.ts'
import { findPlan, insertPlan, type PlanRow, setStatus } from './store.ts'

export interface Proposal {
  readonly plan: PlanRow
  readonly differences: readonly Difference[]
}

const shortestDays = 7

/** @throws Failure('not_found') and, for a plan that is not the current one, Failure('conflict'). */
export async function regeneratePlan(
  deps: GeneratingDeps,
  asking: Asking & { readonly planId: string; readonly said: readonly Said[] },
): Promise<Proposal> {
  const { database, shelf, advise, now } = deps
  const { userId, planId, said, signal } = asking
  const gathered = await database.asLearner(userId, async (tx) => {
    await lockLearner(tx, userId)
    mustBeCurrent(await findPlan(tx, userId, { id: planId }))
    await appendAnswers(tx, userId, said)
    return gather(tx, shelf, { userId, now: now() })
  })
  const { source, weights } = await advise({ userId, ...gathered }, signal)
  return database.asLearner(userId, async (tx) => {
    await lockLearner(tx, userId)
    const current = mustBeCurrent(await findPlan(tx, userId, { id: planId }))
    const input = inputAfter(gathered, { current: current.document, said, weights })
    const document = carry(current.document, toDocument(solve(input), uuidv7))
    const id = uuidv7()
    await insertPlan(tx, { id, userId, status: 'proposed', source, document })
    const plan = await findPlan(tx, userId, { id })
    if (plan === undefined) throw new Error('a plan was not written')
    return { plan, differences: differences(current.document, document) }
  })
}

interface Known {
  readonly current: PlanDocument
  readonly said: readonly Said[]
  readonly weights: PlanInput['weights']
}

/** From today to the end of the current plan; what has a history is done with. */
function inputAfter({ input, profile }: Gathered, { current, said, weights }: Known): PlanInput {
  const feedback = readFeedback(said)
  const items = daysOf(current).flatMap(({ problems }) => problems)
  const started = daysOf(current)[0]?.date ?? input.firstDay
  const end = addDays(started, current.weeks.length * 7)
  const settled = items.filter(({ status }) => status !== 'planned').map(({ problemId }) => problemId)
  return {
    ...input,
    wishes: { ...input.wishes, topicConfidence: lessSure(profile.topicConfidence, feedback.topics, usualConfidence[profile.level]) },
    days: Math.max(shortestDays, daysBetween(input.firstDay, end)),
    done: new Set([...input.done, ...settled]),
    planned: new Set(items.filter(({ status }) => status === 'planned').map(({ problemId }) => problemId)),
    weights: withFeedback(weights, feedback),
  }
}

/** @throws Failure('not_found') when none waits. */
export async function findProposal({ database }: Pick<GeneratingDeps, 'database'>, userId: string): Promise<Proposal> {
  return database.asReader(userId, async (tx) => {
    const plan = await findPlan(tx, userId, { status: 'proposed' })
    const current = await findPlan(tx, userId, { status: 'current' })
    if (plan === undefined || current === undefined) throw new Failure('not_found', 'No plan waits for you.')
    return { plan, differences: differences(current.document, plan.document) }
  })
}

/** @returns the current plan. */
export async function decideProposal(
  { database }: Pick<GeneratingDeps, 'database'>,
  { userId, planId, accept }: { readonly userId: string; readonly planId: string; readonly accept: boolean },
): Promise<PlanRow> {
  return database.asLearner(userId, async (tx) => {
    await lockLearner(tx, userId)
    const proposed = await findPlan(tx, userId, { id: planId })
    const current = await findPlan(tx, userId, { status: 'current' })
    if (proposed === undefined || current === undefined) throw new Failure('not_found', 'There is no such plan.')
    if (proposed.status !== 'proposed') throw new Failure('conflict', 'This plan does not wait for you any more.')
    if (!accept) {
      await setStatus(tx, userId, { id: planId, status: 'refused' })
      return current
    }
    await setStatus(tx, userId, { id: current.id, status: 'replaced' })
    // What was done while the proposal waited stays done.
    await setStatus(tx, userId, { id: planId, status: 'current', document: carry(current.document, proposed.document) })
    const taken = await findPlan(tx, userId, { id: planId })
    if (taken === undefined) throw new Error('a plan was not written')
    await announce(tx, userId, taken)
    return taken
  })
}

function mustBeCurrent(plan: PlanRow | undefined): PlanRow {
  if (plan === undefined) throw new Failure('not_found', 'There is no such plan.')
  if (plan.status !== 'current') throw new Failure('conflict', 'Only the current plan can be made again.')
  return plan
}
