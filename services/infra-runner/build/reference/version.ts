/** What a measurement is one of: the kind of machine, and the design with everything that it is asked. */
import { createHash } from 'node:crypto'
import os from 'node:os'
import type { Blueprint } from '../blueprint/blueprint.ts'
import { blueprintFrom } from '../blueprint/read.ts'
import { type Experiment, toChaosPlan } from '../derive/chaos-plan.ts'
import { type TestPlan, toTestPlan } from '../derive/test-plan.ts'
import type { Pack } from '../packs/pack.ts'

/** Another number where trials measure otherwise: what was measured before is no figure to compare with. */
const trialVersion = 1

export interface Asked {
  /** Empty: all. */
  readonly faults: ReadonlySet<string>
  readonly trialMs: number
  /** What its processes run on, where that is not the runner's machine. */
  readonly runsOn?: string
}

export interface ReferenceTrial {
  readonly blueprint: Blueprint
  readonly tests: TestPlan
  readonly chaos: readonly Experiment[]
  readonly version: string
}

export function referenceTrial(pack: Pack, { faults, trialMs, runsOn = 'local' }: Asked): ReferenceTrial {
  const read = blueprintFrom(pack.good)
  if (read.kind === 'refused') throw new Error(`${pack.id}: ${JSON.stringify(read.problems)}`)
  const blueprint = read.value
  const chaos = toChaosPlan(blueprint).filter(({ fault }) => faults.size === 0 || faults.has(fault))
  const tests = toTestPlan(blueprint)
  const all = JSON.stringify([trialVersion, blueprint, tests, chaos, trialMs, runsOn])
  return { blueprint, tests, chaos, version: createHash('sha256').update(all).digest('hex').slice(0, 16) }
}

/** Machines of one kind measure alike; which of them it was says nothing. */
export function machineKind(): string {
  const [first] = os.cpus()
  return `${os.availableParallelism()} × ${first?.model.replaceAll(/\s+/g, ' ').trim() ?? 'processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB`
}
