/** How deployments live and end: probes, rollouts that take nobody away, time to take leave, spread, scale, disruption. */
import { type Container, type Manifest, ofKind, type Probe, type Selector, selects, type Workload, workloads } from '../manifest.ts'

export function judgeLife(manifests: readonly Manifest[]): readonly string[] {
  const deployments = workloads(manifests).filter(({ manifest }) => manifest.kind === 'Deployment')
  const single = workloads(manifests).filter(({ manifest }) => manifest.kind === 'StatefulSet')
  const onNodes = workloads(manifests).filter(({ manifest }) => manifest.kind === 'DaemonSet')
  const jobs = workloads(manifests).filter(({ manifest }) => manifest.kind === 'Job')
  return [
    ...deployments.flatMap((deployment) =>
      [...judgeProbes(deployment), ...judgeRollout(deployment), ...judgeLeave(deployment), ...judgeSpread(deployment)].map(
        (problem) => `${deployment.name}: ${problem}`,
      ),
    ),
    ...deployments.flatMap((deployment) => judgeScale(manifests, deployment)),
    ...[...single, ...onNodes].flatMap((workload) => judgeProbes(workload).map((problem) => `${workload.name}: ${problem}`)),
    ...single.flatMap(judgeSingle),
    ...jobs.flatMap(judgeJob),
  ]
}

function judgeProbes({ pod }: Workload): string[] {
  return pod.containers.flatMap((container) => {
    const { startupProbe, readinessProbe, livenessProbe } = container
    const ports = portsOf(container)
    return [
      ...Object.entries({ startupProbe, readinessProbe, livenessProbe }).flatMap(([name, probe]) => judgeProbe(name, probe, ports)),
      // A dependency that is away must not restart what waits for it.
      ...(asksReadiness(livenessProbe) ? ['livenessProbe asks for readiness'] : []),
      ...(readinessProbe?.grpc !== undefined && !asksReadiness(readinessProbe) ? ['readinessProbe asks for life only'] : []),
    ]
  })
}

function judgeProbe(name: string, probe: Probe | undefined, ports: ReadonlySet<string | number>): string[] {
  if (probe === undefined) return [`has no ${name}`]
  if (probe.exec !== undefined) return []
  return ports.has(probe.grpc?.port ?? probe.httpGet?.port ?? 0) ? [] : [`${name} asks at a port that is not there`]
}

function asksReadiness(probe: Probe | undefined): boolean {
  return /^\/(readyz|ready$|-\/ready$)/.test(probe?.httpGet?.path ?? '') || (probe?.grpc?.service ?? '') !== ''
}

function portsOf(container: Container): ReadonlySet<string | number> {
  return new Set((container.ports ?? []).flatMap((port) => [port.containerPort, port.name ?? port.containerPort]))
}

interface DeploymentSpec {
  readonly selector: Selector
  readonly strategy?: { readonly type?: string; readonly rollingUpdate?: { readonly maxUnavailable?: number | string } }
}

function judgeRollout({ manifest, labels }: Workload): string[] {
  const spec = manifest.spec as DeploymentSpec
  const problems: string[] = []
  if (spec.strategy?.type !== 'RollingUpdate' || spec.strategy.rollingUpdate?.maxUnavailable !== 0)
    problems.push('a rollout takes an instance away before there is another')
  if (!selects(spec.selector, labels)) problems.push('does not select its own pods')
  return problems
}

/** What is left for the outbox and for closing what is open, seconds. */
const afterDrainSeconds = 10

function judgeLeave({ pod }: Workload): string[] {
  const grace = pod.terminationGracePeriodSeconds ?? 30
  return pod.containers.flatMap((container) => {
    const value = (name: string): number => Number(container.env?.find((variable) => variable.name === name)?.value ?? 0)
    const leadSeconds = value('MESH_DRAIN_LEAD_MS') / 1000 + (container.lifecycle?.preStop?.sleep?.seconds ?? 0)
    const problems: string[] = []
    // An instance is called until all have heard that it leaves: two failed probes and their way to the callers.
    if (leadSeconds < 5) problems.push('closes before its callers have heard that it leaves')
    if (grace < leadSeconds + value('MESH_DRAIN_MS') / 1000 + afterDrainSeconds) problems.push('is killed before it has taken leave')
    return problems
  })
}

function judgeSpread({ pod, labels }: Workload): string[] {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].flatMap((key) => {
    const constraint = pod.topologySpreadConstraints?.find(({ topologyKey }) => topologyKey === key)
    if (constraint === undefined) return [`is not spread over ${key}`]
    return selects(constraint.labelSelector, labels) ? [] : [`spreads other pods than its own over ${key}`]
  })
}

interface Autoscaler {
  readonly scaleTargetRef: { readonly kind: string; readonly name: string }
  readonly minReplicas?: number
  readonly maxReplicas: number
}

interface Budget {
  readonly selector: Selector
  readonly maxUnavailable?: number
}

function judgeScale(manifests: readonly Manifest[], { name, labels, manifest }: Workload): string[] {
  const scaler = ofKind<Autoscaler>(manifests, 'HorizontalPodAutoscaler').find(({ spec }) => spec.scaleTargetRef.name === name)
  const budget = ofKind<Budget>(manifests, 'PodDisruptionBudget').find(({ spec }) => selects(spec.selector, labels))
  const problems: string[] = []
  if (scaler === undefined) problems.push('has no autoscaler')
  // Each deployment would set back the number that the autoscaler chose.
  if ((manifest.spec as { replicas?: number }).replicas !== undefined) problems.push('sets a number of replicas beside its autoscaler')
  if (budget === undefined) problems.push('has no disruption budget')
  else if (budget.spec.maxUnavailable !== 1) problems.push('may lose several instances at once')
  return problems.map((problem) => `${name}: ${problem}`)
}

/** A StatefulSet of ours is what must be alone: two of it would each know a part. */
function judgeSingle({ name, manifest, labels }: Workload): string[] {
  const spec = manifest.spec as { readonly replicas?: number; readonly selector: Selector }
  const problems: string[] = []
  if (spec.replicas !== 1) problems.push('is not alone')
  if (!selects(spec.selector, labels)) problems.push('does not select its own pods')
  return problems.map((problem) => `${name}: ${problem}`)
}

/** Where one machine does not carry everything. */
export function judgeRedundancy(manifests: readonly Manifest[]): readonly string[] {
  return ofKind<Autoscaler>(manifests, 'HorizontalPodAutoscaler')
    .filter(({ spec }) => (spec.minReplicas ?? 1) < 2)
    .map(({ metadata }) => `${metadata.name}: one instance alone may be all there is`)
}

function judgeJob({ name, manifest, pod }: Workload): string[] {
  const spec = manifest.spec as { readonly activeDeadlineSeconds?: number; readonly backoffLimit?: number }
  const problems: string[] = []
  if (spec.activeDeadlineSeconds === undefined || spec.backoffLimit === undefined) problems.push('may go on for ever')
  if (pod.restartPolicy !== 'OnFailure' && pod.restartPolicy !== 'Never') problems.push('restarts when it is done')
  return problems.map((problem) => `${name}: ${problem}`)
}
