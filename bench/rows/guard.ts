/** The guard alone: how long a sentence waits in it after its last token, and what judging one costs. */
import { createGuard } from '../../services/hints/guard/guard.ts'
import { allowance, hintText, tokensOf } from '../hint.ts'
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'

const warmUp = 60
const measured = 150

export function guardRows(): Row[] {
  const allowed = allowance()
  const tokens = tokensOf(hintText())
  const waits: number[] = []
  const costs: number[] = []
  for (let round = 0; round < warmUp + measured; round += 1) {
    const { waitsMs, cpuMs } = pass(tokens, allowed)
    if (round < warmUp) continue
    waits.push(...waitsMs)
    costs.push(cpuMs / waitsMs.length)
  }
  return [
    {
      name: 'Guard: the token that ends a sentence until its release, median',
      measured: median(waits),
      unit: 'ms',
      atMost: 5,
      note: `p95 ${percentile(waits, 0.95).toFixed(2)} ms; ${waits.length} sentences`,
    },
    {
      name: 'Guard: CPU per sentence, median',
      measured: median(costs),
      unit: 'ms',
      note: `with the pushes of all its tokens, ${(tokens.length / (waits.length / measured)).toFixed(0)} a sentence`,
    },
  ]
}

function pass(tokens: readonly string[], allowed: ReturnType<typeof allowance>) {
  const guard = createGuard(allowed)
  const waitsMs: number[] = []
  const before = process.cpuUsage()
  for (const token of tokens) {
    const pushedAt = performance.now()
    const { release, stop } = guard.push(token)
    if (stop !== undefined) throw new Error(`the guard stopped a harmless hint: ${stop.reason}`)
    if (release !== '') waitsMs.push(performance.now() - pushedAt)
  }
  const { user, system } = process.cpuUsage(before)
  return { waitsMs, cpuMs: (user + system) / 1000 }
}
