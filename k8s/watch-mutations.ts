/** Ways to spoil what watches the mesh, and ways that nothing seals. */
import type { Manifest } from './manifest.ts'
import { drop, find, type Mutation, of, type Part, set } from './spoil.ts'

const sessions = 'Deployment/sessions/spec.template.spec.containers.0'

/** Of one variable of sessions. */
const told =
  (name: string, value: string | undefined) =>
  (manifests: Manifest[]): void => {
    const holder = find(manifests, sessions) as { env: { name: string; value?: string }[] }
    holder.env = holder.env.filter((known) => known.name !== name)
    if (value !== undefined) holder.env.push({ name, value })
  }

/** In the other namespace, where names are the same. */
const dropThere =
  (kind: string, name: string) =>
  (manifests: Manifest[]): void => {
    const at = manifests.findIndex(({ kind: known, metadata }) => known === kind && metadata.name === name && metadata.namespace === 'observability')
    if (at >= 0) manifests.splice(at, 1)
  }

const prometheus = 'StatefulSet/prometheus/spec.template.spec'

export const watchMutations: readonly Mutation[] = [
  of(
    'a process that is not observed',
    set('Deployment/sessions/spec.template.metadata.labels', 'quint.dev/is-observed', undefined),
    /sessions: is not observed/,
  ),
  of('metrics at another port', told('METRICS_PORT', '9465'), /another port than Prometheus asks/),
  of('metrics that are not told', told('METRICS_PORT', undefined), /another port than Prometheus asks/),
  of('metrics for itself alone', told('METRICS_HOST', '127.0.0.1'), /to itself alone/),
  of('traces for nobody', told('OTEL_EXPORTER_OTLP_ENDPOINT', undefined), /tells nobody of its traces/),
  of('traces for a collector that is not there', told('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318'), /collector:4318, which is not there/),
  of('a mesh that lets Prometheus not in', set('NetworkPolicy/is-observed/spec', 'ingress', []), /sessions: does not let Prometheus in/),
  of('a mesh whose traces do not get out', set('NetworkPolicy/is-observed/spec', 'egress', []), /sessions may not go out to collector:4318/),
  of('a Prometheus that may not ask', set('NetworkPolicy/prometheus/spec', 'egress', []), /Prometheus may not go out to it/),
  of('a collector that lets no traces in', set('NetworkPolicy/collector/spec', 'ingress', []), /collector does not let sessions in at 4318/),
  of('a collector that may not pass logs on', set('NetworkPolicy/collector/spec', 'egress', []), /collector may not go out to loki:3100/),
  of('a store that lets no traces in', set('NetworkPolicy/tempo/spec', 'ingress', []), /tempo does not let collector in at 4318/),
  of('an exporter that may not be asked', set('NetworkPolicy/postgres-exporter/spec', 'ingress', []), /postgres-exporter does not let prometheus in/),
  of('machines that may not be asked', set('NetworkPolicy/node-exporter/spec', 'ingress', []), /node-exporter does not let prometheus in at 9100/),
  of('a Grafana that may not draw', set('NetworkPolicy/grafana/spec', 'egress', []), /grafana may not go out to tempo:3200/),
  of('a database that may not be watched', dropThere('NetworkPolicy', 'calls-postgres'), /postgres-exporter: may not go out to PostgreSQL/),
  of(
    'a database that lets nobody watch',
    (all) => (find(all, 'NetworkPolicy/postgres/spec').ingress as Part[]).splice(1, 1),
    /is not let in by PostgreSQL/,
  ),
  of('no default of denial among those who watch', dropThere('NetworkPolicy', 'default-deny'), /nothing denies in observability/),
  of('a namespace of watchers for any pod', set('Namespace/observability/metadata', 'labels', {}), /Namespace observability: lets any pod in/),
  of('nobody who watches', drop('StatefulSet', 'prometheus'), /nobody watches/),
  of('a Prometheus that forgets before a budget is over', set(`${prometheus}.containers.0`, 'args', []), /forgets before/),
  of(
    'a store that selects other pods',
    set('StatefulSet/tempo/spec.selector.matchLabels', 'app.kubernetes.io/name', 'x'),
    /tempo: does not select its own pods/,
  ),
  of('two collectors that each see half a trace', set('StatefulSet/collector/spec', 'replicas', 2), /collector: is not alone/),
  of(
    'a watcher without a readiness probe',
    set('StatefulSet/loki/spec.template.spec.containers.0', 'readinessProbe', undefined),
    /loki: has no readinessProbe/,
  ),
  of(
    'a store that is killed while it starts',
    set('StatefulSet/loki/spec.template.spec.containers.0.livenessProbe.httpGet', 'path', '/ready'),
    /asks for readiness/,
  ),
  of(
    'a machine that is asked at no port',
    set('DaemonSet/node-exporter/spec.template.spec.containers.0', 'ports', []),
    /node-exporter: readinessProbe asks at a port/,
  ),
  of(
    'a watcher without requests',
    set('DaemonSet/node-exporter/spec.template.spec.containers.0', 'resources', {}),
    /node-exporter: requests no resources/,
  ),
  of('a watcher as root', set(`${prometheus}.securityContext`, 'runAsNonRoot', undefined), /prometheus: may run as root/),
  of(
    'a machine whose disk is mounted',
    (all) => (find(all, 'DaemonSet/node-exporter/spec.template.spec').volumes as Part[]).push({ name: 'host', hostPath: { path: '/' } }),
    /mounts the disk/,
  ),
  of('an image of others that may change', set(`${prometheus}.containers.0`, 'image', 'prom/prometheus:v3.5.0'), /not pinned by digest/),
  of(
    'metrics on whatever disk there is',
    set('StatefulSet/prometheus/spec.volumeClaimTemplates.0.spec', 'storageClassName', undefined),
    /StatefulSet prometheus: its disk may not be encrypted/,
  ),
  of(
    'a password of others in the open',
    set('StatefulSet/postgres-exporter/spec.template.spec.containers.0.env.0', 'valueFrom', undefined),
    /DATA_SOURCE_NAME is a secret/,
  ),
  of('a watcher that may read secrets', set('Role/prometheus/rules.0', 'resources', ['secrets']), /prometheus: may do more in the cluster/),
  of('a watcher that may change pods', set('Role/prometheus/rules.0', 'verbs', ['get', 'delete']), /prometheus: may do more in the cluster/),
  of('a watcher with the role of another', set('RoleBinding/prometheus/roleRef', 'name', 'admin'), /prometheus: may do more in the cluster/),
  of('a token that nothing needs', set('StatefulSet/grafana/spec.template.spec', 'automountServiceAccountToken', true), /grafana: holds a token/),
  of('a configuration that is not there', set('ConfigMap/tempo/metadata', 'name', 'x'), /tempo: the configuration tempo-\w+ is not there/),
  of(
    'a configuration of another namespace',
    set('ConfigMap/tempo/metadata', 'namespace', 'quint'),
    /tempo: the configuration tempo-\w+ is not there/,
  ),
  of('a configuration that is too large', set('ConfigMap/loki/data', 'more', 'x'.repeat(262_144)), /too large to be applied/),
  of(
    'a volume that is mounted nowhere',
    set('StatefulSet/tempo/spec.template.spec.containers.0', 'volumeMounts', []),
    /mounts its volume config nowhere/,
  ),
  of('a call in the open', told('SESSIONS_LISTEN_ADDRESS', 'http://gateway:8080/x'), /SESSIONS_LISTEN_ADDRESS is a way in the open/),
]
