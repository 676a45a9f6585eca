/** What an operator sees of runs: how many end how, how long they take and wait. */
import { count, measure } from '@quint/telemetry/metrics.ts'
import type { Engine, Language } from '../sandbox/sandbox.ts'
import type { Verdict } from './judge.ts'

export interface ObservedRun {
  readonly engine: Engine['name']
  readonly language: Language
  readonly verdict: Verdict | 'unavailable'
  readonly waitedMs: number
  readonly tookMs: number
}

export function observeRun({ engine, language, verdict, waitedMs, tookMs }: ObservedRun): void {
  count('quint.run.ended', { 'quint.run.language': language, 'quint.run.sandbox': engine, 'quint.run.outcome': verdict })
  measure('quint.run.wait', waitedMs / 1000, {})
  measure('quint.run.duration', tookMs / 1000, { 'quint.run.sandbox': engine })
}
