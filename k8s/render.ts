/** Renders an overlay with kustomize, and checks each object against the schema of its kind, offline. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { parseAllDocuments } from 'yaml'
import { run } from '../gate/command.ts'
import type { Manifest } from './manifest.ts'

/** Whichever is installed; the last is built from its sources once. */
const renderers: readonly (readonly string[])[] = [
  ['kubectl', 'kustomize'],
  ['kustomize', 'build'],
  ['go', 'run', 'sigs.k8s.io/kustomize/kustomize/v5@v5.5.0', 'build'],
]

/** @param folder beside this file. */
export async function render(folder: string): Promise<readonly Manifest[]> {
  for (const renderer of renderers) {
    const outcome = await run([...renderer, path.join(import.meta.dirname, folder)]).catch(() => undefined)
    if (outcome === undefined) continue
    if (outcome.code !== 0) throw new Error(`${folder} could not be rendered: ${outcome.output}`)
    return parseAllDocuments(outcome.output).map((document) => document.toJS() as Manifest)
  }
  throw new Error('kubectl, kustomize or go is needed to render the manifests')
}

/** Kinds of operators, whose schemas come with them. */
const customKinds: ReadonlySet<string> = new Set([
  'cert-manager.io/v1 Certificate',
  'cert-manager.io/v1 Issuer',
  'postgresql.cnpg.io/v1 Cluster',
  'postgresql.cnpg.io/v1 ScheduledBackup',
  'kafka.strimzi.io/v1 Kafka',
  'kafka.strimzi.io/v1 KafkaNodePool',
  'kafka.strimzi.io/v1 KafkaUser',
])

const file = path.join(import.meta.dirname, 'kubernetes-1.33.json')
let checks: ReadonlyMap<string, ValidateFunction> | undefined

/** @returns what does not fit, a line each. An object of a kind that nobody knows does not fit. */
export function judgeSchema(manifests: readonly Manifest[]): readonly string[] {
  checks ??= compile()
  return manifests.flatMap((manifest) => {
    const kind = `${manifest.apiVersion} ${manifest.kind}`
    const name = `${manifest.kind} ${manifest.metadata.name}`
    if (customKinds.has(kind)) return []
    const check = checks?.get(kind)
    if (check === undefined) return [`${name}: the kind ${kind} is unknown`]
    if (check(manifest)) return []
    return (check.errors ?? []).map((error) => `${name}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
  })
}

function compile(): ReadonlyMap<string, ValidateFunction> {
  const { kinds, $defs } = JSON.parse(readFileSync(file, 'utf8')) as { kinds: Record<string, object>; $defs: object }
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
  return new Map(Object.entries(kinds).map(([kind, schema]) => [kind, ajv.compile({ ...schema, $defs })]))
}
