/** Parts of a blueprint by their place: `components.api`, `links.api.db`, `operations.create`, `tables.notes`, `requirements`. */
import type { Blueprint } from './blueprint.ts'

type List = 'components' | 'links' | 'operations' | 'tables'
export type Part = NonNullable<NonNullable<Blueprint['inferred']>[number]['was']>

const lists: readonly List[] = ['components', 'links', 'operations', 'tables']

function keyOf(part: Part): string {
  if ('from' in part) return `${part.from}.${part.to}`
  if ('columns' in part) return part.name
  return 'id' in part ? part.id : ''
}

export function placesOf(blueprint: Blueprint): readonly string[] {
  return ['requirements', ...lists.flatMap((list) => blueprint[list].map((part) => `${list}.${keyOf(part)}`))]
}

export function partAt(blueprint: Blueprint, place: string): Part | undefined {
  if (place === 'requirements') return blueprint.requirements
  const [list, key] = splitAt(place)
  return list === undefined ? undefined : blueprint[list].find((part: Part) => keyOf(part) === key)
}

/** Puts another part in its place, or takes it out with what was tied to it. Whether it fits is for the reader of blueprints to say. */
export function withPart(blueprint: Blueprint, place: string, part: Part | undefined): Blueprint {
  if (place === 'requirements') return part === undefined ? blueprint : { ...blueprint, requirements: part as Blueprint['requirements'] }
  const [list, key] = splitAt(place)
  if (list === undefined) return blueprint
  const parts: readonly Part[] = blueprint[list]
  const others = parts.filter((one) => keyOf(one) !== key)
  if (part !== undefined) return { ...blueprint, [list]: [...others, part] }
  const changed = { ...blueprint, [list]: others }
  return list === 'components' ? withoutTies(changed, key) : changed
}

function withoutTies(blueprint: Blueprint, component: string): Blueprint {
  return {
    ...blueprint,
    links: blueprint.links.filter(({ from, to }) => from !== component && to !== component),
    operations: blueprint.operations.map(({ cache, queue, ...rest }) => ({
      ...rest,
      ...(cache === undefined || cache.component === component ? {} : { cache }),
      ...(queue === undefined || queue === component ? {} : { queue }),
    })),
  }
}

function splitAt(place: string): readonly [list: List | undefined, key: string] {
  const at = place.indexOf('.')
  return [lists.find((list) => list === place.slice(0, Math.max(0, at))), place.slice(at + 1)]
}
