/** What instances share: who has its address reaches it and nobody else, and it keeps nothing that could be missed. */
import { containersOf, filesOf, type Labels, type Manifest, type Workload, workloads } from '../manifest.ts'
import { allows, rulesOf } from './edge.ts'

const port = 6379
/** Services that count for a learner, whichever instance answers. */
const counting = ['gateway', 'hints', 'plans', 'content']

export function judgeRedis(manifests: readonly Manifest[]): readonly string[] {
  const all = workloads(manifests)
  const servers = all.filter(({ pod }) => pod.containers.some(({ command }) => command?.[0] === 'redis-server'))
  return [
    ...all.flatMap((workload) => judgeCaller(manifests, workload, servers)),
    ...servers.flatMap((server) => judgeServer(manifests, server).map((problem) => `${server.name}: ${problem}`)),
  ]
}

function judgeCaller(manifests: readonly Manifest[], workload: Workload, servers: readonly Workload[]): string[] {
  const { name, manifest, pod } = workload
  const isTold = containersOf(pod).some(({ env }) => env?.some((variable) => variable.name === 'REDIS_URL'))
  const reaches = rulesOf(manifests, 'egress', workload).some((rule) => rule.ports?.some((known) => known.port === port))
  const problems: string[] = []
  if (manifest.kind === 'Deployment' && counting.includes(name) && !isTold) problems.push('each instance counts by itself, for REDIS_URL is not set')
  if (isTold && !reaches) problems.push('may not go out to Redis')
  if (isTold && !servers.every((server) => allows(manifests, 'ingress', { from: workload, to: server, port })))
    problems.push('is not let in by Redis')
  if (!isTold && reaches) problems.push('may go out to Redis, whose address it does not have')
  return problems.map((problem) => `${name}: ${problem}`)
}

/** Lines of redis.conf that must be there. */
const lines: readonly (readonly [line: RegExp, problem: string])[] = [
  [/^maxmemory \d+mb$/m, 'grows until it is killed'],
  [/^maxmemory-policy volatile-ttl$/m, 'does not drop first what would go first'],
  [/^save ""$/m, 'writes what it holds to a disk'],
  [/^appendonly no$/m, 'writes what it is told to a disk'],
  [/^cluster-enabled no$/m, 'speaks as a cluster, which callers do not'],
  [/^port 0$/m, 'is called in the open'],
  [/^tls-port 6379$/m, 'is called in the open'],
  [/^aclfile \//m, 'asks nobody for a password'],
]

function judgeServer(manifests: readonly Manifest[], server: Workload): string[] {
  const names = filesOf(server)
  const file = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && names.includes(metadata.name))?.data as Labels | undefined
  const problems = lines.filter(([line]) => !line.test(file?.['redis.conf'] ?? '')).map(([, problem]) => problem)
  if (rulesOf(manifests, 'egress', server).some((rule) => rule.ports?.some((known) => known.port !== 53))) problems.push('may call others')
  const others = workloads(manifests).filter(({ labels }) => labels['quint.dev/calls-redis'] !== 'true')
  for (const other of others) if (allows(manifests, 'ingress', { from: other, to: server, port })) problems.push(`lets ${other.name} in`)
  return problems
}
