/** What may be asked of the lab: checked before anything is written down. */
import { randomInt } from 'node:crypto'
import type { StartLabRunRequest } from '@quint/proto/gen/quint/runner/v1/lab.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isText } from '@quint/runtime/text.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { nativeToolchains } from '../process/toolchains.ts'
import { faultNames, type LabLanguage, type LabRun, type LabStyle, lessons } from '../run.ts'

const mostSourceBytes = 64 * 1024
/** What JSON and JavaScript count exactly. */
const mostSeed = 2 ** 53 - 1
const drawnSeeds = 2 ** 31
const languages = ['javascript', 'typescript', 'python', 'c', 'cpp', 'java', 'go', 'rust'] as const
const styles = ['sdk', 'maelstrom', 'grpc'] as const
const inVirtualTime: ReadonlySet<string> = new Set(['javascript', 'typescript', 'python'])
const overGrpc: ReadonlySet<string> = new Set(['javascript', 'typescript', 'python', 'go'])

export interface LabSandbox extends Pick<Sandbox, 'engineFor' | 'bubblewrap'> {
  /** What machines of their own run of nodes that are processes: languages, and 'grpc'. Undefined: these run here. */
  readonly placed: readonly string[] | undefined
}

/** @param runs as the operator says @throws Error on what is neither a language nor 'grpc' */
export function checkedPlaced(runs: readonly string[]): readonly string[] {
  const known: readonly string[] = [...languages, 'grpc']
  const unknown = runs.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new Error(`RUNNER_LAB_PLACE_RUNS may hold ${known.join(', ')}, not ${unknown}`)
  return runs
}

export function checkedRun({ source, ...request }: StartLabRunRequest, sandbox: LabSandbox): LabRun {
  const language = oneOf('language', request.language, languages)
  const style = oneOf('style', request.style, styles)
  if (style === 'sdk' && !inVirtualTime.has(language)) throw invalid('style', 'must be maelstrom for this language')
  if (style === 'grpc' && !overGrpc.has(language)) throw invalid('style', 'must be maelstrom for this language: over gRPC it is not run')
  if (style !== 'sdk' && request.faults.includes('clock'))
    throw invalid('faults', 'may hold clock in virtual time only: processes share the clock of the machine, which nobody moves')
  if (!mayRun(language, style, sandbox)) throw invalid('language', `cannot be ${language}: there is nothing here that could run it`)
  if (source.trim() === '') throw invalid('source', 'is empty: write a node first')
  if (Buffer.byteLength(source) > mostSourceBytes) throw invalid('source', 'must be at most 64 KiB')
  if (!isText(source)) throw invalid('source', 'must be text')
  return {
    workload: checkedWorkload(request.workload),
    program: { language, style, source },
    nodes: within('nodes', request.nodes || 5, [1, 25]),
    seconds: within('seconds', request.seconds || 10, [1, 60]),
    rate: within('rate', request.rate || 20, [1, 1000]),
    faults: checkedFaults(request.faults),
    seed: request.seed === undefined ? randomInt(drawnSeeds) : within('seed', request.seed, [0, mostSeed]),
  }
}

/** Only the lab builds Rust: no engine of the sandbox knows it. */
function mayRun(language: LabLanguage, style: LabStyle, { engineFor, bubblewrap, placed }: LabSandbox): boolean {
  if (placed !== undefined && style !== 'sdk') return placed.includes(language) && (style !== 'grpc' || placed.includes('grpc'))
  if (language !== 'rust') return engineFor(language) !== undefined
  return bubblewrap !== undefined && nativeToolchains().some((one) => one.language === language)
}

export function checkedWorkload(workload: string): string {
  const known = [...new Set(lessons.map((lesson) => lesson.workload))]
  return oneOf('workload', workload, known)
}

function checkedFaults(faults: readonly string[]): readonly string[] {
  return [...new Set(faults.map((fault) => oneOf('faults', fault, faultNames)))]
}

function oneOf<Name extends string>(path: string, value: string, known: readonly Name[]): Name {
  const found = known.find((one) => one === value)
  if (found === undefined) throw invalid(path, `must be one of ${known.join(', ')}`)
  return found
}

function within(path: string, value: number, [least, most]: readonly [number, number]): number {
  if (!Number.isInteger(value) || value < least || value > most) throw invalid(path, `must be a whole number from ${least} to ${most}`)
  return value
}

export const invalid = (path: string, message: string): Failure => new Failure('invalid', `${path} ${message}`, { fields: [{ path, message }] })
