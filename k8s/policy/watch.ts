/** Who is watched, and by whom: each process of ours tells its metrics and traces, and those who ask can reach what they ask. */
import { containersOf, filesOf, type Manifest, type Workload, workloads } from '../manifest.ts'
import { allows, type Place, rulesOf } from './edge.ts'
import type { KnownSettings } from './setting.ts'

const prometheus: Place = { namespace: 'observability', labels: { 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/part-of': 'quint' } }

/** What `kubectl apply` writes beside an object, its copy, has no more room. */
const mostBytes = 262_144

export function judgeWatch(manifests: readonly Manifest[], known: KnownSettings): readonly string[] {
  const watching = workloads(manifests).some(({ namespace, name }) => namespace === prometheus.namespace && name === 'prometheus')
  return [
    ...(watching ? [] : ['nobody watches: there is no Prometheus in the namespace observability']),
    ...workloads(manifests)
      .filter(({ pod }) => pod.containers.some(({ args }) => known[args?.[0] ?? '']?.METRICS_PORT !== undefined))
      .flatMap((workload) => judgeObserved(manifests, workload).map((problem) => `${workload.name}: ${problem}`)),
    ...workloads(manifests).flatMap((workload) => judgeWatcher(manifests, workload).map((problem) => `${workload.name}: ${problem}`)),
    ...judgeFiles(manifests),
  ]
}

function judgeObserved(manifests: readonly Manifest[], workload: Workload): string[] {
  const [container] = workload.pod.containers
  const told = (name: string): string | undefined => container?.env?.find((variable) => variable.name === name)?.value
  const port = container?.ports?.find(({ name }) => name === 'metrics')?.containerPort ?? 0
  const problems: string[] = []
  if (workload.labels['quint.dev/is-observed'] !== 'true') problems.push('is not observed')
  if (told('METRICS_PORT') !== String(port) || port === 0) problems.push('tells its metrics at another port than Prometheus asks')
  if (told('METRICS_HOST') !== '0.0.0.0') problems.push('tells its metrics to itself alone')
  if (told('OTEL_EXPORTER_OTLP_ENDPOINT') === undefined) problems.push('tells nobody of its traces')
  if (!allows(manifests, 'ingress', { from: prometheus, to: workload, port })) problems.push('does not let Prometheus in')
  if (!allows(manifests, 'egress', { from: prometheus, to: workload, port })) problems.push('Prometheus may not go out to it')
  return problems
}

/** Error budgets look back over 30 days. */
const budgetDays = 30
const postgres: Place = { namespace: 'quint', labels: { 'cnpg.io/cluster': 'postgres' } }

function judgeWatcher(manifests: readonly Manifest[], workload: Workload): string[] {
  const { name, namespace, pod } = workload
  if (namespace !== prometheus.namespace) return []
  const kept = /retention\.time=(\d+)d/.exec(pod.containers[0]?.args?.join(' ') ?? '')?.[1]
  if (name === 'prometheus') return Number(kept ?? 0) > budgetDays ? [] : ['forgets before a budget is over']
  if (name !== 'postgres-exporter') return []
  // A database outside is named by its network.
  const leaves = rulesOf(manifests, 'egress', workload).some((rule) => rule.ports?.some(({ port }) => port === 5432))
  const inside = manifests.some(({ kind }) => kind === 'Cluster')
  const way = { from: workload, to: postgres, port: 5432 }
  const problems: string[] = []
  if (!(inside ? allows(manifests, 'egress', way) : leaves)) problems.push('may not go out to PostgreSQL')
  if (inside && !allows(manifests, 'ingress', way)) problems.push('is not let in by PostgreSQL')
  return problems
}

/** Configuration that is mounted is there, and can be applied. */
function judgeFiles(manifests: readonly Manifest[]): string[] {
  const maps = manifests.filter(({ kind }) => kind === 'ConfigMap')
  const large = maps.filter((map) => JSON.stringify(map).length >= mostBytes)
  return [
    ...large.map(({ metadata }) => `ConfigMap ${metadata.name}: is too large to be applied`),
    ...workloads(manifests).flatMap((workload) =>
      filesOf(workload)
        .filter((file) => !maps.some(({ metadata }) => metadata.name === file && metadata.namespace === workload.namespace))
        .map((file) => `${workload.name}: the configuration ${file} is not there`),
    ),
    ...workloads(manifests).flatMap(judgeMounts),
  ]
}

function judgeMounts({ name, pod }: Workload): string[] {
  const mounted = new Set(containersOf(pod).flatMap(({ volumeMounts }) => volumeMounts?.map((mount) => mount.name) ?? []))
  return (pod.volumes ?? []).filter((volume) => !mounted.has(volume.name)).map((volume) => `${name}: mounts its volume ${volume.name} nowhere`)
}
