/** Conversations as an operator sees them: who speaks. */
import { type AttributesOf, count } from '@quint/telemetry/metrics.ts'

type Source = AttributesOf<'quint.coach.turns'>['quint.coach.source']

const sources: ReadonlySet<string> = new Set<Source>(['offline', 'mixed', 'anthropic', 'openai', 'compatible'])

export function countTurn(source: string): void {
  if (sources.has(source)) count('quint.coach.turns', { 'quint.coach.source': source as Source })
}
