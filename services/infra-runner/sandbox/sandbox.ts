/** The port of whatever runs a learner's program where it can harm nobody: what goes in, what comes out, what bounds it. */
import type { Bubblewrap } from './bubblewrap.ts'

export const languages = ['python', 'javascript', 'typescript', 'c', 'cpp', 'java', 'go'] as const
export type Language = (typeof languages)[number]

/** Those in which a function can be called; of the others whole programs run. */
export const callable: ReadonlySet<Language> = new Set(['python', 'javascript', 'typescript'])

export interface Program {
  readonly language: Language
  readonly code: string
  /** Name of the function that is called with each input's `args`; empty: a program that reads `stdin`. */
  readonly entry: string
  /** Count steps and bytes, which makes it slower. */
  readonly counted: boolean
}

/** Of each input. */
export interface Limits {
  /** Of the processor; the clock allows some more, since others run beside it. */
  readonly timeMs: number
  readonly memoryBytes: number
  readonly outputBytes: number
}

export interface Input {
  readonly stdin: string
  /** A JSON array. */
  readonly args: string
}

export type OutcomeKind = 'ok' | 'compile_error' | 'runtime_error' | 'time_limit' | 'memory_limit' | 'output_limit'

export interface Outcome {
  readonly kind: OutcomeKind
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  /** JSON of what the function returned. */
  readonly value: string | undefined
  /** What went wrong, in the language's words; empty when nothing did. */
  readonly message: string
  /** 1-based line of the learner's code where it did; 0 when it is not known. */
  readonly line: number
  readonly timeMs: number
  /** Of the processor, where the sandbox tells it; else as timeMs. */
  readonly cpuMs: number
  readonly memoryBytes: number
  readonly steps: number | undefined
  /** Of them, those that read the input: of programs, which read it themselves. */
  readonly readingSteps?: number
  readonly allocatedBytes: number | undefined
}

/** One program, for as many inputs as are wanted, one after the other. */
export interface Opened extends AsyncDisposable {
  /** Rejects only when the signal is aborted or the machine gives out. */
  run(input: Input): Promise<Outcome>
  /** The same, where nothing is left of what the program did with other inputs. */
  alone(input: Input): Promise<Outcome>
}

export interface Engine extends AsyncDisposable {
  readonly name: 'wasi' | 'v8' | 'bubblewrap'
  readonly languages: readonly Language[]
  /** Makes what the first program would wait for, in the background. */
  prepare?(): void
  open(program: Program, options: { readonly limits: Limits; readonly signal: AbortSignal }): Promise<Opened>
}

export interface LanguageReport {
  readonly language: Language
  /** Undefined when nothing here can run it. */
  readonly sandbox: Engine['name'] | undefined
  /** Whether functions can be called, or only whole programs run. */
  readonly calls: boolean
}

export interface Sandbox extends AsyncDisposable {
  /** Undefined where it does not work here. */
  readonly bubblewrap: Bubblewrap | undefined
  report(): readonly LanguageReport[]
  /** Somebody is about to run something: makes what the first program of a language would wait for, in the background. */
  prepare(): void
  /** The engine that runs the language; undefined when none does. */
  engineFor(language: Language): Engine | undefined
  /** The one that counts steps; undefined when none does. Of languages whose functions cannot be called it counts whole programs. */
  counterFor(language: Language): Engine | undefined
}
