/** What a design would become somewhere, and what that costs, before anything of it is made. */
import { Failure } from '@quint/runtime/failure.ts'
import type { Blueprint } from '../blueprint/blueprint.ts'
import type { Cost } from '../derive/cost.ts'
import { toKubernetes } from '../derive/kubernetes.ts'
import { toLocalPlan } from '../derive/local-plan.ts'
import { type Target, toTerraform } from '../derive/terraform.ts'
import type { Checked } from './check.ts'

type Place = Target | 'kubernetes'

export interface Planned {
  readonly target: Place
  readonly cost: Cost
  /** What is made, by its kind. */
  readonly makes: readonly { readonly kind: string; readonly name: string }[]
  /** On this machine. */
  readonly processes: readonly { readonly id: string; readonly zone: string; readonly role: string }[]
  readonly wires: number
  readonly notStarted: readonly { readonly component: string; readonly reason: string }[]
  readonly module: string
}

/** As of a submission that is yet to come. */
const namespace = 's0'

export function knownTarget(target: string): Place {
  if (target === 'google' || target === 'aws' || target === 'local' || target === 'kubernetes') return target
  throw new Failure('invalid', 'There is google, aws, local and kubernetes.')
}

export function moduleOf(blueprint: Blueprint, target: Place, owner: string): string {
  const placement = { namespace: owner, expires: 'after-the-trial' }
  return target === 'kubernetes' ? toKubernetes(blueprint, placement) : toTerraform(blueprint, target, placement)
}

export function planned({ derived, problems }: Checked, target: Place): Planned {
  if (derived === undefined) throw new Failure('invalid', 'The design cannot be read yet.', { fields: problems.slice(0, 20) })
  const { blueprint, cost } = derived
  const { processes, wires, notStarted } = toLocalPlan(blueprint)
  const module = moduleOf(blueprint, target, namespace)
  return {
    target,
    cost,
    makes: target === 'kubernetes' ? objectsIn(module) : resourcesIn(module),
    processes: processes.map(({ id, zone, role }) => ({ id, zone, role })),
    wires: wires.length,
    notStarted,
    module,
  }
}

function resourcesIn(module: string): Planned['makes'] {
  const { resource } = JSON.parse(module) as { readonly resource: Readonly<Record<string, object>> }
  return Object.entries(resource).flatMap(([kind, named]) => Object.keys(named).map((name) => ({ kind, name })))
}

function objectsIn(list: string): Planned['makes'] {
  const { items } = JSON.parse(list) as { readonly items: readonly { readonly kind: string; readonly metadata: { readonly name: string } }[] }
  return items.map(({ kind, metadata }) => ({ kind, name: metadata.name }))
}
