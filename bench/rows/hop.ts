/** A call from service to service, beside the same call by plain grpc-js. */
import { compare } from '../rounds.ts'
import { comparison, type Row } from '../row.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { HopTasks } from '../workers/hop.ts'

const calls = { count: 3000, atOnce: 8 }
const rounds = 41

export async function hopRows(options: WorkerOptions): Promise<Row[]> {
  await using ours = startWorker<HopTasks>('hop', options, { profile: 'ours' })
  await using raw = startWorker<HopTasks>('hop', options, { profile: 'raw' })
  await ours.ask('openOurs')
  await raw.ask('openRaw')
  const side = (worker: typeof ours) => ({ cpuMs: worker.cpuMs, run: () => worker.ask('call', calls) })
  for (const worker of [ours, raw]) await worker.ask('call', { ...calls, count: 3 * calls.count })
  const compared = await compare(side(ours), side(raw), rounds)
  return [comparison({ name: 'A gRPC call with identity, both ends: CPU over plain grpc-js', atMost: 1.4, piece: 'a call', compared })]
}
