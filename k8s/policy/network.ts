/** Who may reach whom: nothing by default, and each address that a process is given is open at both ends, and names something that is there. */
import { type Labels, type Manifest, ofKind, type Selector, selects, type Workload, workloads } from '../manifest.ts'

interface Peer {
  readonly podSelector?: Selector
  readonly namespaceSelector?: Selector
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] }
}

interface Rule {
  readonly from?: readonly Peer[]
  readonly to?: readonly Peer[]
  readonly ports?: readonly { readonly port?: number | string }[]
}

interface Policy {
  readonly podSelector: Selector
  readonly policyTypes: readonly string[]
  readonly ingress?: readonly Rule[]
  readonly egress?: readonly Rule[]
}

interface ServiceSpec {
  readonly clusterIP?: string
  readonly selector: Labels
  readonly ports: readonly { readonly name: string; readonly port: number; readonly targetPort?: string | number }[]
}

export function judgeNetwork(manifests: readonly Manifest[]): readonly string[] {
  const policies = ofKind<Policy>(manifests, 'NetworkPolicy')
  const denied = policies.some(
    ({ spec }) =>
      Object.keys(spec.podSelector).length === 0 && spec.policyTypes.length === 2 && spec.ingress === undefined && spec.egress === undefined,
  )
  return [
    ...(denied ? [] : ['nothing denies what no policy allows']),
    ...policies.flatMap((policy) => judgePolicy(policy).map((problem) => `NetworkPolicy ${policy.metadata.name}: ${problem}`)),
    ...ofKind<ServiceSpec>(manifests, 'Service').flatMap((service) => judgeService(manifests, service)),
    ...workloads(manifests).flatMap((workload) => judgeEdges(manifests, workload)),
  ]
}

const privateNetworks = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16']

function judgePolicy({ spec }: { readonly spec: Policy }): string[] {
  return [
    ...(spec.ingress ?? []).flatMap((rule) => [...judgeRule(rule, rule.from), ...(isWide(rule.from) ? ['lets everybody in'] : [])]),
    ...(spec.egress ?? []).flatMap((rule) => [
      ...judgeRule(rule, rule.to),
      ...(reachesCluster(rule.to) ? ['lets out to the network of the cluster'] : []),
    ]),
  ]
}

function judgeRule(rule: Rule, peers: readonly Peer[] = []): string[] {
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

function judgeService(manifests: readonly Manifest[], { metadata, spec }: Manifest & { readonly spec: ServiceSpec }): string[] {
  const behind = workloads(manifests).filter(
    ({ manifest, labels }) => manifest.kind === 'Deployment' && selects({ matchLabels: spec.selector }, labels),
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

/** "dns:///sessions:7001" and "http://gateway:8080/…" are addresses of the mesh; databases and buses are not. */
const address = /^(?:dns:\/\/\/|https?:\/\/)([a-z-]+):(\d+)/

function judgeEdges(manifests: readonly Manifest[], { name, labels, pod }: Workload): string[] {
  const variables = pod.containers.flatMap((container) => container.env ?? [])
  return variables.flatMap((variable) => {
    const [, host, port] = address.exec(variable.value ?? '') ?? []
    if (host === undefined || host === 'localhost') return []
    const service = ofKind<ServiceSpec>(manifests, 'Service').find(({ metadata }) => metadata.name === host)
    if (service === undefined || !service.spec.ports.some((known) => known.port === Number(port)))
      return [`${name}: ${variable.name} names ${host}:${port}, which is not there`]
    const open = { from: labels, to: service.spec.selector, port: Number(port) }
    const problems: string[] = []
    if (!allows(manifests, 'egress', open)) problems.push(`${name} may not go out to ${host}:${port}`)
    if (!allows(manifests, 'ingress', open)) problems.push(`${host} does not let ${name} in at ${port}`)
    return problems
  })
}

interface Edge {
  readonly from: Labels
  readonly to: Labels
  readonly port: number
}

function allows(manifests: readonly Manifest[], way: 'ingress' | 'egress', { from, to, port }: Edge): boolean {
  const [mine, other] = way === 'egress' ? [from, to] : [to, from]
  return ofKind<Policy>(manifests, 'NetworkPolicy')
    .filter(({ spec }) => selects(spec.podSelector, mine))
    .flatMap(({ spec }) => spec[way] ?? [])
    .some((rule) => {
      const peers = (way === 'egress' ? rule.to : rule.from) ?? []
      const named = peers.some((peer) => peer.podSelector !== undefined && peer.namespaceSelector === undefined && selects(peer.podSelector, other))
      return named && (rule.ports ?? []).some((known) => known.port === port)
    })
}
