/** The experiments that a design is put through, each in the document shape of the Chaos Toolkit: a steady state, a method, a way back. */
import type { Blueprint } from '../blueprint/blueprint.ts'
import type { Blast } from './blast.ts'
import { type Fault, faults } from './faults.ts'
import { toLocalPlan } from './local-plan.ts'

export interface Experiment {
  readonly fault: string
  readonly blasts: readonly Blast[]
  readonly beforeSeconds: number
  readonly duringSeconds: number
  readonly afterSeconds: number
  readonly document: Document
}

interface Document {
  readonly version: '1.0.0'
  readonly title: string
  readonly description: string
  readonly 'steady-state-hypothesis': { readonly title: string; readonly probes: readonly Probe[] }
  readonly method: readonly Activity[]
  readonly rollbacks: readonly Activity[]
}

interface Probe {
  readonly type: 'probe'
  readonly name: string
  readonly tolerance: { readonly type: 'range'; readonly range: readonly [number, number] }
  readonly provider: Provider
}

interface Activity {
  readonly type: 'action'
  readonly name: string
  readonly provider: Provider
  readonly pauses?: { readonly after: number }
}

interface Provider {
  readonly type: 'process'
  readonly path: 'quint-build'
  readonly arguments: object
}

/** After it: at most so long; it ends when all is as before. */
const seconds = { beforeSeconds: 1, duringSeconds: 2, afterSeconds: 4 }
/** Until what ended is started again, or another takes over. */
const longer: Readonly<Record<string, number>> = {
  'replica-killed': 3,
  'balancer-killed': 3,
  'worker-killed': 3,
  'memory-full': 4,
  'zone-lost': 3.5,
  'database-crashed': 3,
}

export function toChaosPlan(blueprint: Blueprint): readonly Experiment[] {
  const plan = toLocalPlan(blueprint)
  return faults.flatMap((fault) => {
    const blasts = fault.strikes(plan)
    const duringSeconds = longer[fault.id] ?? seconds.duringSeconds
    return blasts.length === 0
      ? []
      : [{ fault: fault.id, blasts, ...seconds, duringSeconds, document: documentOf(blueprint, { fault, blasts, duringSeconds }) }]
  })
}

interface Struck {
  readonly fault: Fault
  readonly blasts: readonly Blast[]
  readonly duringSeconds: number
}

function documentOf({ requirements: { availability, p99Ms } }: Blueprint, { fault: { title, asks }, blasts, duringSeconds }: Struck): Document {
  return {
    version: '1.0.0',
    title,
    description: asks,
    'steady-state-hypothesis': {
      title: 'Requests are answered, in time',
      probes: [probe('answered', [availability, 1]), probe('p99-ms', [0, p99Ms])],
    },
    method: blasts.map((blast) => ({
      type: 'action',
      name: blast.kind,
      provider: provider({ do: blast }),
      pauses: { after: duringSeconds },
    })),
    rollbacks: blasts.map((blast) => ({ type: 'action', name: `end ${blast.kind}`, provider: provider({ undo: blast }) })),
  }
}

function probe(name: string, range: readonly [number, number]): Probe {
  return { type: 'probe', name, tolerance: { type: 'range', range }, provider: provider({ measure: name }) }
}

function provider(given: object): Provider {
  return { type: 'process', path: 'quint-build', arguments: given }
}
