/** The whole path of a token, from the model's response to the learner's, beside a raw pipe with the same hops. */
import type { FullMesh } from '../full-mesh.ts'
import { hintText, tokensOf } from '../hint.ts'
import { compare } from '../rounds.ts'
import type { Row } from '../row.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { PipeTasks } from '../workers/pipe.ts'
import type { Reading } from '../workers/reader.ts'
import { wholeHint } from './first-event.ts'

const streams = 8
const everyMs = 5
const rounds = 9

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
      Array.from({ length: streams }, () => readingOf(full)),
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
  const compared = await compare({ cpuMs: full.mesh.cpuMs, run: ours }, { cpuMs: pipe.cpuMs, run: pipes }, rounds)
  return [
    {
      name: 'A token on the whole path: CPU over a raw pipe of the same hops',
      measured: compared.ratio,
      unit: '×',
      atMost: 2.5,
      note: `${compared.ours.toFixed(0)} µs over ${compared.raw.toFixed(0)} µs a token; single rounds ${compared.lowest.toFixed(2)} to ${compared.highest.toFixed(2)}`,
    },
  ]
}

function readingOf(full: FullMesh): Reading {
  const { learner, sessionId } = full.takeAnswered()
  return { url: `${full.url}/api/session/analyze?sessionId=${sessionId}&tier=1`, token: learner.token }
}
