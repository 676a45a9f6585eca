/** Where the boxes and arrows of a design stand: in columns by the distance from the clients, so that calls go from left to right. */
import { type Blueprint, type Component, zonesOf } from '../blueprint/blueprint.ts'

export interface Box {
  readonly id: string
  readonly kind: Component['kind']
  readonly label: string
  readonly zones: readonly string[]
  readonly column: number
  readonly row: number
}

export interface Arrow {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly async: boolean
}

export interface Diagram {
  readonly columns: number
  readonly rows: number
  readonly boxes: readonly Box[]
  readonly arrows: readonly Arrow[]
}

export function toDiagram(blueprint: Blueprint): Diagram {
  const columns = columnsOf(blueprint)
  const filled = new Map<number, number>()
  const boxes = blueprint.components.map((component) => {
    const column = columns.get(component.id) ?? 0
    const row = filled.get(column) ?? 0
    filled.set(column, row + 1)
    const { id, kind, replicas } = component
    return { id, kind, label: replicas === 1 ? id : `${id} × ${replicas}`, zones: [...new Set(zonesOf(blueprint, component))], column, row }
  })
  return {
    columns: Math.max(0, ...boxes.map(({ column }) => column + 1)),
    rows: Math.max(0, ...filled.values()),
    boxes,
    arrows: blueprint.links.map(({ from, to, protocol, timeoutMs, async }) => ({
      from,
      to,
      label: timeoutMs === undefined ? protocol : `${protocol} ${timeoutMs} ms`,
      async,
    })),
  }
}

/** The shortest distance from what nobody calls; what only a circle leads to stands at the left as well. */
function columnsOf({ components, links }: Blueprint): ReadonlyMap<string, number> {
  const called = new Set(links.map(({ to }) => to))
  const columns = new Map<string, number>()
  let open = components.filter(({ id, kind }) => kind === 'client' || !called.has(id)).map(({ id }) => id)
  for (let column = 0; open.length > 0; column += 1) {
    for (const id of open) columns.set(id, column)
    open = [...new Set(links.filter(({ from, to }) => open.includes(from) && !columns.has(to)).map(({ to }) => to))]
  }
  return columns
}
