/** Ways to spoil the manifests of Redis and Kafka, and how they are called. */
import { drop, find, type Mutation, of, type Part, set } from './spoil.ts'

const inCluster = (name: string, change: Mutation['change'], says: RegExp): Mutation => ({ name, change, says, overlay: 'local' })

/** @param to what takes the place of a line of its configuration. */
const line = (from: string, to: string) => (manifests: Parameters<Mutation['change']>[0]) => {
  const data = find(manifests, 'ConfigMap/redis/data') as { 'redis.conf': string }
  data['redis.conf'] = data['redis.conf'].replace(from, to)
}

const gateway = 'Deployment/gateway/spec.template.spec.containers.0'
const plans = 'Deployment/plans/spec.template.spec.containers.0'
const without = (holder: Part, name: string): void => {
  holder.env = (holder.env as { name: string }[]).filter((variable) => variable.name !== name)
}

const redis: readonly Mutation[] = [
  of('gateways that count apart', (all) => without(find(all, gateway), 'REDIS_URL'), /gateway: each instance counts by itself/),
  of('models that each instance grants anew', (all) => without(find(all, plans), 'REDIS_URL'), /plans: each instance counts by itself/),
  of('an address of Redis without a way to it', set('NetworkPolicy/calls-redis/spec', 'egress', []), /gateway: may not go out to Redis/),
  of(
    'a way to Redis for whoever does not need it',
    set('Deployment/sessions/spec.template.metadata.labels', 'quint.dev/calls-redis', 'true'),
    /sessions: may go out to Redis/,
  ),
  of(
    'an address of Redis in the open',
    (all) => {
      without(find(all, gateway), 'REDIS_URL')
      const { env } = find(all, gateway) as { env: Part[] }
      env.push({ name: 'REDIS_URL', value: 'redis://redis' })
    },
    /REDIS_URL is a secret and stands in the open/,
  ),
  inCluster('a Redis that does not let its callers in', set('NetworkPolicy/redis/spec', 'ingress', []), /gateway: is not let in by Redis/),
  inCluster(
    'a Redis for the whole namespace',
    set('NetworkPolicy/redis/spec.ingress.0', 'from', [{ podSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'quint' } } }]),
    /redis: lets sessions in/,
  ),
  inCluster(
    'a Redis that calls others',
    set('NetworkPolicy/redis/spec', 'egress', [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 443 }] }]),
    /redis: may call others/,
  ),
  inCluster('two that count apart', set('StatefulSet/redis/spec', 'replicas', 2), /redis: is not alone/),
  inCluster(
    'a Redis without a liveness probe',
    set('StatefulSet/redis/spec.template.spec.containers.0', 'livenessProbe', undefined),
    /no livenessProbe/,
  ),
  inCluster(
    'a Redis that may run as root',
    set('StatefulSet/redis/spec.template.spec.securityContext', 'runAsNonRoot', false),
    /redis: may run as root/,
  ),
  inCluster('a Redis that drops whatever it likes', line('volatile-ttl', 'allkeys-random'), /drop first what would go first/),
  inCluster('a Redis that grows', line('maxmemory 192mb\n', ''), /grows until it is killed/),
  inCluster('a Redis that saves', line('save ""', 'save 60 1'), /writes what it holds to a disk/),
  inCluster('a Redis that keeps a log', line('appendonly no', 'appendonly yes'), /writes what it is told to a disk/),
  inCluster('a Redis that is a cluster', line('cluster-enabled no', 'cluster-enabled yes'), /speaks as a cluster/),
  inCluster('a Redis that is called in the open', line('port 0', 'port 6380'), /redis: is called in the open/),
  inCluster('a Redis without a sealed port', line('tls-port 6379\n', ''), /redis: is called in the open/),
  inCluster('a Redis that asks for no password', line('aclfile', '# aclfile'), /asks nobody for a password/),
  inCluster('a Redis without its configuration', set('ConfigMap/redis/metadata', 'name', 'x'), /the configuration redis-\w+ is not there/),
]

const listener = 'Kafka/kafka/spec.kafka.listeners.0'
const kafka: readonly Mutation[] = [
  of('a broker in the open', set(listener, 'tls', false), /listener tls is in the open/),
  of('a broker that asks for no password', set(listener, 'authentication', undefined), /does not ask for a password/),
  of('a broker with a login that the bus does not speak', set(listener, 'authentication', { type: 'tls' }), /does not ask for a password/),
  of('a broker without rules', set('Kafka/kafka/spec.kafka', 'authorization', undefined), /may do anything/),
  of('a way to an open port of a broker', set('NetworkPolicy/calls-bus/spec.egress.0.ports.0', 'port', 9092), /the bus is called in the open/),
  of('callers without a way to the broker', set('NetworkPolicy/calls-bus/spec', 'egress', []), /hints: may not go out to Kafka/),
  of('a broker that lets no caller in', set('NetworkPolicy/kafka/spec', 'ingress', []), /hints: is not let in by Kafka/),
  of(
    'a caller that believes any broker',
    (all) => {
      const spec = find(all, 'Deployment/hints/spec.template.spec') as { volumes: { name: string }[] }
      spec.volumes = spec.volumes.filter(({ name }) => name !== 'bus-authority')
    },
    /hints: cannot tell its brokers from others/,
  ),
  of('a user without a password', set('KafkaUser/mesh/spec', 'authentication', { type: 'tls' }), /KafkaUser mesh: has no password/),
  of(
    'a user that may do anything',
    set('KafkaUser/mesh/spec.authorization.acls.0', 'operations', ['All']),
    /KafkaUser mesh: may do more than read and write/,
  ),
  of('a user for whom no rule stands', set('KafkaUser/mesh/spec', 'authorization', undefined), /KafkaUser mesh: may do more/),
  of('no user', drop('KafkaUser', 'mesh'), /nobody may sign in to Kafka/),
]

export const engineMutations: readonly Mutation[] = [...redis, ...kafka]
