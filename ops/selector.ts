/** Whether a label and the values that a query asks of it can exist. */
import type { Values } from '@quint/telemetry/registry.ts'

export interface Matcher {
  readonly label: string
  /** =, !=, =~ or !~. */
  readonly operator: string
  /** Without its quotes. */
  readonly value: string
}

export function labelFaults(of: string, known: ReadonlyMap<string, Values>, { label, operator, value }: Matcher): readonly string[] {
  const values = known.get(label)
  if (values === undefined) return [`${of} has no label ${label}`]
  if ('bounded' in values || value === '' || value.includes('$')) return []
  if (label === 'le' && /^\d+$/.test(value)) return [`le="${value}" is written 1 by some and 1.0 by others: take a bound that is no whole number`]
  const asked = operator.includes('~') ? alternatives(value) : [value]
  return asked.filter((one) => !found(one, values, operator)).map((one) => `${label} of ${of} is never ${one}`)
}

function alternatives(pattern: string): readonly string[] {
  return pattern.replace(/^\((.*)\)$/, '$1').split('|')
}

function found(asked: string, values: readonly string[], operator: string): boolean {
  return operator.includes('~') ? values.some((value) => new RegExp(`^(?:${asked})$`).test(value)) : values.includes(asked)
}
