/** What learners wait for at a steady 100 requests a second with 100,000 sessions stored. */
import type { FullMesh } from '../full-mesh.ts'
import { answers } from '../hint.ts'
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { LoadTasks, Outcome, Shot } from '../workers/load.ts'

const perSecond = 100
const warmUpPerSecond = 40
const warmUp = 400
const seconds = 12

export async function loadRows(full: FullMesh, options: WorkerOptions): Promise<Row[]> {
  await using load = startWorker<LoadTasks>('load', options)
  const offer = async (rate: number, shots: readonly Shot[]): Promise<readonly Outcome[]> => {
    const outcomes = await load.ask('offer', { url: full.url, perSecond: rate, shots })
    const refused = outcomes.find(({ status }) => status !== 200)
    if (refused !== undefined) throw new Error(`a request was answered with ${refused.status}`)
    return outcomes
  }
  const measure = async (what: string, shotAt: (full: FullMesh, index: number) => Shot): Promise<Row> => {
    const shots = Array.from({ length: warmUp + seconds * perSecond }, (_, index) => shotAt(full, index))
    await offer(warmUpPerSecond, shots.slice(0, warmUp))
    const before = await full.mesh.cpuMs()
    const outcomes = await offer(perSecond, shots.slice(warmUp))
    return row(what, outcomes, ((await full.mesh.cpuMs()) - before) / outcomes.length)
  }
  return [
    await measure('POST /api/session/respond', respond),
    await measure('GET /api/user/sessions', history),
    await measure('GET /api/session/:id', transcript),
  ]
}

function row(what: string, outcomes: readonly Outcome[], cpuMs: number): Row {
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
    note: `median ${median(latencies).toFixed(1)} ms, p99 ${percentile(latencies, 0.99).toFixed(1)} ms, sent late by ${late.toFixed(1)} ms (p95, counted); ${cpuMs.toFixed(1)} ms CPU of the mesh each`,
  }
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length]
  if (value === undefined) throw new RangeError('nothing is stored')
  return value
}

/** Each in a session of its own, so that no answer waits for another. */
function respond({ stored }: FullMesh, index: number): Shot {
  const { learner, sessionId, promptIndex } = at(stored.open, index)
  const responseText = answers[promptIndex]?.responseText ?? ''
  return { method: 'POST', path: '/api/session/respond', token: learner.token, body: { sessionId, promptIndex, responseText, timeSpentSeconds: 30 } }
}

function history({ stored }: FullMesh, index: number): Shot {
  return { method: 'GET', path: '/api/user/sessions', token: at(stored.completed, index).learner.token }
}

function transcript({ stored }: FullMesh, index: number): Shot {
  const { learner, sessionId } = at(stored.completed, index)
  return { method: 'GET', path: `/api/session/${sessionId}`, token: learner.token }
}
