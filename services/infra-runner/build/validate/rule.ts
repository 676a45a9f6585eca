/** A rule that a design is read by: what it is called, how bad it is to break it, and where it is broken. */
import type { Blueprint } from '../blueprint/blueprint.ts'
import type { Prediction } from '../derive/simulation.ts'
import type { Endpoint } from '../input/endpoint.ts'
import type { Pack } from '../packs/pack.ts'

export type Severity = 'error' | 'warning' | 'info'
export type Area = 'schema' | 'api' | 'design' | 'problem'

export interface Finding {
  readonly rule: string
  readonly area: Area
  readonly severity: Severity
  /** `tables.links.code`, `components.api` … */
  readonly place: string
  /** What is so, and why it matters. */
  readonly reason: string
}

export interface Reading {
  readonly blueprint: Blueprint
  readonly prediction: Prediction
  /** As the specification has them; empty: none was given. */
  readonly endpoints: readonly Endpoint[]
  readonly documented: boolean
  readonly pack: Pack | undefined
}

export interface Broken {
  readonly place: string
  readonly reason: string
  /** Where one place is worse than the rule is in general. */
  readonly severity?: Severity
}

export interface Rule {
  readonly id: string
  readonly area: Area
  readonly severity: Severity
  readonly broken: (reading: Reading) => readonly Broken[]
}

/** From this availability on, one of anything is too few. */
const strictAvailability = 0.999

export function isStrict({ blueprint }: Reading): boolean {
  return blueprint.requirements.availability >= strictAvailability
}
