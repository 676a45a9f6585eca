/** Caches as an operator sees them: how often one is asked, and with what luck. */
import { count } from '@quint/telemetry/metrics.ts'

const outcomes = { hit: 'hit', miss: 'miss', away: 'error' } as const

export function countLook(name: string, kind: keyof typeof outcomes | 'off'): void {
  if (kind !== 'off') count('quint.cache.requests', { 'quint.cache.name': name, 'quint.cache.outcome': outcomes[kind] })
}
