/** What the process that makes traffic is told, and what it tells. */
import type { Shot } from './shots.ts'

export interface Begin {
  readonly entryHost: string
  readonly entryPorts: readonly number[]
  readonly token: string
  readonly shots: readonly Shot[]
  readonly timeoutMs: number
  readonly seed: number
}

export type Order =
  | { readonly kind: 'begin'; readonly begin: Begin }
  /** From now on so many requests a second, evenly; 0: none. What fails is asked again at once, so many times. */
  | { readonly kind: 'rate'; readonly rps: number; readonly retries: number }
  | { readonly kind: 'reconnect' }
  /** What was due since the last time, when all of it is answered or given up. */
  | { readonly kind: 'collect' }
  /** What is known of that time, without waiting. */
  | { readonly kind: 'peek' }

/** Of requests that were due in one quarter of a second. */
export interface Bucket {
  /** Epoch milliseconds at its beginning. */
  readonly at: number
  readonly sent: number
  readonly failed: number
  /** Not answered yet. */
  readonly open: number
  /** Of those that were answered well, in rising order. */
  readonly latenciesMs: readonly number[]
}

export interface Written {
  /** Epoch milliseconds of the answer. */
  readonly at: number
  readonly table: string
  readonly column: string
  readonly key: string
  /** How it is read. */
  readonly path: string
}

export interface Collected {
  readonly sent: number
  readonly failed: number
  /** Answered in the second half of the time, and due in it. */
  readonly lateAnswered: number
  readonly lateDue: number
  readonly seconds: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly p999Ms: number
  readonly buckets: readonly Bucket[]
  /** Acknowledged. */
  readonly written: readonly Written[]
  /** That clients gave up to open others. */
  readonly connections: number
  /** By what was answered: '200', '503', 'no answer in 2000 ms' … */
  readonly answers: Readonly<Record<string, number>>
}

export const bucketMs = 250
