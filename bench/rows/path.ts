/** The whole path of a token, from the model's response to the learner's, beside a raw pipe with the same hops. */
import { setTimeout as delay } from 'node:timers/promises'
import type { FullMesh } from '../full-mesh.ts'
import { hintText, tokensOf } from '../hint.ts'
import { newHint, wholeHint } from '../read-hint.ts'
import { compare } from '../rounds.ts'
import { comparison, type Row } from '../row.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { PipeTasks } from '../workers/pipe.ts'
import type { Reading } from '../workers/reader.ts'

const streams = 8
const everyMs = 5
const rounds = 9
/** The events of a hint are on their way a little longer than its stream. */
const settleMs = 300

export async function pathRows(full: FullMesh, options: WorkerOptions): Promise<Row[]> {
  await using pipe = startWorker<PipeTasks>('pipe', options)
  const text = hintText()
  const tokens = tokensOf(text)
  await full.provider.ask('stream', { tokens, everyMs })
  const raw = await pipe.ask('path', { providerUrl: full.providerUrl })
  const count = streams * tokens.length

  const ours = async (): Promise<number> => {
    const all = await full.reader.ask(
      'read',
      Array.from({ length: streams }, () => newHint(full)),
    )
    for (const read of all) wholeHint(read, text)
    return count
  }
  const pipes = async (): Promise<number> => {
    const all = await full.reader.ask(
      'read',
      Array.from({ length: streams }, (): Reading => ({ url: raw.url })),
    )
    if (all.some(({ status, bytes }) => status !== 200 || bytes < text.length)) throw new Error('the raw pipe lost something')
    return count
  }
  const postgresMs = (): Promise<number> => full.mesh.ask('postgresCpuMs')
  const cpuMs = async (): Promise<number> => (await full.mesh.cpuMs()) + (await postgresMs())
  const settle = (): Promise<void> => delay(settleMs)
  const before = await postgresMs()
  const compared = await compare({ cpuMs, run: ours, settle }, { cpuMs: pipe.cpuMs, run: pipes, settle }, rounds)
  const postgres = (((await postgresMs()) - before) * 1000) / (count * (rounds + 1))
  const name = 'A token on the whole path: CPU over a raw pipe of the same hops'
  return [comparison({ name, atMost: 2.5, piece: 'a token', compared, more: `, PostgreSQL's ${postgres.toFixed(0)} µs among them` })]
}
