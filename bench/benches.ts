/** Every bench by its name, in the order they run: from the quiet ones to the loud ones. */
import path from 'node:path'
import { type FullMesh, startFullMesh } from './full-mesh.ts'
import type { Row } from './row.ts'
import { idleRows, streamRows } from './rows/crowd.ts'
import { deliveryRows } from './rows/delivery.ts'
import { gatewayRows } from './rows/gateway.ts'
import { guardRows } from './rows/guard.ts'
import { hopRows } from './rows/hop.ts'
import { learnersRows } from './rows/learners.ts'
import { historyRows, respondRows, transcriptRows } from './rows/load.ts'
import { memoryRows } from './rows/memory.ts'
import { metaRows } from './rows/meta.ts'
import { pathRows } from './rows/path.ts'
import { readRows } from './rows/read.ts'
import { relayRows } from './rows/relay.ts'
import { sentenceRows } from './rows/sentence.ts'
import { telemetryRows } from './rows/telemetry.ts'
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
    gateway: gatewayRows,
    read: readRows,
    hop: hopRows,
    relay: relayRows,
    telemetry: telemetryRows,
    delivery: deliveryRows,
    meta: onMesh(metaRows),
    sentence: onMesh(sentenceRows),
    path: onMesh(pathRows),
    respond: onMesh(respondRows),
    history: onMesh(historyRows),
    transcript: onMesh(transcriptRows),
    learners: onMesh(learnersRows),
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
