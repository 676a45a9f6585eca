/** Every bench by its name, in the order they run: from the quiet ones to the loud ones. */
import path from 'node:path'
import { type FullMesh, startFullMesh } from './full-mesh.ts'
import type { Row } from './row.ts'
import { buildRows } from './rows/build.ts'
import { idleRows, streamRows } from './rows/crowd.ts'
import { dashboardRows } from './rows/dashboard.ts'
import { deliveryRows } from './rows/delivery.ts'
import { gatewayRows } from './rows/gateway.ts'
import { guardRows } from './rows/guard.ts'
import { hopRows } from './rows/hop.ts'
import { interviewSentenceRows } from './rows/interview-sentence.ts'
import { interviewRows } from './rows/interviews.ts'
import { labRows } from './rows/lab.ts'
import { labProcessRows } from './rows/lab-processes.ts'
import { learnersRows } from './rows/learners.ts'
import { historyRows, respondRows, transcriptRows } from './rows/load.ts'
import { memoryRows } from './rows/memory.ts'
import { metaRows } from './rows/meta.ts'
import { nearRows } from './rows/near.ts'
import { panelRows } from './rows/panel.ts'
import { pathRows } from './rows/path.ts'
import { planRows } from './rows/plans.ts'
import { porcupineRows } from './rows/porcupine.ts'
import { rangeRows } from './rows/ranges.ts'
import { readRows } from './rows/read.ts'
import { relayRows } from './rows/relay.ts'
import { runRows } from './rows/runs.ts'
import { scriptRows } from './rows/scripts.ts'
import { sentenceRows } from './rows/sentence.ts'
import { socketRows } from './rows/socket.ts'
import { telemetryRows } from './rows/telemetry.ts'
import { videoRows } from './rows/videos.ts'
import type { WorkerOptions } from './worker.ts'

type Bench = (options: WorkerOptions) => Promise<readonly Row[]>

export interface Benches extends AsyncDisposable {
  readonly byName: ReadonlyMap<string, () => Promise<readonly Row[]>>
}

/** The mesh starts with the first bench that asks it and serves all further ones. */
export function openBenches(options: WorkerOptions): Benches {
  const owned = new AsyncDisposableStack()
  let mesh: Promise<FullMesh> | undefined
  const onMesh =
    (measure: (mesh: FullMesh, options: WorkerOptions) => Promise<readonly Row[]>): Bench =>
    async (own) => {
      mesh ??= startFullMesh(within(options, 'mesh')).then((started) => owned.use(started))
      return measure(await mesh, own)
    }
  const benches: Readonly<Record<string, Bench>> = {
    guard: async () => guardRows(),
    panel: panelRows,
    scripts: scriptRows,
    plans: planRows,
    near: nearRows,
    runs: runRows,
    lab: async () => [...labRows(), ...(await labProcessRows()), ...(await porcupineRows())],
    videos: videoRows,
    designs: buildRows,
    ranges: rangeRows,
    gateway: gatewayRows,
    read: readRows,
    hop: hopRows,
    socket: socketRows,
    relay: relayRows,
    telemetry: telemetryRows,
    delivery: deliveryRows,
    meta: onMesh(metaRows),
    sentence: onMesh(sentenceRows),
    interviewSentence: onMesh(interviewSentenceRows),
    path: onMesh(pathRows),
    respond: onMesh(respondRows),
    history: onMesh(historyRows),
    transcript: onMesh(transcriptRows),
    dashboard: onMesh(dashboardRows),
    learners: onMesh(learnersRows),
    interviews: interviewRows,
    idle: idleRows,
    streams: streamRows,
    memory: memoryRows,
  }
  const named = Object.entries(benches).map(([name, bench]) => [name, () => bench(within(options, name))] as const)
  return { byName: new Map(named), [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** Profiles of one bench lie in a folder of their own: two of them may start a worker of the same name. */
function within(options: WorkerOptions, name: string): WorkerOptions {
  return options.profiles === undefined ? options : { ...options, profiles: path.join(options.profiles, name) }
}
