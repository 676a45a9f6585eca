/** Routes that follow a plan: its items, slips, and another plan that is proposed. */
import type { Difference, Plan } from '@quint/proto/gen/quint/plans/v1/plan.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { learnerRoute, type Reply, type Route } from '../http/route.ts'
import { toPlan } from './mapping.ts'
import { generateDeadlineMs, type PlansOptions } from './options.ts'
import * as schema from './schema.ts'

export function followingRoutes(options: PlansOptions): readonly Route[] {
  // The proposal first: its address would be an id of a plan.
  return [...proposals(options), ...planChanges(options)]
}

function planChanges({ plans }: PlansOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/plans/:id',
      summary: 'One of your plans',
      replies: [200, 'The plan'],
      revalidates: true,
      async handle({ params, signal }, learner) {
        return told(await plans.getPlan({ planId: params.id ?? '' }, { signal, learnerToken: learner.token }))
      },
    }),
    learnerRoute({
      method: 'patch',
      path: '/api/plans/:id/items/:itemId',
      summary: 'Say that a problem is done, failed or skipped, or move it to another day; what has no room there moves on',
      replies: [200, 'The plan as it is now'],
      body: schema.item,
      async handle({ body, params, signal }, learner) {
        const { status = '', date = '', revision = 0 } = body
        const change = { planId: params.id ?? '', itemId: params.itemId ?? '', status, date, revision }
        return told(await plans.updateItem(change, { signal, learnerToken: learner.token }))
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/plans/:id/slip',
      summary: 'A day is lost: what was planned on it and after it moves on, in its order',
      replies: [200, 'The plan as it is now'],
      body: schema.slip,
      async handle({ body, params, signal }, learner) {
        return told(await plans.slipPlan({ planId: params.id ?? '', date: body.date }, { signal, learnerToken: learner.token }))
      },
    }),
  ]
}

function proposals({ plans, limits }: PlansOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'post',
      path: '/api/plans/:id/regenerate',
      summary: 'Say what felt hard and see another plan beside this one; nothing changes until you take it',
      replies: [200, 'The proposed plan, and what it keeps, moves, adds and drops'],
      body: schema.regenerate,
      async handle({ body, params, signal }, learner) {
        await limits.plans.take(learner.userId)
        const asking = { signal, learnerToken: learner.token, deadline: generateDeadlineMs }
        return proposed(await plans.regeneratePlan({ planId: params.id ?? '', answers: body.answers }, asking))
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/plans/proposal',
      summary: 'The plan that waits for your decision',
      replies: [200, 'The proposed plan, and what it changes; null when none waits'],
      async handle({ signal }, learner) {
        const waiting = await plans.getProposal({}, { signal, learnerToken: learner.token }).catch(orNone)
        return waiting === undefined ? { status: 200, body: { plan: null, differences: [] } } : proposed(waiting)
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/plans/:id/decision',
      summary: 'Take a proposed plan, or leave it',
      replies: [200, 'Your current plan'],
      body: schema.decision,
      async handle({ body, params, signal }, learner) {
        return told(await plans.decideProposal({ planId: params.id ?? '', accept: body.accept }, { signal, learnerToken: learner.token }))
      },
    }),
  ]
}

function orNone(error: unknown): undefined {
  if (error instanceof Failure && error.code === 'not_found') return undefined
  throw error
}

function told({ plan }: { readonly plan?: Plan | undefined }): Reply {
  if (plan === undefined) throw new Failure('not_found', 'There is no such plan.')
  return { status: 200, body: { plan: toPlan(plan) } }
}

function proposed({ plan, differences }: { readonly plan?: Plan | undefined; readonly differences: readonly Difference[] }): Reply {
  if (plan === undefined) throw new Failure('not_found', 'No plan waits for you.')
  const changes = differences.map(({ fromDate, toDate, ...rest }) => ({ ...rest, fromDate: fromDate || null, toDate: toDate || null }))
  return { status: 200, body: { plan: toPlan(plan), differences: changes } }
}
