/** Judges a history in a process of its own: it may take long, and whoever runs the cluster does not wait for it. */
import { readFileSync, writeSync } from 'node:fs'
import { holdLifeline } from '../../../sandbox/inside/lifeline.ts'
import { type HistoryEvent, operationsOf } from '../../history/operation.ts'
import { workloadNamed } from '../../workloads/by-name.ts'
import { openBudget } from './patience.ts'

/** What the process is asked; it answers with a verdict. */
export interface Judging {
  readonly workload: string
  readonly history: readonly HistoryEvent[]
}

/** Of the processor, so that there is an answer within ten seconds of it. */
const patienceMs = 9_000

holdLifeline()
const { workload, history } = JSON.parse(readFileSync(0, 'utf8')) as Judging
const verdict = workloadNamed(workload)?.check(operationsOf(history), openBudget(patienceMs))
const bytes = Buffer.from(`${JSON.stringify(verdict)}\n`)
for (let at = 0; at < bytes.length; ) at += writeSync(3, bytes, at)
process.kill(process.pid, 'SIGKILL')
