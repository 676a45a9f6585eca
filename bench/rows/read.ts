/** A learner's read under row level security, beside the same read prepared on a plain pool. */
import { compare } from '../rounds.ts'
import { comparison, type Row } from '../row.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { ReadsTasks } from '../workers/reads.ts'

const reads = { count: 2000, atOnce: 8 }
const rounds = 9

export async function readRows(options: WorkerOptions): Promise<Row[]> {
  await using server = startWorker<ReadsTasks>('reads', options, { profile: 'server' })
  await using ours = startWorker<ReadsTasks>('reads', options, { profile: 'ours' })
  await using raw = startWorker<ReadsTasks>('reads', options, { profile: 'raw' })
  const place = await server.ask('start')
  await ours.ask('openOurs', place)
  await raw.ask('openRaw', place)
  const spent = { ours: 0, raw: 0 }
  const side = (name: 'ours' | 'raw', worker: typeof ours) => ({
    cpuMs: worker.cpuMs,
    async run(): Promise<number> {
      const before = await server.ask('postgresCpuMs')
      const count = await worker.ask('read', reads)
      spent[name] += (await server.ask('postgresCpuMs')) - before
      return count
    },
  })
  const compared = await compare(side('ours', ours), side('raw', raw), rounds)
  const each = (ms: number): string => ((ms * 1000) / (reads.count * (rounds + 1))).toFixed(0)
  return [
    comparison({
      name: "A learner's read under row level security: CPU over the same read prepared on a pool",
      atMost: 2.5,
      piece: 'a read',
      compared,
      more: `, and PostgreSQL's ${each(spent.ours)} µs over ${each(spent.raw)} µs`,
    }),
  ]
}
