/** What every pod keeps: Pod Security "restricted" and more, resources, and a pinned image. */
import { type Container, containersOf, type Manifest, ofKind, type Workload, workloads } from '../manifest.ts'

export function judgePods(manifests: readonly Manifest[]): readonly string[] {
  return workloads(manifests).flatMap((workload) => [
    ...judgePod(workload),
    ...judgeToken(manifests, workload),
    ...containersOf(workload.pod).flatMap((container) =>
      judgeContainer(container).map((problem) => `${workload.name}/${container.name}: ${problem}`),
    ),
  ])
}

function judgePod({ name, pod }: Workload): string[] {
  const problems: string[] = []
  if (pod.securityContext?.runAsNonRoot !== true) problems.push('may run as root')
  if (pod.securityContext?.seccompProfile?.type !== 'RuntimeDefault') problems.push('has no seccomp profile')
  if (pod.hostNetwork === true || pod.hostPID === true || pod.hostIPC === true) problems.push('shares namespaces with its node')
  if (pod.volumes?.some((volume) => volume.hostPath !== undefined) === true) problems.push('mounts the disk of its node')
  if ((pod.serviceAccountName ?? 'default') === 'default') problems.push('has no account of its own')
  if (pod.enableServiceLinks !== false) problems.push('gets variables of other services that may be taken for settings')
  return problems.map((problem) => `${name}: ${problem}`)
}

interface Binding {
  readonly roleRef: { readonly kind: string; readonly name: string }
  readonly subjects?: readonly { readonly name: string; readonly namespace?: string }[]
}

interface RoleRule {
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly verbs: readonly string[]
}

const harmless = ['pods', 'nodes', 'nodes/metrics']
const reading = ['get', 'list', 'watch']

/** Who may do more than look, and what: the runner makes namespaces for designs and what belongs into one, and changes nothing that is there. */
const argued: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'quint/runner': {
    namespaces: ['get', 'list', 'create', 'delete'],
    pods: ['create'],
    serviceaccounts: ['create'],
    resourcequotas: ['create'],
    limitranges: ['create'],
    secrets: ['create'],
    networkpolicies: ['create'],
  },
}

/** A token for the API of the cluster only where a role of its own needs it, and for nothing but looking at what runs. */
function judgeToken(manifests: readonly Manifest[], { name, namespace, pod }: Workload): string[] {
  if (pod.automountServiceAccountToken === false) return []
  const bindings = manifests.filter(({ kind }) => kind.endsWith('RoleBinding')) as unknown as readonly (Manifest & Binding)[]
  const mine = bindings.filter(({ subjects }) =>
    subjects?.some((subject) => subject.name === pod.serviceAccountName && subject.namespace === namespace),
  )
  const roles = mine.map(({ metadata, roleRef }) =>
    manifests.find(
      (known) =>
        known.kind === roleRef.kind &&
        known.metadata.name === roleRef.name &&
        (known.kind !== 'Role' || known.metadata.namespace === metadata.namespace),
    ),
  )
  if (roles.length === 0) return [`${name}: holds a token for the API of the cluster`]
  const more = argued[`${namespace}/${pod.serviceAccountName}`]
  if (!roles.every((role) => isSmall(role, more)))
    return [`${name}: may do more in the cluster than ${more === undefined ? 'look at what runs' : 'is argued'}`]
  return more === undefined ? [] : judgeConfinement(manifests, `system:serviceaccount:${namespace}:${pod.serviceAccountName}`)
}

/** A role that is not ours may allow anything. */
function isSmall(role: Manifest | undefined, more: Readonly<Record<string, readonly string[]>> = {}): boolean {
  const rules = (role?.rules ?? [{ verbs: ['*'] }]) as readonly RoleRule[]
  const mayBe = (resource: string, verb: string): boolean =>
    (harmless.includes(resource) && reading.includes(verb)) || (Object.hasOwn(more, resource) && more[resource]?.includes(verb) === true)
  return rules.every(({ resources = ['*'], verbs }) => resources.every((resource) => verbs.every((verb) => mayBe(resource, verb))))
}

interface AdmissionPolicy {
  readonly failurePolicy?: string
  readonly matchConditions?: readonly { readonly expression: string }[]
  readonly validations: readonly { readonly expression: string }[]
}

/** Roles know no beginnings of names: who may change namespaces is held to its own by admission, which is bound and denies. */
function judgeConfinement(manifests: readonly Manifest[], account: string): string[] {
  const bound = new Set(
    ofKind<{ readonly policyName: string; readonly validationActions: readonly string[] }>(manifests, 'ValidatingAdmissionPolicyBinding')
      .filter(({ spec }) => spec.validationActions.includes('Deny'))
      .map(({ spec }) => spec.policyName),
  )
  const confined = ofKind<AdmissionPolicy>(manifests, 'ValidatingAdmissionPolicy').some(
    ({ metadata, spec }) =>
      bound.has(metadata.name) &&
      spec.failurePolicy !== 'Ignore' &&
      spec.matchConditions?.every(({ expression }) => expression.includes(account)) === true &&
      spec.validations.some(({ expression }) => expression.includes('namespace.startsWith(')),
  )
  return confined ? [] : [`${account}: is held to no namespaces of its own`]
}

function judgeContainer(container: Container): string[] {
  const security = container.securityContext ?? {}
  const problems: string[] = []
  if (security.allowPrivilegeEscalation !== false || security.privileged === true) problems.push('may raise its privileges')
  if (security.readOnlyRootFilesystem !== true) problems.push('may write to its image')
  if (security.capabilities?.drop?.includes('ALL') !== true || (security.capabilities.add ?? []).length > 0) problems.push('keeps capabilities')
  if (container.resources?.requests?.cpu === undefined || container.resources.requests.memory === undefined) problems.push('requests no resources')
  if (container.resources?.limits?.memory === undefined) problems.push('has no limit of memory')
  if (/:latest$/.test(container.image)) problems.push('runs whatever is latest')
  return problems
}

/** For what is deployed from a registry: by digest, so that what was tested is what runs. */
export function judgeImages(manifests: readonly Manifest[]): readonly string[] {
  return workloads(manifests).flatMap(({ name, pod }) =>
    containersOf(pod)
      .filter(({ image }) => !/@sha256:[0-9a-f]{64}$/.test(image))
      .map(({ image }) => `${name}: the image ${image} is not pinned by digest`),
  )
}
