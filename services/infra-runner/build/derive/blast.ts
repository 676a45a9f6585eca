/** What can be done to a running design, in primitives that a provisioner knows; whatever is done is undone by its opposite. */

/** Of a wire, each direction by itself: 'to' is towards who is called. */
export interface WireFault {
  readonly latencyMs?: number
  readonly jitterMs?: number
  /** Of new connections, and of pieces that pass. */
  readonly resetRate?: number
  readonly blackHole?: 'to' | 'from' | 'both'
  readonly bytesPerSecond?: number
  readonly refuse?: boolean
}

export type Blast =
  /** Started again after a while, as an orchestrator would; those that are held stay away until it is over. */
  | { readonly kind: 'kill'; readonly processes: readonly string[]; readonly held: boolean }
  | { readonly kind: 'pause'; readonly processes: readonly string[] }
  | { readonly kind: 'roll'; readonly processes: readonly string[] }
  | { readonly kind: 'burn'; readonly processes: readonly string[] }
  | { readonly kind: 'hog'; readonly processes: readonly string[] }
  | { readonly kind: 'wires'; readonly wires: readonly string[]; readonly fault: WireFault }
  /** With a fail-over it is back by itself after so long, as its replica takes over. */
  | { readonly kind: 'crash-database'; readonly databases: readonly string[]; readonly failoverMs?: number }
  | { readonly kind: 'limit-connections'; readonly databases: readonly string[]; readonly connections: number }
  | { readonly kind: 'flush'; readonly processes: readonly string[] }
  | { readonly kind: 'queue'; readonly processes: readonly string[]; readonly mode: 'duplicate' | 'reorder' | 'poison' }
  /** Clients that retry ask again at once, so many times. */
  | { readonly kind: 'traffic'; readonly times: number; readonly reconnect: boolean; readonly retries?: number }
