/** Makes a run that goes wrong smaller, with the same seed: fewer faults, fewer operations, fewer nodes, less time; what is left goes wrong still. */
import type { Fault } from '../virtual/nemesis.ts'
import type { Start } from '../virtual/node.ts'
import type { Asked } from './asking.ts'
import { type RunOptions, type RunReport, run } from './run.ts'
import type { Workload } from './workload.ts'

interface Effort {
  /** Runs at most. */
  readonly tries: number
  readonly expired: () => boolean
}

export interface Shrunk {
  readonly report: RunReport
  readonly options: RunOptions
  /** Of runs. */
  readonly tried: number
}

interface Shrinking {
  readonly workload: Workload
  readonly start: Start
  readonly effort: Effort
  options: RunOptions
  report: RunReport
  tried: number
}

/** @param found the report of a run with these options that went wrong. */
export function shrink(
  workload: Workload,
  start: Start,
  { options, found, effort }: { readonly options: RunOptions; readonly found: RunReport; readonly effort: Effort },
): Shrunk {
  const faults = found.faults
    .filter(({ effects }) => effects > 0)
    .map(({ kind, fromMs, untilMs, chance }): Fault => ({ kind, fromMs, untilMs, chance }))
  const shrinking: Shrinking = { workload, start, effort, options: { ...options, untilWrong: true }, report: found, tried: 0 }
  // From here on what is asked is a list, of which any part can be left out.
  const whole = shrinking.options
  if (!attempt(shrinking, { ...whole, faults, script: found.asked }) && !attempt(shrinking, { ...whole, script: found.asked }))
    attempt(shrinking, { ...whole, faults })
  attempt(shrinking, { ...shrinking.options, faults: [] })
  sooner(shrinking)
  fewer(shrinking, faultsOf(shrinking), (rest) => ({ ...shrinking.options, faults: rest }))
  for (const nodes of [1, 2, 3]) {
    if (nodes >= shrinking.report.nodes.length) break
    if (attempt(shrinking, { ...shrinking.options, nodes })) break
  }
  fewer(shrinking, scriptOf(shrinking), (rest) => ({ ...shrinking.options, script: rest }))
  fewer(shrinking, faultsOf(shrinking), (rest) => ({ ...shrinking.options, faults: rest }))
  sooner(shrinking)
  return { report: shrinking.report, options: shrinking.options, tried: shrinking.tried }
}

function faultsOf({ options, report }: Shrinking): readonly Fault[] {
  return options.faults ?? report.faults
}

function scriptOf({ options, report }: Shrinking): readonly Asked[] {
  return options.script ?? report.asked
}

/** Takes it over if that run goes wrong too. */
function attempt(shrinking: Shrinking, options: RunOptions): boolean {
  const { workload, start, effort } = shrinking
  if (shrinking.tried >= effort.tries || effort.expired()) return false
  shrinking.tried += 1
  const report = run(workload, start, options)
  if (report.verdict.kind !== 'invalid' || nameOf(report) !== nameOf(shrinking.report)) return false
  shrinking.options = options
  shrinking.report = report
  return true
}

function nameOf({ verdict }: RunReport): string {
  return verdict.kind === 'invalid' ? verdict.anomalies[0].name : ''
}

/** Ends the part with faults and clients earlier, by halves. */
function sooner(shrinking: Shrinking): void {
  let least = 0
  for (let step = 0; step < 5; step += 1) {
    const durationMs = Math.round((least + shrinking.options.durationMs) / 2)
    const script = scriptOf(shrinking).filter(({ atMs }) => atMs < durationMs)
    const faults = faultsOf(shrinking)
      .filter(({ fromMs }) => fromMs < durationMs)
      .map((fault) => ({ ...fault, untilMs: Math.min(fault.untilMs, durationMs) }))
    if (!attempt(shrinking, { ...shrinking.options, durationMs, script, faults })) least = durationMs
  }
}

/** Leaves out pieces, the large first (Zeller's delta debugging). */
function fewer<Item>(shrinking: Shrinking, items: readonly Item[], withRest: (rest: readonly Item[]) => RunOptions): void {
  let kept = items
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < kept.length; ) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + size)]
      if (attempt(shrinking, withRest(rest))) kept = rest
      else at += size
      if (shrinking.tried >= shrinking.effort.tries) return
    }
  }
}
