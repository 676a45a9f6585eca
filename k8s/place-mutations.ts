/** Ways to spoil what lets the runner open seats in a cluster, each with what must be said of it. */
import type { Manifest } from './manifest.ts'
import { drop, find, type Mutation, type Part, set } from './spoil.ts'

const of = (name: string, change: Mutation['change'], says: RegExp): Mutation => ({ name, change, says, overlay: 'designs' })

const rule =
  (change: Part) =>
  (manifests: Manifest[]): void => {
    const role = find(manifests, 'ClusterRole/quint-runner') as { rules: Part[] }
    role.rules.push({ apiGroups: [''], ...change })
  }

const more = /runner: may do more in the cluster than is argued/
const held = /runner: is held to no namespaces of its own/

export const placeMutations: readonly Mutation[] = [
  of('a runner that may read secrets', rule({ resources: ['secrets'], verbs: ['get'] }), more),
  of('a runner that may change what is there', rule({ resources: ['pods'], verbs: ['patch'] }), more),
  of(
    'a runner that may give rights',
    rule({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterrolebindings'], verbs: ['create'] }),
    more,
  ),
  of('a runner that may do anything', rule({ resources: ['*'], verbs: ['*'] }), more),
  of('a runner that is held to nothing', drop('ValidatingAdmissionPolicy', 'quint-runner'), held),
  of('a confinement that is not bound', drop('ValidatingAdmissionPolicyBinding', 'quint-runner'), held),
  of('a confinement that only warns', set('ValidatingAdmissionPolicyBinding/quint-runner/spec', 'validationActions', ['Warn']), held),
  of('a confinement that is left out when it fails', set('ValidatingAdmissionPolicy/quint-runner/spec', 'failurePolicy', 'Ignore'), held),
  of(
    'a confinement of somebody else',
    set('ValidatingAdmissionPolicy/quint-runner/spec.matchConditions.0', 'expression', 'request.userInfo.username == "x"'),
    held,
  ),
  of('a confinement to any name', set('ValidatingAdmissionPolicy/quint-runner/spec.validations.0', 'expression', 'true'), held),
  of('a runner without a role', drop('ClusterRoleBinding', 'quint-runner'), /runner: holds a token for the API/),
  of(
    'the database of designs in the open',
    set('Deployment/runner/spec.template.spec.containers.0.env', '3', { name: 'RUNNER_DESIGN_DATABASE_URL', value: 'postgres://a:b@c/d' }),
    /stands in the open/,
  ),
]
