/** One run of a learner's program as a cluster under a workload and faults, told as it happens; and the lessons that it belongs to. */
import type { LabPlacing } from '../place/lab-ground.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type Lesson, readLessons } from './lessons/lesson.ts'

export type LabLanguage = 'javascript' | 'typescript' | 'python' | 'c' | 'cpp' | 'java' | 'go' | 'rust'

/**
 * 'sdk': written against `start(env)`; runs in virtual time, and the same seed is the same run.
 * 'maelstrom': JSON lines on stdin and stdout; runs as real processes in real time, the faults by the same schedule.
 * 'grpc': the same processes over gRPC, as proto/quint/lab/v1/node.proto says.
 */
export type LabStyle = 'sdk' | 'maelstrom' | 'grpc'

export interface LabProgram {
  readonly language: LabLanguage
  readonly source: string
  readonly style: LabStyle
}

export interface LabRun {
  /** Name of a workload: `lessons` tells them. */
  readonly workload: string
  readonly program: LabProgram
  /** 1 to 25. */
  readonly nodes: number
  /** Of the part with clients and faults; 1 to 60. */
  readonly seconds: number
  /** Operations asked in a second, of all clients together; 1 to 1,000. */
  readonly rate: number
  /** Of `faultNames`. */
  readonly faults: readonly string[]
  /** A whole number from 0. */
  readonly seed: number
}

/** What a run may be asked to do to the cluster, in the words of the screen. */
export const faultNames = ['partition', 'one-way', 'loss', 'delay', 'duplicate', 'kill', 'torn-writes', 'pause', 'clock'] as const

/** An operation of a client: asked at one time, answered at another or never. Times are milliseconds since the start. */
export interface LabOperation {
  /** Its place in the history. */
  readonly id: number
  readonly process: string
  readonly node: string
  readonly f: string
  readonly key: string
  /** JSON. */
  readonly asked: string
  /** 'info': nobody knows whether it happened. */
  readonly outcome: 'ok' | 'fail' | 'info'
  /** JSON; '' unless it is ok. */
  readonly answered: string
  readonly calledMs: number
  /** -1 where there was no answer. */
  readonly returnedMs: number
}

/** A message between nodes, for the space-time diagram. */
export interface LabMessage {
  readonly from: string
  readonly to: string
  readonly sentMs: number
  /** -1: it was lost. */
  readonly arrivedMs: number
  /** JSON, cut at 500 characters. */
  readonly body: string
}

/** One time of a fault, and what it did that can be counted. */
export interface LabFault {
  readonly name: string
  readonly nodes: readonly string[]
  readonly fromMs: number
  readonly untilMs: number
  readonly effects: number
}

/** What a node showed of itself from then on (`inspect`), in virtual time only. */
export interface LabState {
  readonly atMs: number
  readonly node: string
  /** JSON, cut at 2,000 characters. */
  readonly view: string
}

/** The smallest run that was found to go wrong, with the same seed: few operations, few faults. */
export interface LabWitness {
  readonly nodes: readonly string[]
  readonly seconds: number
  readonly clients: number
  /** Of the operations below, those that show what is wrong. */
  readonly blamed: readonly number[]
  readonly operations: readonly LabOperation[]
  readonly messages: readonly LabMessage[]
  readonly faults: readonly LabFault[]
  readonly states: readonly LabState[]
}

export interface LabStatistics {
  readonly operations: number
  readonly ok: number
  readonly failed: number
  readonly unknown: number
  /** Of all that was asked, how much was answered: 0 to 1. */
  readonly availability: number
  readonly messages: number
  readonly bytes: number
  readonly messagesPerOperation: number
  readonly medianMs: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  /** Of faults that really took effect. */
  readonly faultsTaken: number
}

/** All is JSON. Times are milliseconds since the start of the run. */
export type LabEvent =
  | { readonly kind: 'started'; readonly virtual: boolean; readonly seed: number; readonly nodes: readonly string[]; readonly totalMs: number }
  | { readonly kind: 'progress'; readonly atMs: number; readonly stage: 'building' | 'starting' | 'running' | 'checking' | 'shrinking' }
  | { readonly kind: 'operation'; readonly operation: LabOperation }
  | { readonly kind: 'fault-begun'; readonly atMs: number; readonly fault: LabFault }
  | { readonly kind: 'fault-ended'; readonly atMs: number; readonly fault: LabFault }
  | { readonly kind: 'log'; readonly atMs: number; readonly node: string; readonly text: string }
  | { readonly kind: 'message'; readonly message: LabMessage }
  | { readonly kind: 'state'; readonly state: LabState }
  | { readonly kind: 'statistics'; readonly statistics: LabStatistics }
  | LabVerdict

/** The last event of a run. */
export interface LabVerdict {
  readonly kind: 'verdict'
  readonly result: 'pass' | 'fail' | 'unknown'
  /** Its name in the field; '' unless it fails. */
  readonly anomaly: string
  /** In a sentence or two, by the few operations that show it. */
  readonly explanation: string
  readonly seed: number
  readonly witness: LabWitness | null
}

export interface LabDeps {
  readonly sandbox: Sandbox
  readonly signal: AbortSignal
  /** Where processes of nodes get machines of their own; undefined: they run here. */
  readonly placing?: LabPlacing | undefined
}

export const lessons: readonly Lesson[] = readLessons()

/** Ends with a verdict, or throws when the signal is aborted or the machine gives out. */
export async function* runLab(run: LabRun, deps: LabDeps): AsyncGenerator<LabEvent> {
  // Simulator, router and checkers are in memory once somebody runs something.
  if (run.program.style === 'sdk') {
    const { virtualRun } = await import('./process/virtual-run.ts')
    yield* virtualRun(run, deps)
  } else {
    const { realRun } = await import('./process/real-run.ts')
    yield* realRun(run, deps)
  }
}
