/** What a learner's day holds beside sessions: reviews that are due, and what the plan has next. */
import type { AgendaItem, PlansServiceDefinition } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import type { RpcClient, RpcOptions } from '@quint/rpc/client.ts'

export interface Agenda {
  readonly dueReviews: number
  readonly nextItem: AgendaItem | null
}

const deadlineMs = 800

/** Nothing where plans does not answer: the day goes on without it. */
export async function agendaOf(plans: RpcClient<PlansServiceDefinition>['call'], asking: RpcOptions): Promise<Agenda> {
  try {
    const { dueReviews, nextItem } = await plans.getAgenda({}, { ...asking, deadline: deadlineMs })
    return { dueReviews, nextItem: nextItem ?? null }
  } catch {
    return { dueReviews: 0, nextItem: null }
  }
}
