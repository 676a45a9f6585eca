/** Long work in named steps, as a service writes it down: what each kind of job does, undoes, and leaves behind when it ends. */
import type { Tx } from '@quint/db/database.ts'

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

export interface Progress {
  readonly stage: string
  /** 0 to 100, of the whole job. */
  readonly percent: number
}

/** One job in the hands of one worker. */
export interface JobRun {
  readonly id: string
  readonly userId: string
  readonly input: unknown
  /** Of those who took the job up, from 1. */
  readonly attempt: number
  /** Aborted when the job is cancelled, when another worker has it, and when this process takes leave. */
  readonly signal: AbortSignal
  /**
   * Does the work of a step once: who takes the job up later gets the result that was kept, as JSON has it. Work that dies between its effect and its
   * keeping is done again, so an effect outside bears a key made of the job's id and the step's name. `also` changes the service's own tables in the
   * transaction that keeps the result.
   */
  step<T>(name: string, work: (signal: AbortSignal) => Promise<T>, also?: (tx: Tx, result: T) => Promise<void>): Promise<T>
  /** Told with the next heartbeat, within a second. */
  report(progress: Progress): void
}

/** A step that is taken back. */
export interface Undoing {
  readonly id: string
  readonly userId: string
  readonly input: unknown
  /** Undefined where the step began and nobody knows how far it came. */
  readonly result: unknown
  readonly signal: AbortSignal
}

export interface JobEnd {
  readonly id: string
  readonly userId: string
  readonly input: unknown
  readonly state: 'done' | 'failed' | 'cancelled'
  /** A failure's code; empty for a job that is done. */
  readonly error: string
}

export interface JobKind {
  readonly name: string
  run(job: JobRun): Promise<void>
  /** By step: takes the effect back, also when it was taken back before. In reverse order, when the job fails for good or is cancelled. */
  readonly undo?: Readonly<Record<string, (step: Undoing) => Promise<void>>>
  /** In the transaction that ends the job: the service's own state, and events. */
  ended?(tx: Tx, end: JobEnd): Promise<void>
  /** In this process. */
  readonly atOnce: number
  /** Over all processes. */
  readonly mostPerLearner: number
  /** Tries of a job that goes wrong for reasons that may pass. */
  readonly mostTries: number
}
