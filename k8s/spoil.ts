/** How a manifest is spoilt: a value is changed in one object, or an object is left out. */
import type { Manifest } from './manifest.ts'

export interface Mutation {
  readonly name: string
  readonly change: (manifests: Manifest[]) => void
  readonly says: RegExp
  /** The overlay that is spoilt: production, unless what is spoilt is there only in another. */
  readonly overlay?: 'local' | 'designs'
}

// What is changed has been checked against its schema; the way through it is written out once, here.
export type Part = Record<string, unknown>

/** @param way "Deployment/sessions/spec.template.spec": a value in the object of that kind and name. */
export function find(manifests: readonly Manifest[], way: string): Part {
  const [kind, name, ...rest] = way.split('/')
  // Generated configuration has a hash behind its name.
  const named = (known: string): boolean => known === name || (kind === 'ConfigMap' && known.startsWith(`${name}-`))
  const found = manifests.find((manifest) => manifest.kind === kind && named(manifest.metadata.name))
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`)
  const steps = rest.join('/').split('.').filter(Boolean)
  return steps.reduce<Part>((part, step) => part[step.replaceAll('~', '.')] as Part, found as unknown as Part)
}

export const set =
  (way: string, name: string, value: unknown) =>
  (manifests: Manifest[]): void => {
    if (value === undefined) delete find(manifests, way)[name]
    else find(manifests, way)[name] = value
  }

export const drop =
  (kind: string, name: string) =>
  (manifests: Manifest[]): void => {
    manifests.splice(
      manifests.findIndex((manifest) => manifest.kind === kind && manifest.metadata.name === name),
      1,
    )
  }

export const of = (name: string, change: Mutation['change'], says: RegExp): Mutation => ({ name, change, says })
