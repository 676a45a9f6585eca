/** The event log: brokers speak TLS and know who calls; callers have the authority of their certificates, and a way to them. */
import { type Manifest, ofKind, type Workload, workloads } from '../manifest.ts'
import { allows, rulesOf } from './edge.ts'

interface Listener {
  readonly name: string
  readonly port: number
  readonly tls: boolean
  readonly authentication?: { readonly type: string }
}

interface KafkaSpec {
  readonly kafka: { readonly listeners: readonly Listener[]; readonly authorization?: { readonly type: string } }
}

interface UserSpec {
  readonly authentication?: { readonly type: string }
  readonly authorization?: { readonly acls: readonly { readonly operations: readonly string[] }[] }
}

/** Ports of brokers that are spoken to in the open. */
const openPort = 9092

export function judgeKafka(manifests: readonly Manifest[]): readonly string[] {
  const clusters = ofKind<KafkaSpec>(manifests, 'Kafka')
  const users = ofKind<UserSpec>(manifests, 'KafkaUser')
  const callers = workloads(manifests).filter(({ pod }) => pod.containers.some(({ env }) => env?.some(({ name }) => name === 'BUS_URL')))
  const outside = callers.flatMap((caller) => rulesOf(manifests, 'egress', caller)).some((rule) => rule.ports?.some(({ port }) => port === openPort))
  return [
    ...(outside ? ['the bus is called in the open'] : []),
    ...clusters.flatMap(({ metadata, spec }) => [
      ...spec.kafka.listeners.flatMap((listener) => judgeListener(listener).map((problem) => `Kafka ${metadata.name}: ${problem}`)),
      ...(spec.kafka.authorization === undefined ? [`Kafka ${metadata.name}: whoever signs in may do anything`] : []),
      ...callers.flatMap((caller) => judgeCaller(manifests, caller, { name: metadata.name, ports: spec.kafka.listeners.map(({ port }) => port) })),
    ]),
    ...(clusters.length > 0 && users.length === 0 ? ['nobody may sign in to Kafka'] : []),
    ...users.flatMap(judgeUser),
  ]
}

function judgeListener({ name, tls, authentication }: Listener): string[] {
  const problems: string[] = []
  if (!tls) problems.push(`its listener ${name} is in the open`)
  // The one mechanism that the bus speaks.
  if (authentication?.type !== 'scram-sha-512') problems.push(`its listener ${name} does not ask for a password`)
  return problems
}

function judgeCaller(
  manifests: readonly Manifest[],
  caller: Workload,
  cluster: { readonly name: string; readonly ports: readonly number[] },
): string[] {
  const { name, namespace, pod } = caller
  const volume = pod.volumes?.find(({ secret }) => secret?.secretName === `${cluster.name}-cluster-ca-cert`)
  const mounted = pod.containers[0]?.volumeMounts?.some((mount) => mount.name === volume?.name && mount.mountPath === '/etc/quint/bus') === true
  const labels = { 'strimzi.io/cluster': cluster.name, 'strimzi.io/name': `${cluster.name}-kafka` }
  const ways = cluster.ports.map((port) => ({ from: caller, to: { namespace, labels }, port }))
  const problems: string[] = []
  if (volume === undefined || !mounted) problems.push('cannot tell its brokers from others: their authority is not mounted')
  if (!ways.some((way) => allows(manifests, 'egress', way))) problems.push('may not go out to Kafka')
  if (!ways.some((way) => allows(manifests, 'ingress', way))) problems.push('is not let in by Kafka')
  return problems.map((problem) => `${name}: ${problem}`)
}

function judgeUser({ metadata, spec }: Manifest & { readonly spec: UserSpec }): string[] {
  const operations = spec.authorization?.acls.flatMap((acl) => acl.operations)
  const problems: string[] = []
  if (spec.authentication?.type !== 'scram-sha-512') problems.push('has no password')
  if (operations === undefined || operations.some((one) => ['All', 'Alter', 'AlterConfigs', 'ClusterAction'].includes(one)))
    problems.push('may do more than read and write events')
  return problems.map((problem) => `KafkaUser ${metadata.name}: ${problem}`)
}
