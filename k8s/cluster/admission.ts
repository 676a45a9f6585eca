/** What an API server says no to: what no role allows, what fits no schema, what is there already, what is over its quota, what ends. */
import type { Manifest, PodSpec, Workload } from '../manifest.ts'
import { judgePods } from '../policy/pod.ts'
import { judgeSchema } from '../render.ts'
import type { Store, Stored } from './store.ts'

export interface Refusal {
  readonly status: number
  readonly reason: string
  readonly message: string
}

export interface RoleRule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

export interface Act {
  readonly verb: string
  readonly group: string
  readonly resource: string
  readonly namespace: string
}

const forbidden = (message: string): Refusal => ({ status: 403, reason: 'Forbidden', message })

export function unauthorized(rules: readonly RoleRule[], { verb, group, resource, namespace }: Act): Refusal | undefined {
  const allowed = rules.some((rule) => rule.apiGroups.includes(group) && rule.resources.includes(resource) && rule.verbs.includes(verb))
  if (allowed) return undefined
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`
  return forbidden(
    `${resource} is forbidden: User "system:serviceaccount:quint:runner" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
  )
}

/** As the admission policy of the manifests says it, by the beginning of names. */
export function outside(confined: readonly string[], namespace: string): Refusal | undefined {
  if (confined.some((beginning) => namespace.startsWith(beginning))) return undefined
  return forbidden("ValidatingAdmissionPolicy 'quint-runner' denied request: the runner changes nothing outside of the namespaces that it made")
}

/** As long as the controller has not counted what a quota limits. */
const countedAfterMs = 60

export function refusalOf(store: Store, resource: string, object: Stored): Refusal | undefined {
  const { name, namespace = '' } = object.metadata
  const problems = judgeSchema([object as unknown as Manifest])
  if (problems.length > 0) return { status: 422, reason: 'Invalid', message: problems.join('; ') }
  if (store.get({ resource, namespace: object.metadata.namespace }, name) !== undefined)
    return { status: 409, reason: 'AlreadyExists', message: `${resource} "${name}" already exists` }
  if (namespace === '') return undefined
  const holding = store.get({ resource: 'namespaces' }, namespace)
  if (holding === undefined) return { status: 404, reason: 'NotFound', message: `namespaces "${namespace}" not found` }
  if (holding.metadata.deletionTimestamp !== undefined)
    return forbidden(`${resource} "${name}" is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`)
  return resource === 'pods' ? refusalOfPod(store, object, holding) : undefined
}

function refusalOfPod(store: Store, pod: Stored, holding: Stored): Refusal | undefined {
  const { name, namespace = '' } = pod.metadata
  const spec = pod.spec as PodSpec
  if (store.get({ resource: 'serviceaccounts', namespace }, spec.serviceAccountName ?? 'default') === undefined)
    return forbidden(
      `pods "${name}" is forbidden: error looking up service account ${namespace}/${spec.serviceAccountName}: serviceaccount not found`,
    )
  if (holding.metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted') {
    const workload: Workload['manifest'] = { ...(pod as unknown as Manifest), kind: 'Job', spec: { template: { spec } } }
    const problems = judgePods([workload])
    if (problems.length > 0) return forbidden(`pods "${name}" is forbidden: violates PodSecurity "restricted:latest": ${problems.join(', ')}`)
  }
  for (const quota of store.list({ resource: 'resourcequotas', namespace })) {
    const refusal = overQuota(store, pod, quota)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

interface Limits {
  readonly limits?: Readonly<Record<string, string>>
  readonly requests?: Readonly<Record<string, string>>
}

function overQuota(store: Store, pod: Stored, quota: Stored): Refusal | undefined {
  const { name, namespace = '', creationTimestamp = '' } = quota.metadata
  const { hard = {} } = (quota.spec ?? {}) as { readonly hard?: Readonly<Record<string, string>> }
  if (Date.now() - Date.parse(creationTimestamp) < countedAfterMs)
    return forbidden(`pods "${pod.metadata.name}" is forbidden: status unknown for quota: ${name}, resources: ${Object.keys(hard).join(',')}`)
  const all = [...store.list({ resource: 'pods', namespace }), pod]
  for (const [what, most] of Object.entries(hard)) {
    const used = all.reduce((sum, one) => sum + taken(one, what), 0)
    if (used > amount(most))
      return forbidden(
        `pods "${pod.metadata.name}" is forbidden: exceeded quota: ${name}, requested: ${what}=${taken(pod, what)}, limited: ${what}=${most}`,
      )
  }
  return undefined
}

function taken({ spec }: Stored, what: string): number {
  if (what === 'pods') return 1
  const [part, resource = ''] = what.split('.')
  if (part !== 'limits' && part !== 'requests') return 0
  const containers = (spec as { readonly containers: readonly { readonly resources?: Limits }[] }).containers
  return containers.reduce((sum, { resources }) => sum + amount(resources?.[part]?.[resource] ?? '0'), 0)
}

const units: Readonly<Record<string, number>> = { m: 0.001, Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3 }

function amount(text: string): number {
  const [, number = '0', unit = ''] = /^([\d.]+)(m|Ki|Mi|Gi)?$/.exec(text) ?? []
  return Number(number) * (units[unit] ?? 1)
}
