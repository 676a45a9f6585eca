/** The contract's calls about plans. */
import type { PlansServiceImplementation } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import { effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid, uuidv7 } from '@quint/runtime/uuid.ts'
import { checkedLimit, pageOf, parseCursor } from '../cursor.ts'
import { checkedText, invalid } from '../problems/checks.ts'
import { changeItem, slip } from './following.ts'
import { type GeneratingDeps, generatePlan } from './generating.ts'
import { decideProposal, findProposal, type Proposal, regeneratePlan } from './regenerating.ts'
import * as store from './store.ts'
import { toPlan, toSummary } from './wire.ts'

export function planCalls(deps: GeneratingDeps) {
  const { database } = deps
  return {
    async *generatePlan(_request, context) {
      const { userId } = learnerOf(context)
      for await (const event of generatePlan(deps, { userId, signal: context.signal, planId: effectIdOf(context) ?? uuidv7() })) {
        if (event.kind === 'plan') yield { event: { $case: 'plan', value: toPlan(event.plan) } }
        else yield { event: { $case: 'progress', value: { stage: event.stage, percent: event.percent } } }
      }
    },
    async listPlans({ limit, cursor }, context) {
      const { userId } = learnerOf(context)
      const page = { ...parseCursor(cursor), limit: checkedLimit(limit) }
      const { rows, nextCursor } = pageOf(await database.asReader(userId, (tx) => store.listPlans(tx, userId, page)), page.limit)
      return { plans: rows.map(toSummary), nextCursor }
    },
    async getCurrentPlan(_request, context) {
      const { userId } = learnerOf(context)
      const plan = await database.asReader(userId, (tx) => store.findPlan(tx, userId, { status: 'current' }))
      if (plan === undefined) throw new Failure('not_found', 'There is no plan yet.')
      return { plan: toPlan(plan) }
    },
    async getPlan({ planId }, context) {
      const { userId } = learnerOf(context)
      const plan = isUuid(planId) ? await database.asReader(userId, (tx) => store.findPlan(tx, userId, { id: planId })) : undefined
      if (plan === undefined) throw notThere()
      return { plan: toPlan(plan) }
    },
    async regeneratePlan({ planId, answers }, context) {
      const { userId } = learnerOf(context)
      if (!isUuid(planId)) throw notThere()
      return toProposal(await regeneratePlan(deps, { userId, planId, said: checkedSaid(answers), signal: context.signal }))
    },
    async getProposal(_request, context) {
      return toProposal(await findProposal(deps, learnerOf(context).userId))
    },
    async decideProposal({ planId, accept }, context) {
      const { userId } = learnerOf(context)
      if (!isUuid(planId)) throw notThere()
      return { plan: toPlan(await decideProposal(deps, { userId, planId, accept })) }
    },
    async updateItem({ planId, itemId, status, date, revision }, context) {
      const { userId } = learnerOf(context)
      if (!isUuid(planId)) throw notThere()
      return { plan: toPlan(await changeItem(deps, { userId, planId, itemId, status, date, revision })) }
    },
    async slipPlan({ planId, date }, context) {
      const { userId } = learnerOf(context)
      if (!isUuid(planId)) throw notThere()
      return { plan: toPlan(await slip(deps, { userId, planId, date })) }
    },
  } satisfies Partial<PlansServiceImplementation>
}

const notThere = (): Failure => new Failure('not_found', 'There is no such plan.')

const mostAnswers = 10

function checkedSaid(answers: readonly { readonly q: string; readonly a: string }[]) {
  if (answers.length === 0 || answers.length > mostAnswers) throw invalid('answers', `must be from 1 to ${mostAnswers}`)
  return answers.map(({ q, a }, index) => ({ q: checkedText(q, `answers.${index}.q`, 500), a: checkedText(a, `answers.${index}.a`, 2000) }))
}

const toProposal = ({ plan, differences }: Proposal) => ({ plan: toPlan(plan), differences: differences.map((one) => ({ ...one })) })
