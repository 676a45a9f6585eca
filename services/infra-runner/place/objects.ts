/** A ground as objects of Kubernetes: a namespace of its own with a quota, an account and the fences around it, and a pod for each seat. */
import type { SeatPlan } from './place.ts'

export interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels: Labels }
  readonly [part: string]: unknown
}

type Labels = Readonly<Record<string, string>>

export interface Furnishing {
  /** By digest, with an agent in it. */
  readonly image: string
  /** Of seats that run learners' code, with the nodes that are kept for it; empty: as any other. */
  readonly runtimeClass: string
  /** Where the runner is: the label `app.kubernetes.io/name` of its pods is `runner`. */
  readonly runnerNamespace: string
  /** The database of designs as addresses; empty: pods of the runner's namespace with the label `quint.dev/holds-designs`. */
  readonly databaseNetwork: string
  readonly databasePort: number
}

export interface Grounding {
  /** Of Kubernetes. */
  readonly namespace: string
  /** Of this opening alone. */
  readonly holder: string
  /** As a label; a sweep goes by it. */
  readonly expires: string
  /** After so long pods are ended by their node. */
  readonly seconds: number
  readonly seats: readonly SeatPlan[]
  /** What agents are told in secret. */
  readonly secret: Readonly<Record<'token' | 'certificate' | 'key', string>>
}

export interface GroundObjects {
  readonly namespace: Manifest
  /** Before any pod. */
  readonly fences: readonly Manifest[]
  readonly pods: readonly Manifest[]
}

/** What is ours is found by it. */
export const part = 'quint-place'
export const partLabel = 'app.kubernetes.io/part-of'
export const expiresLabel = 'quint.dev/expires'
export const holderLabel = 'quint.dev/holder'
const seatLabel = 'app.kubernetes.io/component'
const zoneLabel = 'quint.dev/zone'
const learnersLabel = 'quint.dev/runs-learners-code'
const pool = 'quint.dev/pool'
const learnersPool = 'learners-code'

export const agentPort = 7010
/** What runs at a seat listens on ports from the first to the last. */
export const firstPort = 7011
export const lastPort = 8110

const user = 65_532
const scratchMi = 256
/** What a learner's program may keep, what was built of it, and what its compiler keeps. */
const learnersScratchMi = 1024
const scratchOf = ({ runsLearnersCode }: SeatPlan): number => (runsLearnersCode ? learnersScratchMi : scratchMi)
/** A kernel of its own takes something of its own. */
const overhead = { milli: 250, mebibytes: 128 }

export function objectsOf(grounding: Grounding, furnishing: Furnishing): GroundObjects {
  const { namespace, holder, expires, seats } = grounding
  const security = ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted'])
  const labels = { [partLabel]: part, [expiresLabel]: expires, [holderLabel]: holder, ...Object.fromEntries(security) }
  return {
    namespace: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
    fences: [
      ...limitsOf(grounding, furnishing),
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: about(grounding, 'nothing'), spec: denial },
      ...seats.map((seat) => networkOf(seat, grounding, furnishing)),
    ],
    pods: seats.map((seat) => podOf(seat, grounding, furnishing)),
  }
}

function about({ namespace, expires }: Grounding, name: string, more: Labels = {}): Manifest['metadata'] {
  return { name, namespace, labels: { [partLabel]: part, [expiresLabel]: expires, ...more } }
}

const denial = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }
const milliOf = ({ cores }: SeatPlan): number => Math.round(cores * 1000)

/** What the seats take together, and nothing else: no disk, no door. */
function limitsOf(grounding: Grounding, { runtimeClass }: Furnishing): readonly Manifest[] {
  const { seats, secret } = grounding
  const sum = (of: (seat: SeatPlan) => number): number => seats.reduce((all, seat) => all + of(seat), 0)
  const sandboxed = runtimeClass === '' ? 0 : seats.filter(({ runsLearnersCode }) => runsLearnersCode).length
  const memory = sum(({ memoryMiB }) => memoryMiB) + sandboxed * overhead.mebibytes
  const hard = {
    pods: String(seats.length),
    'requests.cpu': `${Math.ceil(sum(milliOf) / 4) + sandboxed * overhead.milli}m`,
    'limits.cpu': `${sum(milliOf) + sandboxed * overhead.milli}m`,
    'requests.memory': `${memory}Mi`,
    'limits.memory': `${memory}Mi`,
    'limits.ephemeral-storage': `${sum(scratchOf)}Mi`,
    persistentvolumeclaims: '0',
    services: '0',
    'services.loadbalancers': '0',
    'services.nodeports': '0',
  }
  const usual = { cpu: '250m', memory: '128Mi', 'ephemeral-storage': `${scratchMi}Mi` }
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: about(grounding, 'seat'), automountServiceAccountToken: false },
    { apiVersion: 'v1', kind: 'ResourceQuota', metadata: about(grounding, 'ground'), spec: { hard } },
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: about(grounding, 'ground'),
      spec: { limits: [{ type: 'Container', default: usual, defaultRequest: usual }] },
    },
    { apiVersion: 'v1', kind: 'Secret', metadata: about(grounding, 'agent'), type: 'Opaque', stringData: { ...secret } },
  ]
}

