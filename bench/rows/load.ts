/** What learners wait for at a steady 100 requests a second with 100,000 sessions stored. */
import type { FullMesh } from '../full-mesh.ts'
import { answers } from '../hint.ts'
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'
import { startWorker, type Worker, type WorkerOptions } from '../worker.ts'
import type { LoadTasks, Offered, Outcome, Shot } from '../workers/load.ts'

const perSecond = 100
const warmUpPerSecond = 40
const warmUp = 400
const seconds = 12

export type Scenario = (full: FullMesh, index: number) => Shot

export const respondRows = rowsOf('POST /api/session/respond', respond)
export const historyRows = rowsOf('GET /api/user/sessions', history)
export const transcriptRows = rowsOf('GET /api/session/:id', transcript)

export function rowsOf(what: string, scenario: Scenario) {
  return async (full: FullMesh, options: WorkerOptions): Promise<Row[]> => {
    await using load = startWorker<LoadTasks>('load', options)
    const shots = Array.from({ length: warmUp + seconds * perSecond }, (_, index) => scenario(full, index))
    await offer(load, { url: full.url, perSecond: warmUpPerSecond, shots: shots.slice(0, warmUp) })
    const before = await used(full)
    const outcomes = await offer(load, { url: full.url, perSecond, shots: shots.slice(warmUp) })
    const after = await used(full)
    const each = { mesh: (after.mesh - before.mesh) / outcomes.length, postgres: (after.postgres - before.postgres) / outcomes.length }
    return [row(what, outcomes, each)]
  }
}

/** CPU in milliseconds. */
export interface Used {
  readonly mesh: number
  readonly postgres: number
}

export async function used({ mesh }: FullMesh): Promise<Used> {
  return { mesh: await mesh.cpuMs(), postgres: await mesh.ask('postgresCpuMs') }
}

export async function offer(load: Worker<LoadTasks>, offered: Offered): Promise<readonly Outcome[]> {
  const outcomes = await load.ask('offer', offered)
  const refused = outcomes.flatMap((outcome) => outcome.refused ?? [])
  if (refused.length > 0) throw new Error(`${refused.length} of ${outcomes.length} requests were refused, the first with ${refused[0]}`)
  return outcomes
}

function row(what: string, outcomes: readonly Outcome[], each: Used): Row {
  const latencies = outcomes.map((outcome) => outcome.latencyMs)
  const late = percentile(
    outcomes.map((outcome) => outcome.lateMs),
    0.95,
  )
  return {
    name: `${what} at ${perSecond} requests a second, p95`,
    measured: percentile(latencies, 0.95),
    unit: 'ms',
    atMost: 50,
    note: `median ${median(latencies).toFixed(1)} ms, p99 ${percentile(latencies, 0.99).toFixed(1)} ms, sent late by ${late.toFixed(1)} ms (p95, counted); CPU each: mesh ${each.mesh.toFixed(1)} ms, PostgreSQL ${each.postgres.toFixed(1)} ms`,
  }
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length]
  if (value === undefined) throw new RangeError('nothing is stored')
  return value
}

/** Each in a session of its own, so that no answer waits for another. */
export function respond({ stored }: FullMesh, index: number): Shot {
  const { learner, sessionId, promptIndex } = at(stored.open, index)
  const responseText = answers[promptIndex]?.responseText ?? ''
  return { method: 'POST', path: '/api/session/respond', token: learner.token, body: { sessionId, promptIndex, responseText, timeSpentSeconds: 30 } }
}

export function history({ stored }: FullMesh, index: number): Shot {
  return { method: 'GET', path: '/api/user/sessions', token: at(stored.completed, index).learner.token }
}

export function dashboard({ stored }: FullMesh, index: number): Shot {
  return { method: 'GET', path: '/api/user/dashboard', token: at(stored.completed, index).learner.token }
}

function transcript({ stored }: FullMesh, index: number): Shot {
  const { learner, sessionId } = at(stored.completed, index)
  return { method: 'GET', path: `/api/session/${sessionId}`, token: learner.token }
}
