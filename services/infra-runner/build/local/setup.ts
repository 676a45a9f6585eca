/** What a started process is told by the provisioner, and what it tells back; over the channel between parent and child, never over a wire. */
import type { Table } from '../blueprint/table.ts'
import type { WireFault } from '../derive/blast.ts'
import type { ProcessPlan, Wire } from '../derive/local-plan.ts'

export interface Login {
  readonly user: string
  readonly password: string
  readonly database: string
}

export interface Address {
  readonly host: string
  readonly port: number
}

/** All wires of a deployment are at one host. */
export interface Ways {
  readonly host: string
  /** By wire. */
  readonly ports: Readonly<Record<string, number>>
}

export type Setup =
  | {
      readonly role: 'wires'
      readonly wires: readonly Wire[]
      /** The first wire's port, others after it; 0: ports that the system picks. */
      readonly at: Address
    }
  | {
      readonly role: ProcessPlan['role']
      readonly process: ProcessPlan
      /** Where it listens. Port 0: one that the system picks. */
      readonly at: Address
      readonly ways: Ways
      readonly tables: readonly Table[]
      /** What callers have to bring where an operation asks for it. */
      readonly token: string
      readonly login: Login
      /** Where it keeps what outlives it; gone with the deployment. */
      readonly folder: string
    }

export type Order =
  | { readonly kind: 'setup'; readonly setup: Setup }
  | { readonly kind: 'targets'; readonly targets: Readonly<Record<string, Address>> }
  | { readonly kind: 'wires'; readonly wires: readonly string[]; readonly fault: WireFault }
  | { readonly kind: 'flush' }
  | { readonly kind: 'queue'; readonly mode: QueueMode }
  | { readonly kind: 'burn'; readonly on: boolean }
  | { readonly kind: 'hog' }
  /** Says that it is not healthy, and answers on. */
  | { readonly kind: 'drain' }
  | { readonly kind: 'count' }

export type QueueMode = 'plain' | 'duplicate' | 'reorder' | 'poison'

/** One for each order, in their order. */
export interface Reply {
  readonly ports?: Readonly<Record<string, number>>
  readonly counts?: Readonly<Record<string, number>>
  readonly failed?: string
}

export interface Running {
  readonly ports: Readonly<Record<string, number>>
  readonly obey: (order: Order) => Promise<Readonly<Record<string, number>>>
}
