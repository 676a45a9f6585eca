/** The parts of Kubernetes' objects that the policies look at; the schema has checked their shape. */

export interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels; readonly annotations?: Labels }
  readonly [part: string]: unknown
}

export type Labels = Readonly<Record<string, string>>

export interface Selector {
  readonly matchLabels?: Labels
}

export interface Variable {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: { readonly secretKeyRef?: KeyOf; readonly configMapKeyRef?: KeyOf }
}

interface KeyOf {
  readonly name: string
  readonly key: string
  readonly optional?: boolean
}

export interface Container {
  readonly name: string
  readonly image: string
  readonly args?: readonly string[]
  readonly command?: readonly string[]
  readonly env?: readonly Variable[]
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[]
  readonly resources?: { readonly requests?: Labels; readonly limits?: Labels }
  readonly securityContext?: {
    readonly allowPrivilegeEscalation?: boolean
    readonly readOnlyRootFilesystem?: boolean
    readonly privileged?: boolean
    readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] }
  }
  readonly startupProbe?: Probe
  readonly readinessProbe?: Probe
  readonly livenessProbe?: Probe
  readonly lifecycle?: { readonly preStop?: { readonly sleep?: { readonly seconds: number } } }
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[]
}

export interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: string | number }
  readonly grpc?: { readonly port: number; readonly service?: string }
  readonly exec?: { readonly command: readonly string[] }
}

export interface PodSpec {
  readonly serviceAccountName?: string
  readonly automountServiceAccountToken?: boolean
  readonly enableServiceLinks?: boolean
  readonly terminationGracePeriodSeconds?: number
  readonly hostNetwork?: boolean
  readonly hostPID?: boolean
  readonly hostIPC?: boolean
  readonly restartPolicy?: string
  readonly runtimeClassName?: string
  readonly nodeSelector?: Labels
  readonly tolerations?: readonly { readonly key?: string; readonly value?: string; readonly effect?: string }[]
  readonly securityContext?: { readonly runAsNonRoot?: boolean; readonly seccompProfile?: { readonly type: string } }
  readonly topologySpreadConstraints?: readonly { readonly topologyKey: string; readonly labelSelector?: Selector }[]
  readonly initContainers?: readonly Container[]
  readonly containers: readonly Container[]
  readonly volumes?: readonly Volume[]
}

export interface Volume {
  readonly name: string
  readonly hostPath?: unknown
  readonly secret?: { readonly secretName: string; readonly optional?: boolean }
  readonly configMap?: { readonly name: string }
  readonly projected?: { readonly sources: readonly { readonly configMap?: { readonly name: string } }[] }
}

/** What runs pods, or is one: a Deployment, a StatefulSet, a DaemonSet, a Job, what a CronJob makes. */
export interface Workload {
  readonly manifest: Manifest
  readonly name: string
  readonly namespace: string
  readonly labels: Labels
  readonly pod: PodSpec
}

interface PodTemplate {
  readonly metadata?: { readonly labels?: Labels }
  readonly spec: PodSpec
}

export function workloads(manifests: readonly Manifest[]): readonly Workload[] {
  return manifests.flatMap((manifest) => {
    const template = templateOf(manifest)
    if (template === undefined) return []
    const { name, namespace = '' } = manifest.metadata
    return [{ manifest, name, namespace, labels: template.metadata?.labels ?? {}, pod: template.spec }]
  })
}

function templateOf(manifest: Manifest): PodTemplate | undefined {
  const spec = manifest.spec as
    | { readonly template?: PodTemplate; readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } } }
    | undefined
  if (manifest.kind === 'Pod') return manifest as unknown as PodTemplate
  if (manifest.kind === 'CronJob') return spec?.jobTemplate?.spec.template
  return ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'].includes(manifest.kind) ? spec?.template : undefined
}

export function ofKind<Spec>(manifests: readonly Manifest[], kind: string): readonly (Manifest & { readonly spec: Spec })[] {
  return manifests.filter((manifest) => manifest.kind === kind) as (Manifest & { readonly spec: Spec })[]
}

export function containersOf(pod: PodSpec): readonly Container[] {
  return [...(pod.initContainers ?? []), ...pod.containers]
}

/** The names of the configuration that its volumes hold. */
export function filesOf({ pod }: Workload): readonly string[] {
  const sources = (pod.volumes ?? []).flatMap(({ configMap, projected }) => [
    configMap,
    ...(projected?.sources.map((source) => source.configMap) ?? []),
  ])
  return sources.flatMap((source) => source?.name ?? [])
}

export function selects(selector: Selector | undefined, labels: Labels): boolean {
  return Object.entries(selector?.matchLabels ?? {}).every(([name, value]) => labels[name] === value)
}
