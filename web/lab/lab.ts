/** The lab as the gateway tells it: workloads, runs, and what happens in them. */

export type Language = 'javascript' | 'typescript' | 'python' | 'c' | 'cpp' | 'java' | 'go' | 'rust'
export type Transport = 'simulation' | 'maelstrom' | 'grpc'

export interface Lesson {
  readonly slug: string
  readonly title: string
  readonly description: string
  readonly workload: string
  readonly faults: readonly string[]
  readonly nodes: number
  readonly seconds: number
  readonly rate: number
}

export interface WholeLesson extends Lesson {
  readonly hints: readonly string[]
  /** By language against `start(env)`, as `language/lines` over lines and `language/grpc` over gRPC. */
  readonly starters: Readonly<Partial<Record<Language | `${Language}/${'lines' | 'grpc'}`, string>>>
  /** Nodes that are processes get machines of their own. */
  readonly placesNodes: boolean
  /** What these run: languages, and 'grpc'. */
  readonly placedRuns: readonly string[]
}

export interface Run {
  readonly id: string
  readonly workload: string
  readonly language: Language
  readonly transport: Transport
  readonly nodeCount: number
  readonly timeLimitSeconds: number
  readonly rate: number
  readonly nemesis: readonly string[]
  readonly seed: number
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  /** Null until it is known. */
  readonly valid: boolean | 'unknown' | null
  readonly explanation: string | null
  readonly operations: number
  readonly messagesPerOperation: number | null
  readonly ranked: boolean
  readonly ahead: number
  readonly leftOut: number
  readonly error: string | null
  readonly createdAt: string
}

export interface WholeRun extends Run {
  readonly program: { readonly language: Language; readonly files: Readonly<Record<string, string>> }
}

export interface Wish {
  readonly workload: string
  readonly nodeCount: number
  readonly timeLimitSeconds: number
  readonly rate: number
  readonly seed?: number
  readonly nemesis: readonly string[]
  readonly program: { readonly language: Language; readonly files: Readonly<Record<string, string>> }
  readonly transport: Transport
}

export interface Operation {
  readonly id: number
  readonly process: string
  readonly node: string
  readonly f: string
  readonly key: string
  /** JSON. */
  readonly asked: string
  readonly outcome: 'ok' | 'fail' | 'info'
  /** JSON; empty unless it is ok. */
  readonly answered: string
  readonly calledMs: number
  /** -1 where there was no answer. */
  readonly returnedMs: number
}

export interface Message {
  readonly from: string
  readonly to: string
  readonly sentMs: number
  /** -1: it was lost. */
  readonly arrivedMs: number
  readonly body: string
}

export interface Fault {
  readonly name: string
  readonly nodes: readonly string[]
  readonly fromMs: number
  readonly untilMs: number
  readonly effects: number
}

export interface State {
  readonly atMs: number
  readonly node: string
  /** JSON. */
  readonly view: string
}

export interface Witness {
  readonly nodes: readonly string[]
  readonly seconds: number
  readonly clients: number
  /** Of the operations, those that show what is wrong. */
  readonly blamed: readonly number[]
  readonly operations: readonly Operation[]
  readonly messages: readonly Message[]
  readonly faults: readonly Fault[]
  readonly states: readonly State[]
}

export interface Statistics {
  readonly operations: number
  readonly ok: number
  readonly failed: number
  readonly unknown: number
  readonly availability: number
  readonly messages: number
  readonly bytes: number
  readonly messagesPerOperation: number
  readonly medianMs: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  readonly faultsTaken: number
}

export interface Verdict {
  readonly kind: 'verdict'
  readonly result: 'pass' | 'fail' | 'unknown'
  readonly anomaly: string
  readonly explanation: string
  readonly seed: number
  readonly witness: Witness | null
}

export type LabEvent =
  | { readonly kind: 'started'; readonly virtual: boolean; readonly seed: number; readonly nodes: readonly string[]; readonly totalMs: number }
  | { readonly kind: 'progress'; readonly atMs: number; readonly stage: string }
  | { readonly kind: 'operation'; readonly operation: Operation }
  | { readonly kind: 'fault-begun' | 'fault-ended'; readonly atMs: number; readonly fault: Fault }
  | { readonly kind: 'log'; readonly atMs: number; readonly node: string; readonly text: string }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'state'; readonly state: State }
  | { readonly kind: 'statistics'; readonly statistics: Statistics }
  | Verdict

export interface Comparison {
  readonly items: readonly [Run, Run]
  readonly sameProgram: boolean
  readonly sameTrial: boolean
  readonly figures: readonly { readonly name: keyof Statistics; readonly values: readonly [number | null, number | null] }[]
}

export interface Place {
  readonly place: number
  readonly pseudonym: string
  readonly value: number
  readonly operations: number
  readonly own: boolean
}

export interface Board {
  readonly items: readonly Place[]
  readonly nextCursor: string | null
  readonly own: Place | null
  readonly joined: boolean
  readonly pseudonym: string | null
  /** So many have to be on a board before it shows. */
  readonly fewest: number
}
