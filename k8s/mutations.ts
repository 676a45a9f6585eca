/** Ways to spoil the manifests, each with what must be said of it. */

import { engineMutations } from './engine-mutations.ts'
import type { Manifest } from './manifest.ts'
import { placeMutations } from './place-mutations.ts'
import { drop, find, type Mutation, of, type Part, set } from './spoil.ts'
import { watchMutations } from './watch-mutations.ts'

const pod = 'Deployment/sessions/spec.template.spec'
const container = `${pod}.containers.0`

const runner = 'Deployment/runner/spec.template'

/** Changes one variable of sessions. */
const variable =
  (name: string, change: Part | undefined) =>
  (manifests: Manifest[]): void => {
    const holder = find(manifests, container) as { env: { name: string }[] }
    holder.env = holder.env.filter((known) => known.name !== name)
    if (change !== undefined) holder.env.push({ name, ...change })
  }

export const mutations: readonly Mutation[] = [
  of('a misspelled field', set(container, 'redinessProbe', {}), /must NOT have additional properties/),
  of('a number where a text belongs', set('Deployment/sessions/metadata.labels', 'app.kubernetes.io/name', 7), /must be/),
  of('an object of an unknown kind', set('Service/sessions', 'kind', 'Servce'), /is unknown/),
  of('a pod that may run as root', set(`${pod}.securityContext`, 'runAsNonRoot', undefined), /may run as root/),
  of('a pod without a seccomp profile', set(`${pod}.securityContext`, 'seccompProfile', undefined), /seccomp/),
  of('a pod in the network of its node', set(pod, 'hostNetwork', true), /shares namespaces/),
  of('a pod with a token for the API', set(pod, 'automountServiceAccountToken', true), /token for the API/),
  of('a pod with the account of everybody', set(pod, 'serviceAccountName', 'default'), /account of its own/),
  of(
    'a pod that mounts the disk of its node',
    (all) => (find(all, pod).volumes as Part[]).push({ name: 'disk', hostPath: { path: '/' } }),
    /mounts the disk/,
  ),
  of('a pod with variables of other services', set(pod, 'enableServiceLinks', undefined), /variables of other services/),
  of(
    'code of learners beside everything else',
    set('Deployment/sessions/spec.template.metadata.labels', 'quint.dev/runs-learners-code', 'true'),
    /nodes of its own/,
  ),
  of(
    "learners' code that is not said to be any",
    set(`${runner}.metadata.labels`, 'quint.dev/runs-learners-code', undefined),
    /runner: runs learners' code and does not say so/,
  ),
  of("learners' code on any node", set(`${runner}.spec`, 'nodeSelector', undefined), /runner: runs learners' code without/),
  of("learners' code on the kernel of its node", set(`${runner}.spec`, 'runtimeClassName', undefined), /runner: runs learners' code without/),
  of("learners' code that is not let onto its nodes", set(`${runner}.spec`, 'tolerations', []), /runner: runs learners' code and is not let onto/),
  of(
    "a service on the nodes of learners' code",
    set(pod, 'nodeSelector', { 'quint.dev/pool': 'learners-code' }),
    /sessions: is on the nodes of learners' code/,
  ),
  of(
    "a service that is let onto the nodes of learners' code",
    set(pod, 'tolerations', [{ key: 'quint.dev/pool', operator: 'Exists' }]),
    /sessions: is on the nodes/,
  ),
  of('a container that may raise its privileges', set(`${container}.securityContext`, 'allowPrivilegeEscalation', undefined), /raise its privileges/),
  of('a container that may write to its image', set(`${container}.securityContext`, 'readOnlyRootFilesystem', false), /write to its image/),
  of('a container that keeps capabilities', set(`${container}.securityContext`, 'capabilities', { drop: ['NET_RAW'] }), /keeps capabilities/),
  of('an init container that keeps capabilities', set(`${pod}.initContainers.0`, 'securityContext', {}), /keeps capabilities/),
  of('a container that requests nothing', set(`${container}.resources`, 'requests', undefined), /requests no resources/),
  of('a container without a limit of memory', set(`${container}.resources`, 'limits', { cpu: '1' }), /no limit of memory/),
  of('an image by tag', set(container, 'image', 'registry.example.com/quint:1.2'), /not pinned by digest/),
  of('no startup probe', set(container, 'startupProbe', undefined), /no startupProbe/),
  of('no readiness probe', set(container, 'readinessProbe', undefined), /no readinessProbe/),
  of('a liveness probe that fails with the database', set(`${container}.livenessProbe.grpc`, 'service', 'x'), /livenessProbe asks for readiness/),
  of('a readiness probe that asks for life', set(`${container}.readinessProbe.grpc`, 'service', ''), /asks for life only/),
  of('a probe at a port that is not there', set(`${container}.readinessProbe.grpc`, 'port', 9999), /port that is not there/),
  of('a rollout that takes an instance away', set('Deployment/sessions/spec.strategy.rollingUpdate', 'maxUnavailable', 1), /takes an instance away/),
  of(
    'a deployment that selects other pods',
    set('Deployment/sessions/spec.selector.matchLabels', 'app.kubernetes.io/name', 'x'),
    /select its own pods/,
  ),
  of('too little time to take leave', set(pod, 'terminationGracePeriodSeconds', 30), /killed before/),
  of('leave without a lead', variable('MESH_DRAIN_LEAD_MS', { value: '0' }), /closes before its callers/),
  of('no spread over zones', set(pod, 'topologySpreadConstraints', []), /not spread over topology/),
  of(
    'a spread of other pods',
    set(`${pod}.topologySpreadConstraints.0.labelSelector.matchLabels`, 'app.kubernetes.io/name', 'x'),
    /spreads other pods/,
  ),
  of('no autoscaler', drop('HorizontalPodAutoscaler', 'sessions'), /no autoscaler/),
  of('replicas beside an autoscaler', set('Deployment/sessions/spec', 'replicas', 3), /beside its autoscaler/),
  of('one instance alone', set('HorizontalPodAutoscaler/sessions/spec', 'minReplicas', 1), /one instance alone/),
  of('no disruption budget', drop('PodDisruptionBudget', 'sessions'), /no disruption budget/),
  of('a disruption of several', set('PodDisruptionBudget/sessions/spec', 'maxUnavailable', 2), /several instances/),
  of('a job that may go on for ever', set('Job/sessions-migration/spec', 'activeDeadlineSeconds', undefined), /for ever/),
  of('no default of denial', drop('NetworkPolicy', 'default-deny'), /nothing denies/),
  of('a policy for everybody', set('NetworkPolicy/sessions/spec.ingress.0', 'from', [{ ipBlock: { cidr: '0.0.0.0/0' } }]), /lets everybody in/),
  of('a policy without a peer', set('NetworkPolicy/sessions/spec.ingress.0', 'from', []), /names no peer/),
  of('a policy without a port', set('NetworkPolicy/sessions/spec.ingress.0', 'ports', []), /names no port/),
  of('a way out to the network of the cluster', set('NetworkPolicy/hints/spec.egress.1.to.0.ipBlock', 'except', []), /network of the cluster/),
  of('a caller that is not let in', set('NetworkPolicy/sessions/spec', 'ingress', []), /sessions does not let gateway in/),
  of('a caller that may not go out', set('NetworkPolicy/sessions/spec', 'egress', []), /sessions may not go out to hints/),
  of('an address that is not there', variable('HINTS_ADDRESS', { value: 'dns:///hint:7002' }), /which is not there/),
  of('a Service of calls with one address', set('Service/sessions/spec', 'clusterIP', undefined), /not headless/),
  of('a Service of nobody', set('Service/sessions/spec.selector', 'app.kubernetes.io/name', 'x'), /is 0 deployments/),
  of('a Service of a port that is not there', set('Service/sessions/spec.ports.0', 'targetPort', 'http'), /no container has the port/),
  of('a misspelled setting', variable('SESSIONS_LISTEN_ADRESS', { value: 'x' }), /is no setting/),
  of('a setting that is left out', variable('SESSIONS_SERVICE_KEY', undefined), /SESSIONS_SERVICE_KEY is required/),
  of('a secret in the open', variable('SESSIONS_DATABASE_URL', { value: 'postgres://u:p@h/d' }), /stands in the open/),
  of('a key of configuration that is not there', set('ConfigMap/mesh', 'data', {}), /has no public-url/),
  of('a program that is not there', set(container, 'args', ['services/session/main.ts']), /is unknown/),
  of('a secret with its values', (all) => all.push(secretInTheOpen), /holds its values/),
  of('calls in the open', variable('MESH_TLS_DIR', undefined), /calls are in the open/),
  of('a certificate that nobody makes', drop('Certificate', 'sessions'), /nobody makes the certificate/),
  of('a certificate of another name', set('Certificate/sessions/spec', 'dnsNames', ['hints']), /bears another name/),
  of('a certificate for servers only', set('Certificate/sessions/spec', 'usages', ['server auth']), /not for client auth/),
  of('a key that stays', set('Certificate/sessions/spec.privateKey', 'rotationPolicy', 'Never'), /key stays/),
  of('a certificate that is renewed too late', set('Certificate/sessions/spec', 'renewBefore', '1h'), /too late/),
  of(
    'a database whose authority is unknown',
    set('Job/sessions-migration/spec.template.spec.containers.0', 'volumeMounts', []),
    /authority of its database/,
  ),
  of('a namespace for any pod', set('Namespace/quint/metadata', 'labels', {}), /lets any pod in/),
  of('a door without TLS', set('Ingress/gateway/spec', 'tls', []), /without TLS/),
  of('a door that buffers streams', set('Ingress/gateway/metadata.annotations', 'nginx.org/proxy-buffering', 'true'), /proxy-buffering/),
  of('a door that cuts quiet sockets', set('Ingress/gateway/metadata.annotations', 'nginx.org/proxy-read-timeout', '60s'), /read-timeout/),
  of('a door without HSTS', set('Ingress/gateway/metadata.annotations', 'nginx.org/hsts', 'false'), /hsts is not/),
  of('a door with older TLS', set('ConfigMap/nginx-config/data', 'ssl-protocols', 'TLSv1.2 TLSv1.3'), /older TLS/),
  of('a door without HTTP/2', set('ConfigMap/nginx-config/data', 'http2', 'false'), /HTTP\/2/),
  of('disks in the open', set('StorageClass/quint-encrypted/parameters', 'encrypted', 'false'), /does not encrypt/),
  of('a disk of a class that nobody makes', set('Cluster/postgres/spec.storage', 'storageClass', 'standard'), /nobody makes the storage class/),
  of('a disk of whatever class there is', set('KafkaNodePool/nodes/spec', 'storage', { type: 'ephemeral' }), /may not be encrypted/),
  ...placeMutations,
  ...engineMutations,
  ...watchMutations,
]

const secretInTheOpen: Manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, stringData: { password: 'x' } }
