/** The gateway's part of relaying a token, beside a raw pipe that makes the same hop. */
import { hintText, tokensOf } from '../hint.ts'
import { register } from '../learner.ts'
import { compare } from '../rounds.ts'
import { comparison, type Row } from '../row.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { GatewayTasks } from '../workers/gateway.ts'
import type { PeerTasks } from '../workers/peer.ts'
import type { PipeTasks } from '../workers/pipe.ts'
import type { ReaderTasks, Reading } from '../workers/reader.ts'

const streams = 10
const everyMs = 2
/** A hint's tokens, this many times over, make one long stream. */
const copies = 2
const rounds = 9

export async function relayRows(options: WorkerOptions): Promise<Row[]> {
  await using peer = startWorker<PeerTasks>('peer', options)
  await using gateway = startWorker<GatewayTasks>('gateway', options)
  await using pipe = startWorker<PipeTasks>('pipe', options)
  await using reader = startWorker<ReaderTasks>('reader', options)
  const addresses = await peer.ask('start')
  const tokens = Array.from({ length: copies }, () => tokensOf(hintText())).flat()
  await peer.ask('stream', { tokens, everyMs })
  const ours = await gateway.ask('start', addresses)
  const raw = await pipe.ask('relay', addresses)
  const learner = await register(ours.url, 1)

  const read = async (reading: Reading): Promise<number> => {
    const all = await reader.ask(
      'read',
      Array.from({ length: streams }, () => reading),
    )
    const short = all.find(({ status, bytes }) => status !== 200 || bytes < tokens.join('').length)
    if (short !== undefined) throw new Error(`a stream was cut: ${short.status}, ${short.bytes} characters`)
    return streams * tokens.length
  }
  const compared = await compare(
    { cpuMs: gateway.cpuMs, run: () => read({ url: `${ours.url}/api/session/analyze?sessionId=bench`, token: learner.token }) },
    { cpuMs: pipe.cpuMs, run: () => read({ url: raw.url }) },
    rounds,
  )
  return [comparison({ name: "Relaying a token: CPU of the gateway's part over a raw pipe", atMost: 1.6, piece: 'a token', compared })]
}
