/** What is sealed: calls by certificates of the mesh, the door by TLS, disks by encryption, the namespace by Pod Security. */
import { type Container, containersOf, type Manifest, ofKind, type Workload, workloads } from '../manifest.ts'

interface Certificate {
  readonly secretName: string
  readonly dnsNames?: readonly string[]
  readonly usages?: readonly string[]
  readonly duration: string
  readonly renewBefore: string
  readonly privateKey?: { readonly rotationPolicy?: string }
  readonly isCA?: boolean
}

export function judgeSeals(manifests: readonly Manifest[]): readonly string[] {
  return [
    ...workloads(manifests).flatMap((workload) => judgeCalls(manifests, workload)),
    ...workloads(manifests).flatMap(judgeAuthority),
    ...judgeNamespaces(manifests),
    ...judgeDoor(manifests),
    ...judgeDisks(manifests),
  ]
}

function judgeCalls(manifests: readonly Manifest[], { name, manifest, pod }: Workload): string[] {
  if (manifest.kind !== 'Deployment') return []
  return pod.containers.flatMap((container) => {
    const variables = container.env ?? []
    const calls =
      variables.some(({ value }) => value?.startsWith('dns:///') === true) || container.ports?.some((port) => port.name === 'calls') === true
    if (!calls) return []
    const folder = variables.find((variable) => variable.name === 'MESH_TLS_DIR')?.value
    const mount = container.volumeMounts?.find(({ mountPath }) => mountPath === folder)
    const secret = pod.volumes?.find((volume) => volume.name === mount?.name)?.secret?.secretName
    if (secret === undefined) return [`${name}: its calls are in the open`]
    const certificate = ofKind<Certificate>(manifests, 'Certificate').find(({ spec }) => spec.secretName === secret)?.spec
    if (certificate === undefined) return [`${name}: nobody makes the certificate in ${secret}`]
    return judgeCertificate(certificate, name).map((problem) => `${name}: ${problem}`)
  })
}

/** Where the address of the database names the file of its authority. */
const authorityFolder = '/etc/quint/postgres'

function judgeAuthority({ name, pod }: Workload): string[] {
  const asks = ({ env }: Container): boolean => env?.some(({ valueFrom }) => valueFrom?.secretKeyRef?.name.endsWith('-database') === true) === true
  const knows = ({ volumeMounts }: Container): boolean => volumeMounts?.some(({ mountPath }) => mountPath === authorityFolder) === true
  return containersOf(pod).flatMap((container) =>
    asks(container) && !knows(container) ? [`${name}/${container.name}: does not know the authority of its database`] : [],
  )
}

function judgeCertificate({ dnsNames, usages, privateKey, duration, renewBefore }: Certificate, name: string): string[] {
  const problems: string[] = []
  if (dnsNames?.join() !== name) problems.push('its certificate bears another name')
  for (const usage of ['server auth', 'client auth']) if (usages?.includes(usage) !== true) problems.push(`its certificate is not for ${usage}`)
  if (privateKey?.rotationPolicy !== 'Always') problems.push('its key stays when its certificate is renewed')
  if (Number.parseInt(renewBefore, 10) * 3 < Number.parseInt(duration, 10)) problems.push('its certificate is renewed too late')
  return problems
}

function judgeNamespaces(manifests: readonly Manifest[]): string[] {
  return manifests
    .filter(({ kind, metadata }) => kind === 'Namespace' && metadata.labels?.['pod-security.kubernetes.io/enforce'] !== 'restricted')
    .map(({ metadata }) => `Namespace ${metadata.name}: lets any pod in`)
}

interface IngressSpec {
  readonly tls?: readonly { readonly hosts: readonly string[] }[]
  readonly rules: readonly { readonly host?: string }[]
}

/** Annotations of the door and what they must be. */
const doorSettings: readonly (readonly [name: string, fits: (value: string) => boolean])[] = [
  ['ingress.kubernetes.io/ssl-redirect', (value) => value === 'true'],
  ['nginx.org/hsts', (value) => value === 'true'],
  ['nginx.org/hsts-max-age', (value) => Number(value) >= 31_536_000],
  ['nginx.org/proxy-buffering', (value) => value === 'false'],
  ['nginx.org/proxy-read-timeout', (value) => Number.parseInt(value, 10) >= 3600],
  ['nginx.org/proxy-send-timeout', (value) => Number.parseInt(value, 10) >= 3600],
  ['nginx.org/websocket-services', (value) => value === 'gateway'],
]

function judgeDoor(manifests: readonly Manifest[]): string[] {
  const controller = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'nginx-config')?.data as
    | Readonly<Record<string, string>>
    | undefined
  return ofKind<IngressSpec>(manifests, 'Ingress').flatMap(({ metadata, spec }) => {
    const problems = doorSettings
      .filter(([name, fits]) => !fits(metadata.annotations?.[name] ?? ''))
      .map(([name]) => `the door's ${name} is not what it must be`)
    const sealed = new Set(spec.tls?.flatMap((tls) => tls.hosts))
    for (const { host } of spec.rules) if (host === undefined || !sealed.has(host)) problems.push(`the door's host ${host} is without TLS`)
    if (controller?.['ssl-protocols'] !== 'TLSv1.3') problems.push('the door speaks older TLS than 1.3')
    if (controller?.http2 !== 'true') problems.push('the door does not speak HTTP/2')
    return problems
  })
}

/** Storage classes that are named, wherever an operator takes them. */
function* classesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, part] of Object.entries(value)) {
    if ((name === 'storageClass' || name === 'storageClassName' || name === 'class') && typeof part === 'string') yield part
    else yield* classesIn(part)
  }
}

function judgeDisks(manifests: readonly Manifest[]): string[] {
  const classes = manifests.filter(({ kind }) => kind === 'StorageClass')
  const open = classes
    .filter(({ parameters }) => {
      const { encrypted, 'disk-encryption-kms-key': key } = (parameters ?? {}) as Readonly<Record<string, string>>
      return encrypted !== 'true' && (key ?? '') === ''
    })
    .map(({ metadata }) => `StorageClass ${metadata.name}: does not encrypt`)
  const named = manifests.flatMap((manifest) => [...classesIn(manifest.spec)].map((name) => ({ manifest, name })))
  const unknown = named
    .filter(({ name }) => !classes.some(({ metadata }) => metadata.name === name))
    .map(({ manifest, name }) => `${manifest.kind} ${manifest.metadata.name}: nobody makes the storage class ${name}`)
  return [...open, ...unknown]
}

/** Where learners' data stays: every disk names its class, so that none falls to one that does not encrypt. */
export function judgeStores(manifests: readonly Manifest[]): readonly string[] {
  const stores = manifests.filter(({ kind }) => ['Cluster', 'KafkaNodePool', 'StatefulSet', 'PersistentVolumeClaim'].includes(kind))
  return stores
    .filter(({ kind, spec }) => kind !== 'StatefulSet' || (spec as { volumeClaimTemplates?: unknown }).volumeClaimTemplates !== undefined)
    .filter(({ spec }) => [...classesIn(spec)].length === 0)
    .map(({ kind, metadata }) => `${kind} ${metadata.name}: its disk may not be encrypted`)
}
