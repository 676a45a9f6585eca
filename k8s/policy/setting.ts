/** What processes are told: settings that exist, all that are required, and secrets by reference only. */
import { type Container, containersOf, type Manifest, type Variable, type Workload, workloads } from '../manifest.ts'

export interface KnownSetting {
  /** Undefined: the process does not start without it. */
  readonly fallback: string | undefined
  readonly secret: boolean
}

/** By the program that a container runs: "services/sessions/main.ts". */
export type KnownSettings = Readonly<Record<string, Readonly<Record<string, KnownSetting>>>>

export function judgeSettings(manifests: readonly Manifest[], known: KnownSettings): readonly string[] {
  const literal = manifests
    .filter(({ kind, data, stringData }) => kind === 'Secret' && (data !== undefined || stringData !== undefined))
    .map(({ metadata }) => `Secret ${metadata.name}: holds its values`)
  return [
    ...literal,
    ...workloads(manifests).flatMap(({ name, pod }) =>
      containersOf(pod).flatMap((container) => judgeContainer(container, known).map((problem) => `${name}/${container.name}: ${problem}`)),
    ),
    ...judgeKeys(manifests),
  ]
}

function judgeContainer(container: Container, known: KnownSettings): string[] {
  if (!isOurs(container)) return (container.env ?? []).flatMap(judgeForeign)
  const program = container.args?.[0] ?? ''
  const settings = known[program]
  if (settings === undefined) return [`the program "${program}" is unknown`]
  const given = new Map((container.env ?? []).map((variable) => [variable.name, variable]))
  const required = Object.entries(settings).filter(([name, setting]) => setting.fallback === undefined && !given.has(name))
  return [
    ...required.map(([name]) => `${name} is required`),
    ...[...given.values()].flatMap((variable) => judgeVariable(variable, settings[variable.name])),
  ]
}

function isOurs({ image }: Container): boolean {
  return /(^|\/)quint([:@]|$)/.test(image)
}

/** What programs of others are told is not known here, but by its name what is a secret. */
function judgeForeign({ name, valueFrom }: Variable): string[] {
  const secret = /PASS|SECRET(?!Y)|TOKEN|API_KEY|DATA_SOURCE|DSN/.test(name) && valueFrom?.secretKeyRef === undefined
  return secret ? [`${name} is a secret and stands in the open`] : []
}

function judgeVariable({ name, value, valueFrom }: Variable, setting: KnownSetting | undefined): string[] {
  if (setting === undefined) return [`${name} is no setting of this program`]
  if (setting.secret && valueFrom?.secretKeyRef === undefined) return [`${name} is a secret and stands in the open`]
  return value === undefined && valueFrom === undefined ? [`${name} has no value`] : []
}

/** Keys of configuration that are named must be there; secrets come from outside, see `secretsOf`. */
function judgeKeys(manifests: readonly Manifest[]): string[] {
  const maps = new Map(manifests.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata, data }) => [metadata.name, Object.keys(data ?? {})]))
  return workloads(manifests).flatMap(({ name, pod }) =>
    containersOf(pod)
      .flatMap((container) => container.env ?? [])
      .flatMap(({ valueFrom }) => valueFrom?.configMapKeyRef ?? [])
      .filter((reference) => maps.get(reference.name)?.includes(reference.key) !== true)
      .map((reference) => `${name}: ${reference.name} has no ${reference.key}`),
  )
}

/** Every secret that the manifests name and do not make, with its keys. A key of "" is the whole secret, mounted. */
export function secretsOf(manifests: readonly Manifest[]): ReadonlyMap<string, ReadonlySet<string>> {
  const made = new Set(manifests.flatMap(madeBy))
  const named = [...workloads(manifests).flatMap(namedBy), ...manifests.flatMap(passwordsOf)]
  const outside = named.filter(({ name }) => !made.has(name))
  return new Map(
    Array.from(
      Map.groupBy(outside, ({ name }) => name),
      ([name, keys]) => [name, new Set(keys.map(({ key }) => key))],
    ),
  )
}

interface NamedKey {
  readonly name: string
  readonly key: string
}

function namedBy({ pod }: Workload): NamedKey[] {
  const variables = containersOf(pod).flatMap((container) => container.env ?? [])
  const references = variables.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []).filter(({ optional }) => optional !== true)
  const mounts = (pod.volumes ?? []).flatMap(({ secret }) =>
    secret === undefined || secret.optional === true ? [] : [{ name: secret.secretName, key: '' }],
  )
  return [...references, ...mounts]
}

/** By cert-manager; by Strimzi and CloudNativePG for the authority of their servers. */
function madeBy({ kind, metadata, spec }: Manifest): string[] {
  if (kind === 'Certificate') return [(spec as { readonly secretName: string }).secretName]
  if (kind === 'Cluster') return [`${metadata.name}-ca`]
  return kind === 'Kafka' ? [`${metadata.name}-cluster-ca-cert`] : []
}

interface RoleHolder {
  readonly managed?: { readonly roles?: readonly { readonly passwordSecret: { readonly name: string } }[] }
  readonly authentication?: { readonly password?: { readonly valueFrom: { readonly secretKeyRef: NamedKey } } }
}

function passwordsOf({ kind, spec }: Manifest): NamedKey[] {
  const { managed, authentication } = (spec ?? {}) as RoleHolder
  if (kind === 'KafkaUser') return [authentication?.password?.valueFrom.secretKeyRef ?? []].flat()
  return kind === 'Cluster' ? (managed?.roles ?? []).map(({ passwordSecret }) => ({ name: passwordSecret.name, key: 'password' })) : []
}
