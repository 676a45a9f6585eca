/** What the routes of plans are given. */
import type { Database } from '@quint/db/database.ts'
import type { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import type { PlansServiceDefinition } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { Allowances } from '../allowances.ts'
import type { ChosenCoach } from '../identity/people/chosen-coach.ts'

export interface PlansOptions {
  readonly plans: RpcClient<PlansServiceDefinition>['call']
  readonly hints: RpcClient<HintsServiceDefinition>['call']
  readonly database: Database
  readonly chosenCoach: ChosenCoach
  /** Where learners reach it. */
  readonly publicUrl: string
  readonly limits: Pick<Allowances, 'plans' | 'community' | 'hints'>
  /** Aborted when this gateway leaves. */
  readonly leaving: AbortSignal
  readonly log: Log
}

/** The solver takes a fraction of it; a model that is asked for weights may take the rest. */
export const generateDeadlineMs = 30_000
