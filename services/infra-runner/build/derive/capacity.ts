/** How much one replica of a size does: what predictions, validation and the processes that are really started all go by. */
import type { Component, ComponentKind } from '../blueprint/blueprint.ts'

export interface Capacity {
  /** Requests in hand at once. */
  readonly slots: number
  /** Of one request in a free slot. */
  readonly serviceMs: number
}

/** A laptop runs every replica this many times smaller than a cloud would. */
export const localScale = 20

const small: Readonly<Record<ComponentKind, Capacity>> = {
  client: { slots: 100_000, serviceMs: 0.01 },
  cdn: { slots: 1000, serviceMs: 2 },
  lb: { slots: 200, serviceMs: 1 },
  gateway: { slots: 100, serviceMs: 2 },
  service: { slots: 10, serviceMs: 10 },
  worker: { slots: 10, serviceMs: 20 },
  scheduler: { slots: 10, serviceMs: 20 },
  'db.sql': { slots: 20, serviceMs: 4 },
  'db.kv': { slots: 30, serviceMs: 2 },
  cache: { slots: 20, serviceMs: 0.5 },
  queue: { slots: 20, serviceMs: 1 },
  stream: { slots: 40, serviceMs: 1 },
  object: { slots: 100, serviceMs: 20 },
  search: { slots: 20, serviceMs: 10 },
  external: { slots: 50, serviceMs: 50 },
}
const times = { s: 1, m: 2, l: 4 } as const

/** Of one replica in a cloud; what the design declares goes before what the size gives. */
export function capacityOf({ kind, size, capacityRps }: Pick<Component, 'kind' | 'size' | 'capacityRps'>): Capacity {
  const { slots, serviceMs } = small[kind]
  const all = slots * times[size]
  return { slots: all, serviceMs: capacityRps === undefined ? serviceMs : (all * 1000) / capacityRps }
}

/** Of one replica on a laptop. */
export function localCapacityOf(component: Pick<Component, 'kind' | 'size' | 'capacityRps'>): Capacity {
  const { slots, serviceMs } = capacityOf(component)
  const fewer = Math.max(1, Math.round(slots / localScale))
  return { slots: fewer, serviceMs: (fewer * serviceMs * localScale) / slots }
}

/** Requests a second that one replica can do. */
export function rateOf({ slots, serviceMs }: Capacity): number {
  return (slots * 1000) / serviceMs
}

const many = new Set<ComponentKind>(['db.sql', 'db.kv'])

/** Replicas that take writes: of a database only the primary does. */
export function writersOf({ kind, replicas }: Component): number {
  return many.has(kind) ? 1 : replicas
}
