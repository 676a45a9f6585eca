/** The design as it was drawn, with what was struck and what of it was felt. */
import { type Blueprint, zonesOf } from '../blueprint/blueprint.ts'
import { toLocalPlan } from '../derive/local-plan.ts'
import type { Prediction } from '../derive/simulation.ts'
import type { ChaosResult } from '../trial.ts'
import type { Topology, TopologyNode } from './report.ts'

type State = TopologyNode['state']

const order: readonly State[] = ['untried', 'held', 'suffered', 'broke']
/** From such an outage on it broke, ms. */
const brokenMs = 1000

export function topologyOf(blueprint: Blueprint, prediction: Prediction, results: readonly ChaosResult[]): Topology {
  const { components, ends } = struckParts(blueprint)
  const felt = (touches: (id: string) => boolean): Pick<TopologyNode, 'state' | 'faults'> => {
    const own = results.filter(({ struck }) => struck.some(touches))
    const state = own.map(stateOf).reduce<State>((worst, one) => (order.indexOf(one) > order.indexOf(worst) ? one : worst), 'untried')
    return { state, faults: own.filter((result) => stateOf(result) !== 'held').map(({ fault }) => fault) }
  }
  return {
    nodes: blueprint.components.map((component) => ({
      id: component.id,
      kind: component.kind,
      replicas: component.replicas,
      zones: [...new Set(zonesOf(blueprint, component))],
      utilisation: prediction.loads.find((load) => load.component === component.id)?.utilisation ?? 0,
      // More traffic comes from clients: they are no part of what has to hold.
      ...felt((id) => component.kind !== 'client' && (components.get(id) === component.id || id === component.id)),
    })),
    links: blueprint.links.map(({ from, to }) => ({ from, to, ...felt((id) => ends.get(id) === `${from} ${to}`) })),
  }
}

function stateOf({ outageMs, held, lost }: ChaosResult): State {
  if (outageMs > brokenMs || lost > 0) return 'broke'
  return held ? 'held' : 'suffered'
}

/** Which component a process is of, and between which two a wire is. */
function struckParts(blueprint: Blueprint): { readonly components: ReadonlyMap<string, string>; readonly ends: ReadonlyMap<string, string> } {
  const plan = toLocalPlan(blueprint)
  const components = new Map(plan.processes.map(({ id, component }) => [id, component]))
  const of = (id: string): string => components.get(id) ?? id
  return { components, ends: new Map(plan.wires.map(({ id, from, to }) => [id, `${of(from)} ${of(to)}`])) }
}
