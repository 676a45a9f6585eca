/** Where designs are deployed: a port, whatever the place. What is deployed can be reached, struck, healed, and is gone when it is disposed of. */
import type { Blast } from './derive/blast.ts'
import type { LocalPlan } from './derive/local-plan.ts'

export interface Placed {
  /** Letters and digits, of one submission alone. */
  readonly namespace: string
  /** Epoch milliseconds; a sweep after that removes it. */
  readonly expiresAt: number
  readonly signal?: AbortSignal
}

export interface Deployment extends AsyncDisposable {
  readonly namespace: string
  /** What operations under `auth` want as bearer. */
  readonly token: string
  /** Where clients enter: the ports of one host. */
  readonly entryHost: string
  readonly entryPorts: readonly number[]
  /** As load/processors.ts, of the machines that it runs on; absent where that is this one. */
  readonly processors?: () => () => number
  /** Traffic is the tester's part: everything else is done here. */
  strike(blast: Exclude<Blast, { kind: 'traffic' }>): Promise<void>
  /** Takes back everything that was struck. */
  heal(): Promise<void>
  /** By value, how many rows of a table have it in a column: what is really there, whoever answers for it. Absent where nobody can look. */
  rowsWith?(wanted: { readonly table: string; readonly column: string; readonly values: readonly string[] }): Promise<ReadonlyMap<string, number>>
  /** By process or wire: what happened in it. Proof that a fault took effect is a count that grew. */
  counts(): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>
}

export interface Provisioner {
  deploy(plan: LocalPlan, placed: Placed): Promise<Deployment>
  /** Also what another process deployed, and what was only begun. */
  remove(namespace: string): Promise<void>
  /** Removes what is over or has no owner. @returns its namespaces. */
  sweep(now: number): Promise<readonly string[]>
  /** Everything there is of any deployment: ledger entries, processes, schemas. */
  left(): Promise<readonly string[]>
}
