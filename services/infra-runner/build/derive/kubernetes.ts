/** A design on Kubernetes, as it is deployed there: a namespace of its own with a quota, an account and the fences around it, and a pod for each process. */
import { type Furnishing, type GroundObjects, type Manifest, objectsOf } from '../../place/objects.ts'
import type { SeatPlan } from '../../place/place.ts'
import type { Blueprint } from '../blueprint/blueprint.ts'
import { type LocalPlan, type ProcessPlan, toLocalPlan } from './local-plan.ts'
import type { Placement } from './terraform.ts'

/** Where one process holds all wires: no process has this name, for theirs end in a number. */
export const wiresSeat = 'wires'

/** Of all namespaces of designs in a cluster. */
export const designPrefix = 'quint-design-'

const processMiB = 384
/** A sandbox for each replica of the learner's handlers. */
const handledMiB = 640

/** A process reaches no other: all that it sends goes over the wires, and they alone reach the database. */
export function seatsOf({ processes, databases }: LocalPlan): readonly SeatPlan[] {
  const [first] = processes
  const wires: SeatPlan = {
    id: wiresSeat,
    zone: first?.zone ?? 'a',
    cores: 1,
    memoryMiB: processMiB,
    calls: processes.map(({ id }) => id),
    usesDatabase: databases.length > 0,
    runsLearnersCode: false,
  }
  return [wires, ...processes.map(seatOf)]
}

function seatOf({ id, zone, calls, operations, role }: ProcessPlan): SeatPlan {
  const runsLearnersCode = role === 'api' && operations.some(({ handler }) => handler !== undefined)
  return {
    id,
    zone,
    cores: 1,
    memoryMiB: runsLearnersCode ? handledMiB : processMiB,
    calls: calls.length === 0 ? [] : [wiresSeat],
    usesDatabase: false,
    runsLearnersCode,
  }
}

/** As of a runner that was told nothing: what stands for its image, and for what only the seats are told. */
const furnishing: Furnishing = {
  image: `quint@sha256:${'0'.repeat(64)}`,
  runtimeClass: 'gvisor',
  runnerNamespace: 'quint',
  databaseNetwork: '',
  databasePort: 5432,
}
const untold = 'made when it is deployed'
const usualSeconds = 1260

/** One list, in JSON. The same blueprint gives the same bytes. */
export function toKubernetes(blueprint: Blueprint, placement: Placement): string {
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifestsOf(blueprint, placement) }, null, 2)}\n`
}

export function manifestsOf(blueprint: Blueprint, { namespace, expires }: Placement): readonly Manifest[] {
  const secret = { token: untold, certificate: untold, key: untold }
  const grounding = {
    namespace: designPrefix + namespace,
    holder: 'one',
    expires,
    seconds: usualSeconds,
    seats: seatsOf(toLocalPlan(blueprint)),
    secret,
  }
  const { namespace: first, fences, pods }: GroundObjects = objectsOf(grounding, furnishing)
  return [first, ...fences, ...pods]
}
