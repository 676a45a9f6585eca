/** What the routes of designs are given. */
import type { Database } from '@quint/db/database.ts'
import type { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import type { RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { Allowances } from '../allowances.ts'
import type { ChosenCoach } from '../identity/people/chosen-coach.ts'

export interface DesignOptions {
  readonly runner: RpcClient<RunnerServiceDefinition>['call']
  readonly hints: RpcClient<HintsServiceDefinition>['call']
  readonly database: Database
  readonly chosenCoach: ChosenCoach
  readonly limits: Pick<Allowances, 'designs' | 'assets' | 'community'>
  /** Aborted when this gateway leaves. */
  readonly leaving: AbortSignal
  readonly log: Log
}