const inNamespace = (name: string): object => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } })
const seatsNamed = (ids: readonly string[]): readonly object[] => ids.map((id) => ({ podSelector: { matchLabels: { [seatLabel]: id } } }))
const listened = [{ protocol: 'TCP', port: firstPort, endPort: lastPort }]
const names = {
  to: [{ ...inNamespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
}

/** In from the runner and from the seats that call it; out to those it calls, and to the database where it uses one. */
function networkOf(seat: SeatPlan, grounding: Grounding, furnishing: Furnishing): Manifest {
  const callers = grounding.seats.filter(({ calls }) => calls.includes(seat.id)).map(({ id }) => id)
  const runner = { ...inNamespace(furnishing.runnerNamespace), podSelector: { matchLabels: { 'app.kubernetes.io/name': 'runner' } } }
  const ingress = [
    { from: [runner], ports: [{ protocol: 'TCP', port: agentPort, endPort: lastPort }] },
    ...(callers.length === 0 ? [] : [{ from: seatsNamed(callers), ports: listened }]),
  ]
  const egress = [
    ...(seat.calls.length === 0 ? [] : [{ to: seatsNamed(seat.calls), ports: listened }]),
    // Only a database has a name.
    ...(seat.usesDatabase ? [names, { to: [databaseOf(furnishing)], ports: [{ protocol: 'TCP', port: furnishing.databasePort }] }] : []),
  ]
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: about(grounding, `seat-${seat.id}`, { [seatLabel]: seat.id }),
    spec: {
      podSelector: { matchLabels: { [seatLabel]: seat.id } },
      policyTypes: ['Ingress', 'Egress'],
      ingress,
      ...(egress.length === 0 ? {} : { egress }),
    },
  }
}

function databaseOf({ databaseNetwork, runnerNamespace }: Furnishing): object {
  if (databaseNetwork !== '') return { ipBlock: { cidr: databaseNetwork } }
  return { ...inNamespace(runnerNamespace), podSelector: { matchLabels: { 'quint.dev/holds-designs': 'true' } } }
}

function podOf(seat: SeatPlan, grounding: Grounding, furnishing: Furnishing): Manifest {
  const learners = seat.runsLearnersCode ? { [learnersLabel]: 'true' } : {}
  const apart = seat.runsLearnersCode && furnishing.runtimeClass !== ''
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: about(grounding, seat.id, { [seatLabel]: seat.id, [zoneLabel]: seat.zone, ...learners }),
    spec: {
      ...(apart
        ? {
            runtimeClassName: furnishing.runtimeClass,
            nodeSelector: { [pool]: learnersPool },
            tolerations: [{ key: pool, operator: 'Equal', value: learnersPool, effect: 'NoSchedule' }],
          }
        : {}),
      restartPolicy: 'Never',
      activeDeadlineSeconds: grounding.seconds,
      // Nothing in it is worth waiting for.
      terminationGracePeriodSeconds: 2,
      serviceAccountName: 'seat',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, runAsUser: user, runAsGroup: user, fsGroup: user, seccompProfile: { type: 'RuntimeDefault' } },
      affinity: awayFromOtherZones(seat),
      containers: [agentOf(seat, furnishing)],
      volumes: [{ name: 'work', emptyDir: { sizeLimit: `${scratchOf(seat)}Mi` } }],
    },
  }
}

/** Zones of the design are zones of the cluster, as far as it has as many. */
function awayFromOtherZones({ zone }: SeatPlan): object {
  const others = {
    labelSelector: { matchExpressions: [{ key: zoneLabel, operator: 'NotIn', values: [zone] }] },
    topologyKey: 'topology.kubernetes.io/zone',
  }
  return { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: others }] } }
}

function agentOf(seat: SeatPlan, { image }: Furnishing): object {
  const secret = (name: string, key: string): object => ({ name, valueFrom: { secretKeyRef: { name: 'agent', key } } })
  const memory = `${seat.memoryMiB}Mi`
  const storage = { 'ephemeral-storage': `${scratchOf(seat)}Mi` }
  return {
    name: 'agent',
    image,
    imagePullPolicy: 'IfNotPresent',
    args: ['services/infra-runner/agent/main.ts'],
    env: [
      // Of the pod alone: what its processes listen on is nobody else's.
      { name: 'AGENT_HOST', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      { name: 'AGENT_PORT', value: String(agentPort) },
      secret('AGENT_TOKEN', 'token'),
      secret('AGENT_CERTIFICATE', 'certificate'),
      secret('AGENT_KEY', 'key'),
    ],
    ports: [{ name: 'agent', containerPort: agentPort }],
    readinessProbe: { tcpSocket: { port: 'agent' }, periodSeconds: 1, timeoutSeconds: 2, failureThreshold: 3 },
    resources: {
      requests: { cpu: `${Math.ceil(milliOf(seat) / 4)}m`, memory, ...storage },
      limits: { cpu: `${milliOf(seat)}m`, memory, ...storage },
    },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts: [{ name: 'work', mountPath: '/tmp' }],
  }
}
