/** Says whom the difference between the released contracts and those here would hurt, and fails when it may not be made. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { FileRegistry } from '@bufbuild/protobuf'
import { type Annotation, breakingChanges, breakingConfig, buildImage } from './buf.ts'
import { type Change, changesBetween, type Verdict } from './changes.ts'
import { type Consumer, consumersFolder, readConsumers, unknownReadings } from './consumers.ts'
import { contractOf } from './contract.ts'
import { readImage } from './descriptors.ts'
import { type Register, register } from './events.ts'
import { faultsOf } from './faults.ts'
import { type Notice, notices } from './notices.ts'

export interface Release {
  readonly registry: FileRegistry
  readonly register: Register
}

interface Comparing {
  readonly before: Release
  readonly after: Release
  readonly consumers: readonly Consumer[]
  /** What buf says of the same two. */
  readonly annotations: readonly Annotation[]
}

export interface Impact {
  /** refused: what is there now breaks a rule of the house, whatever was there before. */
  readonly verdict: Verdict | 'refused'
  /** Teams that a change would hurt, sorted. */
  readonly hurts: readonly string[]
  readonly faults: readonly string[]
  readonly changes: readonly Change[]
  readonly annotations: readonly Annotation[]
}

export function impactOf({ before, after, consumers, annotations }: Comparing): Impact {
  const broken = faultsOf(after.registry, after.register)
  const nowhere = { changes: [], hurts: [], annotations }
  if (broken.length > 0) return { verdict: 'refused', faults: broken, ...nowhere }
  const contract = contractOf(after.registry, after.register)
  const changes = changesBetween(contractOf(before.registry, before.register), contract, consumers)
  const hurts = [...new Set(changes.flatMap((change) => change.hurts))].sort()
  const verdict = annotations.length > 0 ? 'breaking' : worst(changes)
  const faults = verdict === 'breaking' ? [] : unknownReadings(consumers, contract)
  return { verdict: faults.length > 0 ? 'refused' : verdict, hurts, faults, changes, annotations }
}

function worst(changes: readonly Change[]): Verdict {
  if (changes.some(({ verdict }) => verdict === 'breaking')) return 'breaking'
  return changes.some(({ verdict }) => verdict === 'notice') ? 'notice' : 'free'
}

/** @returns whether the change may be made, given what was announced. */
export function mayPass(impact: Impact, announced: readonly Notice[]): boolean {
  if (impact.verdict === 'breaking' || impact.verdict === 'refused') return false
  return impact.changes.every(({ id, verdict }) => verdict === 'free' || announced.some(({ change }) => change === id))
}

export function report({ faults, annotations, changes }: Impact, announced: readonly Notice[]): string {
  const lines = changes.map(({ id, verdict, hurts, says }) => {
    const told = announced.find(({ change }) => change === id)
    const whom = hurts.length > 0 ? `hurts ${hurts.join(', ')}` : 'hurts nobody registered'
    if (verdict === 'free') return `free      ${says}`
    if (verdict === 'notice')
      return told ? `notice    ${says} (${whom}; announced ${told.announced})` : `notice    ${says} (${whom}): write "${id}" in catalogue/notices.ts`
    return `breaking  ${says} (${whom}): publish it on a new major topic beside the old one`
  })
  return [
    ...faults.map((fault) => `refused   ${fault}`),
    ...annotations.map(({ path: file, rule, message }) => `breaking  ${file} ${message} (${rule})`),
    ...lines,
  ].join('\n')
}

export interface Files {
  /** An image, as `buf build -o` writes it. */
  readonly before: string
  readonly after: string
  /** The register at the time of `before`, as release.ts writes it. */
  readonly register: string
  /** The folder of the files <team>.yaml. */
  readonly consumers: string
}

export async function compareFiles(files: Files): Promise<Impact> {
  const [before, after, known] = await Promise.all([readFile(files.before), readFile(files.after), readFile(files.register, 'utf8')])
  return impactOf({
    before: { registry: readImage(before), register: JSON.parse(known) as Register },
    after: { registry: readImage(after), register },
    consumers: await readConsumers(files.consumers),
    annotations: await breakingChanges({ before: files.before, after: files.after, config: await breakingConfig() }),
  })
}

async function main(): Promise<void> {
  const root = path.join(import.meta.dirname, '..')
  const { values } = parseArgs({
    options: {
      before: { type: 'string', default: path.join(root, 'proto', 'released.binpb') },
      after: { type: 'string' },
      register: { type: 'string', default: path.join(import.meta.dirname, 'released.json') },
      consumers: { type: 'string', default: consumersFolder },
    },
  })
  await using built = await buildImage(root)
  const impact = await compareFiles({ ...values, after: values.after ?? built.file })
  console.log(report(impact, notices) || 'nothing has changed')
  process.exitCode = mayPass(impact, notices) ? 0 : 1
}

if (import.meta.main) await main()
