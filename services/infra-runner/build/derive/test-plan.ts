/** What a running design is asked: each operation well and badly, then at rising rates. Made of the blueprint alone. */
import { type Blueprint, type Consistency, isRead, type Operation } from '../blueprint/blueprint.ts'
import { columnOf, requiredOf } from '../blueprint/column.ts'
import { parametersOf } from '../blueprint/name.ts'
import { localScale } from './capacity.ts'
import { rpsOf, toSimulation } from './simulation.ts'

export type FunctionalKind =
  | 'works'
  | 'unknown-is-404'
  | 'missing-field-is-400'
  | 'wrong-type-is-400'
  | 'malformed-is-400'
  | 'unauthenticated-is-401'
  | 'repeat-is-the-same'
  | 'page-is-bounded'
  | 'deleted-is-gone'

export interface FunctionalCase {
  readonly operation: string
  readonly kind: FunctionalKind
  /** Of 'missing-field-is-400' and 'wrong-type-is-400'. */
  readonly field?: string
}

export interface TestPlan {
  readonly functional: readonly FunctionalCase[]
  readonly consistency: { readonly claimed: Consistency; readonly write: string; readonly read: string } | undefined
  readonly performance: {
    /** Requests a second, on a laptop. */
    readonly targetRps: number
    readonly steps: readonly { readonly rps: number; readonly seconds: number }[]
    readonly mix: readonly { readonly operation: string; readonly weight: number }[]
    readonly p99Ms: number
    readonly predictedSaturationRps: number
  }
}

const ramp = [0.5, 0.75, 1, 1.25, 1.5] as const
/** At the stated rate for longer: its percentiles are what a verdict rests on. */
const stepSeconds = 1.5
const statedSeconds = 3
const mostLocalRps = 400
const weights = 1000

export function toTestPlan(blueprint: Blueprint): TestPlan {
  const { requirements, operations } = blueprint
  const required = (requirements.readRps + requirements.writeRps) / localScale
  const targetRps = Math.max(1, Math.min(mostLocalRps, Math.round(required)))
  const total = operations.reduce((sum, operation) => sum + rpsOf(blueprint, operation), 0)
  return {
    functional: operations.flatMap((operation) => casesOf(blueprint, operation)),
    consistency: pairOf(blueprint),
    performance: {
      targetRps,
      steps: ramp.map((part) => ({ rps: Math.max(1, Math.round(part * targetRps)), seconds: part === 1 ? statedSeconds : stepSeconds })),
      mix: operations.map((operation) => ({
        operation: operation.id,
        weight: total === 0 ? 1 : Math.round((weights * rpsOf(blueprint, operation)) / total),
      })),
      p99Ms: requirements.p99Ms,
      predictedSaturationRps: toSimulation(blueprint, 'local').saturationRps,
    },
  }
}

const takesBody = new Set<Operation['plan']>(['create', 'update', 'enqueue'])

function casesOf({ tables }: Blueprint, operation: Operation): readonly FunctionalCase[] {
  const { id, plan, path, auth, idempotencyKey, paginated } = operation
  const table = tables.find(({ name }) => name === operation.table)
  const needed = table === undefined || plan !== 'create' ? [] : requiredOf(table)
  const typed = needed.filter((name) => table !== undefined && columnOf(table, name)?.type !== 'text')
  const kinds: readonly (readonly [FunctionalKind, boolean])[] = [
    ['works', true],
    ['unknown-is-404', parametersOf(path).length > 0 && ['get', 'redirect', 'update', 'delete'].includes(plan)],
    ['malformed-is-400', takesBody.has(plan)],
    ['unauthenticated-is-401', auth],
    ['repeat-is-the-same', idempotencyKey],
    ['page-is-bounded', plan === 'list' && paginated],
    ['deleted-is-gone', plan === 'delete'],
  ]
  return [
    ...kinds.flatMap(([kind, applies]) => (applies ? [{ operation: id, kind }] : [])),
    ...needed.map((field) => ({ operation: id, kind: 'missing-field-is-400', field }) as const),
    ...typed.map((field) => ({ operation: id, kind: 'wrong-type-is-400', field }) as const),
  ]
}

/** A write and a read of the same row. */
function pairOf({ operations, requirements }: Blueprint): TestPlan['consistency'] {
  for (const read of operations) {
    const write = operations.find(
      ({ plan, table, component }) => (plan === 'update' || plan === 'create') && table === read.table && component !== '',
    )
    if (isRead(read) && read.plan === 'get' && write !== undefined) return { claimed: requirements.consistency, write: write.id, read: read.id }
  }
  return undefined
}
