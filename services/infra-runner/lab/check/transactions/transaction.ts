/** A transaction's steps, and what they must agree on among themselves. */
import type { Operation } from '../../history/operation.ts'

/** ['r', key, value read], ['append', key, value] or ['w', key, value]. */
export type Step = readonly [f: string, key: string | number, value: unknown]

export interface Transaction {
  readonly operation: Operation
  readonly steps: readonly Step[]
  /** It certainly happened: it was acknowledged, or somebody saw what it wrote. */
  committed: boolean
}

/** Those that perhaps happened are here with what they wanted to write. */
export function transactionsOf(operations: readonly Operation[]): readonly Transaction[] {
  return operations.map((operation) => ({
    operation,
    steps: stepsOf(operation.outcome === 'ok' ? operation.output : operation.input),
    committed: operation.outcome === 'ok',
  }))
}

function stepsOf(value: unknown): readonly Step[] {
  return Array.isArray(value) ? (value as readonly Step[]) : []
}

export function nameOf({ operation }: Transaction): string {
  return `T${operation.id} of ${operation.process}`
}

/** An answer has the steps that were asked for, in their order. */
export function answersAll({ operation, steps }: Transaction): boolean {
  const asked = stepsOf(operation.input)
  if (asked.length !== steps.length) return false
  for (let at = 0; at < asked.length; at += 1) {
    const wanted = asked[at]
    const got = steps[at]
    if (wanted === undefined || got === undefined || wanted[0] !== got[0] || String(wanted[1]) !== String(got[1])) return false
    if (wanted[0] !== 'r' && wanted[2] !== got[2]) return false
  }
  return true
}
