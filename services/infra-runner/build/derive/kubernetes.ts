/** A design as objects of Kubernetes: a namespace of its own with a quota, an account and the fences around it, and what runs in it. */
import { type Blueprint, type Component, zonesOf } from '../blueprint/blueprint.ts'
import type { Placement } from './terraform.ts'
import { coresOf, named } from './terraform-name.ts'

type Manifest = Readonly<Record<string, unknown>>

/** What runs in a cluster; the rest is somebody else's service, and not made. */
const kinds: Readonly<Partial<Record<Component['kind'], 'Deployment' | 'StatefulSet'>>> = {
  lb: 'Deployment',
  gateway: 'Deployment',
  service: 'Deployment',
  worker: 'Deployment',
  search: 'StatefulSet',
  'db.sql': 'StatefulSet',
  'db.kv': 'StatefulSet',
  cache: 'Deployment',
  queue: 'StatefulSet',
  stream: 'StatefulSet',
}
const port = 8080
/** What an operator puts in the place of: the image by digest, in which each component finds its name in QUINT_COMPONENT. */
const image = `design@sha256:${'0'.repeat(64)}`
const memoryMi = 256
const storageGi = 4
const user = 10_001

/** One list, in JSON: `kubectl apply -f` takes it. The same blueprint gives the same bytes. */
export function toKubernetes(blueprint: Blueprint, placement: Placement): string {
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifestsOf(blueprint, placement) }, null, 2)}\n`
}

export function manifestsOf(blueprint: Blueprint, placement: Placement): readonly Manifest[] {
  const made = blueprint.components.filter(({ kind }) => kinds[kind] !== undefined)
  return [
    ...fencesOf(made, placement),
    ...made.flatMap((component) => [networkOf(blueprint, component, placement), ...runningOf(blueprint, component, placement)]),
  ]
}

function metadata({ namespace, expires }: Placement, name: string, component?: string): Manifest {
  const labels = { 'app.kubernetes.io/part-of': 'quint-design', 'quint.dev/expires': expires, ...(component === undefined ? {} : chosen(component)) }
  return { name, namespace, labels }
}

const chosen = (component: string): Manifest => ({ 'app.kubernetes.io/component': component })

/** The namespace with everything that it may not do or take. */
function fencesOf(made: readonly Component[], placement: Placement): readonly Manifest[] {
  const cores = made.reduce((sum, one) => sum + coresOf(one) * one.replicas, 0)
  const pods = made.reduce((sum, { replicas }) => sum + replicas, 0)
  const memory = made.reduce((sum, one) => sum + memoryMi * coresOf(one) * one.replicas, 0)
  const stored = made.filter(({ kind }) => kinds[kind] === 'StatefulSet').reduce((sum, { replicas }) => sum + replicas, 0)
  const { namespace, expires } = placement
  const security = ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted'])
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        labels: { 'app.kubernetes.io/part-of': 'quint-design', 'quint.dev/expires': expires, ...Object.fromEntries(security) },
      },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata(placement, 'design'), automountServiceAccountToken: false },
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: metadata(placement, 'design'),
      spec: {
        hard: {
          pods: String(pods),
          'requests.cpu': `${cores * 250}m`,
          'limits.cpu': String(cores),
          'requests.memory': `${memory}Mi`,
          'limits.memory': `${memory}Mi`,
          'requests.storage': `${stored * storageGi}Gi`,
          persistentvolumeclaims: String(stored),
          'services.loadbalancers': '0',
          'services.nodeports': '0',
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: metadata(placement, 'design'),
      spec: {
        limits: [{ type: 'Container', default: { cpu: '1', memory: `${memoryMi}Mi` }, defaultRequest: { cpu: '250m', memory: `${memoryMi}Mi` } }],
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata(placement, 'nothing'),
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
  ]
}

const pods = (component: string): Manifest => ({ podSelector: { matchLabels: chosen(component) } })
const ports = [{ protocol: 'TCP', port }]
const names = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
}

/** Only along the links of the design, and from testers to where clients enter. */
function networkOf({ components, links }: Blueprint, { id }: Component, placement: Placement): Manifest {
  const kindOf = (other: string): Component['kind'] | undefined => components.find((one) => one.id === other)?.kind
  const runs = (other: string): boolean => kinds[kindOf(other) ?? 'client'] !== undefined
  const callers = [...new Set(links.filter(({ to, from }) => to === id && runs(from)).map(({ from }) => from))]
  const called = [...new Set(links.filter(({ from, to }) => from === id && runs(to)).map(({ to }) => to))]
  const entered = links.some(({ from, to }) => to === id && (kindOf(from) === 'client' || kindOf(from) === 'cdn'))
  const testers = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'quint' } }, ...pods('runner') }
  const from = [...callers.map(pods), ...(entered ? [testers] : [])]
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(placement, id, id),
    spec: {
      podSelector: { matchLabels: chosen(id) },
      policyTypes: ['Ingress', 'Egress'],
      ...(from.length === 0 ? {} : { ingress: [{ from, ports }] }),
      egress: [names, ...(called.length === 0 ? [] : [{ to: called.map(pods), ports }])],
    },
  }
}

function runningOf(blueprint: Blueprint, component: Component, placement: Placement): readonly Manifest[] {
  const { id, kind, replicas } = component
  const runs = kinds[kind] ?? 'Deployment'
  const about = metadata(placement, id, id)
  const selector = { matchLabels: chosen(id) }
  const template = { metadata: { labels: chosen(id) }, spec: podOf(blueprint, component, runs) }
  const claim = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: `${storageGi}Gi` } } } }
  const spec =
    runs === 'Deployment' ? { replicas, selector, template } : { replicas, serviceName: id, selector, template, volumeClaimTemplates: [claim] }
  return [
    { apiVersion: 'apps/v1', kind: runs, metadata: { ...about, annotations: { 'quint.dev/name': named(placement, id) } }, spec },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: about,
      spec: { clusterIP: 'None', selector: chosen(id), ports: [{ name: 'http', port, targetPort: 'http' }] },
    },
    ...(replicas === 1 ? [] : [{ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: about, spec: { maxUnavailable: 1, selector } }]),
  ]
}

function podOf(blueprint: Blueprint, component: Component, runs: 'Deployment' | 'StatefulSet'): Manifest {
  const cores = coresOf(component)
  const mounts = [{ name: 'tmp', mountPath: '/tmp' }, ...(runs === 'StatefulSet' ? [{ name: 'data', mountPath: '/data' }] : [])]
  const probe = { tcpSocket: { port: 'http' } }
  const spread = new Set(zonesOf(blueprint, component)).size > 1
  const zones = {
    maxSkew: 1,
    topologyKey: 'topology.kubernetes.io/zone',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: chosen(component.id) },
  }
  return {
    serviceAccountName: 'design',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: { runAsNonRoot: true, runAsUser: user, fsGroup: user, seccompProfile: { type: 'RuntimeDefault' } },
    ...(spread ? { topologySpreadConstraints: [zones] } : {}),
    containers: [
      {
        name: 'process',
        image,
        env: [{ name: 'QUINT_COMPONENT', value: component.id }],
        ports: [{ name: 'http', containerPort: port }],
        resources: {
          requests: { cpu: `${cores * 250}m`, memory: `${memoryMi * cores}Mi` },
          limits: { cpu: String(cores), memory: `${memoryMi * cores}Mi` },
        },
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        readinessProbe: probe,
        livenessProbe: { ...probe, initialDelaySeconds: 10 },
        volumeMounts: mounts,
      },
    ],
    volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
  }
}
