/** Who may reach whom: nothing by default, and each address that a process is given is open at both ends, and names something that is there. */
import { filesOf, type Labels, type Manifest, ofKind, selects, type Workload, workloads } from '../manifest.ts'
import { allows, type Peer, type Policy, peersOf, type Rule } from './edge.ts'

interface ServiceSpec {
  readonly clusterIP?: string
  readonly selector: Labels
  readonly ports: readonly { readonly name: string; readonly port: number; readonly targetPort?: string | number }[]
}

export function judgeNetwork(manifests: readonly Manifest[]): readonly string[] {
  return [
    ...judgeDenial(manifests),
    ...ofKind<Policy>(manifests, 'NetworkPolicy').flatMap((policy) =>
      judgePolicy(policy).map((problem) => `NetworkPolicy ${policy.metadata.name}: ${problem}`),
    ),
    ...ofKind<ServiceSpec>(manifests, 'Service').flatMap((service) => judgeService(manifests, service)),
    ...workloads(manifests).flatMap((workload) => judgeAddresses(manifests, workload)),
  ]
}

function judgeDenial(manifests: readonly Manifest[]): string[] {
  const denied = new Set(
    ofKind<Policy>(manifests, 'NetworkPolicy')
      .filter(
        ({ spec }) =>
          Object.keys(spec.podSelector).length === 0 && spec.policyTypes.length === 2 && spec.ingress === undefined && spec.egress === undefined,
      )
      .map(({ metadata }) => metadata.namespace),
  )
  const namespaces = new Set(workloads(manifests).map(({ namespace }) => namespace))
  return [...namespaces].filter((namespace) => !denied.has(namespace)).map((namespace) => `nothing denies in ${namespace} what no policy allows`)
}

const privateNetworks = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16']

function judgePolicy({ spec }: { readonly spec: Policy }): string[] {
  return [
    ...(spec.ingress ?? []).flatMap((rule) => [...judgeRule(rule), ...(isWide(rule.from) ? ['lets everybody in'] : [])]),
    ...(spec.egress ?? []).flatMap((rule) => [...judgeRule(rule), ...(reachesCluster(rule.to) ? ['lets out to the network of the cluster'] : [])]),
  ]
}

function judgeRule(rule: Rule): string[] {
  const peers = peersOf(rule)
  const problems: string[] = []
  if (peers.length === 0 || peers.some((peer) => Object.keys(peer).length === 0)) problems.push('names no peer')
  if (rule.ports === undefined || rule.ports.length === 0) problems.push('names no port')
  return problems
}

function isWide(peers: readonly Peer[] = []): boolean {
  return peers.some(({ ipBlock }) => ipBlock?.cidr.endsWith('/0') === true)
}

function reachesCluster(peers: readonly Peer[] = []): boolean {
  return peers.some(({ ipBlock }) => ipBlock?.cidr.endsWith('/0') === true && !privateNetworks.every((network) => ipBlock.except?.includes(network)))
}

const lasting = ['Deployment', 'StatefulSet', 'DaemonSet']

function judgeService(manifests: readonly Manifest[], { metadata, spec }: Manifest & { readonly spec: ServiceSpec }): string[] {
  const behind = workloads(manifests).filter(
    ({ manifest, namespace, labels }) =>
      lasting.includes(manifest.kind) && namespace === metadata.namespace && selects({ matchLabels: spec.selector }, labels),
  )
  const problems: string[] = []
  if (behind.length !== 1) problems.push(`is ${behind.length} deployments`)
  const ports = behind.flatMap(({ pod }) =>
    pod.containers.flatMap((container) => (container.ports ?? []).flatMap((port) => [port.name, port.containerPort])),
  )
  for (const port of spec.ports) if (!ports.includes(port.targetPort ?? port.port)) problems.push(`no container has the port ${port.targetPort}`)
  const calls = spec.ports.some((port) => port.name === 'calls')
  if (calls && spec.clusterIP !== 'None') problems.push('is not headless: a connection would stay with one instance')
  return problems.map((problem) => `Service ${metadata.name}: ${problem}`)
}

/** "dns:///sessions:7001" and "http://collector.observability:4318" are addresses of ours; databases and buses are not. */
const variableAddress = /^(?:dns:\/\/\/|https?:\/\/)([a-z][a-z-]*)(?:\.([a-z-]+))?:(\d+)/
/** As the configuration of the collector, Prometheus and Grafana names them. */
const fileAddress = /(?:https?:\/\/|targets: \["|names: \[)([a-z][a-z-]*)(?:\.([a-z-]+))?(?::|\], type: A, port: )(\d+)/g

interface Address {
  readonly told: string
  readonly host: string
  readonly namespace: string
  readonly port: number
}

function judgeAddresses(manifests: readonly Manifest[], workload: Workload): string[] {
  const { name, namespace, labels } = workload
  return addressesOf(manifests, workload).flatMap(({ told, host, namespace: there, port }) => {
    // The cluster's own, which no manifest of ours starts: the way out to it is still to be open.
    if (there === 'kube-system') {
      const known = { from: { namespace, labels }, to: { namespace: there, labels: { 'app.kubernetes.io/name': host } }, port }
      return allows(manifests, 'egress', known) ? [] : [`${name} may not go out to ${host}:${port}`]
    }
    const service = ofKind<ServiceSpec>(manifests, 'Service').find(({ metadata }) => metadata.name === host && metadata.namespace === there)
    if (service === undefined || !service.spec.ports.some((known) => known.port === port))
      return [`${name}: ${told} names ${host}:${port}, which is not there`]
    const edge = { from: { namespace, labels }, to: { namespace: there, labels: service.spec.selector }, port }
    const problems: string[] = []
    if (!allows(manifests, 'egress', edge)) problems.push(`${name} may not go out to ${host}:${port}`)
    if (!allows(manifests, 'ingress', edge)) problems.push(`${host} does not let ${name} in at ${port}`)
    return problems
  })
}

function addressesOf(manifests: readonly Manifest[], workload: Workload): readonly Address[] {
  const address = (told: string, [, host = '', namespace = workload.namespace, port = '']: readonly (string | undefined)[]): Address[] =>
    host === '' || host === 'localhost' ? [] : [{ told, host, namespace, port: Number(port) }]
  const variables = workload.pod.containers.flatMap((container) => container.env ?? [])
  const names = filesOf(workload)
  return [
    ...variables.flatMap(({ name, value }) => address(name, variableAddress.exec(value ?? '') ?? [])),
    ...manifests
      .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.namespace === workload.namespace && names.includes(metadata.name))
      .flatMap(({ data }) => Object.entries((data ?? {}) as Labels))
      .flatMap(([file, text]) => [...text.matchAll(fileAddress)].flatMap((match) => address(file, match))),
  ]
}
