/** How many learners a core serves: what they do, mixed as they do it, at growing rates until they would have to wait. */
import type { FullMesh } from '../full-mesh.ts'
import { hintText, tokensOf } from '../hint.ts'
import type { Row } from '../row.ts'
import { percentile } from '../statistics.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { LoadTasks, Shot } from '../workers/load.ts'
import { dashboard, history, offer, respond, type Scenario, used } from './load.ts'

/** Of one session: twelve answers and a hint, and the pages around them. */
const session: readonly Scenario[] = [
  dashboard,
  history,
  ...Array.from({ length: 6 }, () => respond),
  history,
  ...Array.from({ length: 6 }, () => respond),
  hint,
  history,
  dashboard,
]
/** Between two requests of one learner, on average: nine minutes a session. */
const thinkSeconds = 30
const warmUp = { perSecond: 30, seconds: 5 }
const rates = [20, 40, 80, 120, 160]
const seconds = 8
/** A rate is sustained when 95 of 100 answers, and first words of hints, are there by then. */
const patienceMs = 250
/** As full as the autoscaler lets a replica get. */
const fullness = 0.65
const fewestReplicas = 2
const crowds = [100, 1000, 10_000]

interface Step {
  readonly perSecond: number
  readonly p95: number
  /** Cores in use. */
  readonly mesh: number
  readonly postgres: number
}

export async function learnersRows(full: FullMesh, options: WorkerOptions): Promise<Row[]> {
  await using load = startWorker<LoadTasks>('load', options)
  await full.provider.ask('stream', { tokens: tokensOf(hintText()), everyMs: 5 })
  let sent = 0
  const take = (count: number): Shot[] => Array.from({ length: count }, () => shotAt(full, sent++))
  const run = async (perSecond: number, lasting: number): Promise<Step> => {
    const before = await used(full)
    const began = performance.now()
    const outcomes = await offer(load, { url: full.url, perSecond, shots: take(perSecond * lasting) })
    const after = await used(full)
    // The last answers come after the last request.
    const ms = Math.max(lasting * 1000, performance.now() - began)
    const latencies = outcomes.map((outcome) => outcome.latencyMs)
    return { perSecond, p95: percentile(latencies, 0.95), mesh: (after.mesh - before.mesh) / ms, postgres: (after.postgres - before.postgres) / ms }
  }
  await run(warmUp.perSecond, warmUp.seconds)
  const steps: Step[] = []
  for (const perSecond of rates) {
    const first = await run(perSecond, seconds)
    // Once more, in case it was somebody else's work that stood in the way.
    const step = first.p95 > patienceMs ? await run(perSecond, seconds) : first
    steps.push(step)
    if (step.p95 > patienceMs) break
  }
  return rowsFor(steps)
}

function rowsFor(steps: readonly Step[]): Row[] {
  const best = steps.findLast((step) => step.p95 <= patienceMs)
  if (best === undefined) throw new Error(`no rate was sustained: p95 ${steps[0]?.p95.toFixed(0)} ms at ${steps[0]?.perSecond} requests a second`)
  const learners = best.perSecond * thinkSeconds
  const perCore = learners / (best.mesh + best.postgres)
  const replicas = crowds.map((crowd) => {
    const cores = (best.mesh / learners) * crowd
    const stored = (best.postgres / learners) * crowd
    return `${Math.max(fewestReplicas, Math.ceil(cores / fullness))} for ${crowd.toLocaleString('en')} (PostgreSQL ${stored.toFixed(2)} cores)`
  })
  const rate = `${best.perSecond} requests a second of ${learners.toLocaleString('en')} learners, one each ${thinkSeconds} s`
  return [
    {
      name: 'Learners sustained a core, the mesh and PostgreSQL together',
      measured: perCore,
      unit: 'learners',
      note: `${rate}; p95 ${best.p95.toFixed(0)} ms`,
    },
    {
      name: 'Cores of the mesh for 1,000 learners',
      measured: (best.mesh / learners) * 1000,
      unit: 'cores',
      note: `replicas of one core at ${fullness * 100} %: ${replicas.join(', ')}`,
    },
  ]
}

function shotAt(full: FullMesh, index: number): Shot {
  const round = Math.floor(index / session.length)
  const position = index % session.length
  const scenario = session[position] ?? history
  // Every answer goes to another session, as far as there are any.
  const before = session.slice(0, position).filter((other) => other === scenario).length
  const each = session.filter((other) => other === scenario).length
  return scenario(full, round * each + before)
}

function hint(full: FullMesh): Shot {
  const { learner, sessionId } = full.takeAnswered()
  return { method: 'GET', path: `/api/session/analyze?sessionId=${sessionId}&tier=1`, token: learner.token, streams: true }
}
