/** What the runner may do in a cluster, out of the manifests: so that a test knows it if more is needed. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseAllDocuments } from 'yaml'
import type { Manifest } from '../manifest.ts'
import type { RoleRule } from './admission.ts'

const component = path.join(import.meta.dirname, '..', 'components', 'designs-kubernetes')

function manifestsIn(file: string): readonly Manifest[] {
  return parseAllDocuments(readFileSync(path.join(component, file), 'utf8')).map((document) => document.toJS() as Manifest)
}

export function runnerRules(): readonly RoleRule[] {
  return manifestsIn('access.yaml')
    .filter(({ kind }) => kind === 'ClusterRole')
    .flatMap(({ rules }) => rules as readonly RoleRule[])
}

/** How names of namespaces begin that it may change. */
export function confinedTo(): readonly string[] {
  const policies = manifestsIn('confinement.yaml').filter(({ kind }) => kind === 'ValidatingAdmissionPolicy')
  return [...JSON.stringify(policies).matchAll(/startsWith\(\\"([a-z-]+)\\"\)/g)].map(([, beginning = '']) => beginning)
}
