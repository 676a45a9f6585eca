/** The contract's calls: each part of plans answers its own. */
import { heldPieces, heldTables } from '@quint/db/held.ts'
import type { PlansServiceImplementation } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { type IntakeDeps, intakeCalls } from './intake/rpc.ts'
import type { GeneratingDeps } from './plan/generating.ts'
import { planCalls } from './plan/rpc.ts'
import { type PlannerDeps, plannerCalls } from './planner/rpc.ts'
import { commentCalls } from './problems/comment-rpc.ts'
import { problemCalls } from './problems/rpc.ts'
import { reviewCalls } from './reviews/rpc.ts'
import { statsOf } from './stats-store.ts'
import { held } from './store.ts'

export type RpcDeps = IntakeDeps & GeneratingDeps & PlannerDeps

export function rpc(deps: RpcDeps): PlansServiceImplementation {
  return {
    ...intakeCalls(deps),
    ...planCalls(deps),
    ...problemCalls(deps),
    ...commentCalls(deps),
    ...reviewCalls(deps),
    ...plannerCalls(deps),
    getStats: (_request, context) => statsOf(deps.database, learnerOf(context).userId),
    async *streamExport(_request, context) {
      for await (const json of heldPieces(heldTables(deps.database, held, learnerOf(context).userId))) yield { json }
    },
  }
}
