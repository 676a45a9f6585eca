/** The way of a request through a design: from where clients enter, over links, to the component that answers, and what that one asks. */
import { type Blueprint, type Component, type ComponentKind, componentOf, type Operation } from '../blueprint/blueprint.ts'

/** Where clients enter: what the client component calls, else the first of the kinds that stand in front. */
export function entryOf(blueprint: Blueprint): Component | undefined {
  const clients = new Set(blueprint.components.filter(({ kind }) => kind === 'client').map(({ id }) => id))
  const called = blueprint.links.filter(({ from }) => clients.has(from)).map(({ to }) => componentOf(blueprint, to))
  const fronts: readonly ComponentKind[] = ['lb', 'gateway', 'service']
  const isFront = (one: Component | undefined): one is Component => one !== undefined && fronts.includes(one.kind)
  return called.find(isFront) ?? throughCdn(blueprint, called, isFront) ?? firstOf(blueprint, fronts)
}

function throughCdn(
  blueprint: Blueprint,
  called: readonly (Component | undefined)[],
  isFront: (one: Component | undefined) => one is Component,
): Component | undefined {
  const cdn = called.find((one) => one?.kind === 'cdn')
  return blueprint.links
    .filter(({ from }) => from === cdn?.id)
    .map(({ to }) => componentOf(blueprint, to))
    .find(isFront)
}

function firstOf({ components }: Blueprint, kinds: readonly ComponentKind[]): Component | undefined {
  return kinds.map((kind) => components.find((one) => one.kind === kind)).find((one) => one !== undefined)
}

/** Ids from one component to another over links, both included; undefined where no link leads there. */
export function wayBetween({ links }: Blueprint, from: string, to: string): readonly string[] | undefined {
  const seen = new Set([from])
  let open: (readonly string[])[] = [[from]]
  while (open.length > 0) {
    const arrived = open.find((way) => way.at(-1) === to)
    if (arrived !== undefined) return arrived
    open = open.flatMap((way) =>
      links.flatMap((link) => {
        if (link.from !== way.at(-1) || seen.has(link.to) || link.async) return []
        seen.add(link.to)
        return [[...way, link.to]]
      }),
    )
  }
  return undefined
}

/** The database that a component keeps its tables in. */
export function databaseOf(blueprint: Blueprint, component: string): Component | undefined {
  return linkedOf(blueprint, component, ['db.sql', 'db.kv'])
}

function linkedOf(blueprint: Blueprint, component: string, kinds: readonly ComponentKind[]): Component | undefined {
  return blueprint.links
    .filter(({ from }) => from === component)
    .map(({ to }) => componentOf(blueprint, to))
    .find((one) => one !== undefined && kinds.includes(one.kind))
}

/** Components that a request of the operation visits and waits for, in order; undefined where it cannot get there. */
export function visitsOf(blueprint: Blueprint, operation: Operation): readonly string[] | undefined {
  const entry = entryOf(blueprint)
  const way = entry === undefined ? undefined : wayBetween(blueprint, entry.id, operation.component)
  if (way === undefined) return undefined
  const asked = [
    operation.cache?.component,
    operation.queue,
    operation.table === undefined ? undefined : databaseOf(blueprint, operation.component)?.id,
  ]
  return [...way, ...asked.filter((id) => id !== undefined)]
}
