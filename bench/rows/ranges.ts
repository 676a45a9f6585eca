/** Parts of a film through the gateway, beside plain node:http that streams the same file. */
import { get } from 'node:http'
import { compare } from '../rounds.ts'
import { comparison, type Row } from '../row.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { FilmAt, FilmTasks } from '../workers/films.ts'

const bytes = 32 * 1024 * 1024
/** Where a player goes on after a jump. */
const starts = [0, 1_000_003, 9_999_999, 16_777_216]
const repeats = 3
const rounds = 21

export async function rangeRows(options: WorkerOptions): Promise<Row[]> {
  await using gateway = startWorker<FilmTasks>('films', options, { profile: 'films-gateway' })
  await using bare = startWorker<FilmTasks>('films', options, { profile: 'films-bare' })
  const [ours, raw] = [await gateway.ask('gateway', bytes), await bare.ask('bare', bytes)]
  const side = (film: FilmAt) => ({ cpuMs: async () => performance.now(), run: () => download(film) })
  // Throughput is the other way round: at most 1.25 times as long is at least 0.8 times as much.
  const compared = await compare(side(ours), side(raw), rounds)
  return [comparison({ name: 'Video: time of range requests over plain node:http', atMost: 1.25, piece: 'a MiB', compared })]
}

/** @returns MiB. */
async function download(film: FilmAt): Promise<number> {
  let sum = 0
  for (let time = 0; time < repeats; time += 1) {
    const parts = await Promise.all(starts.map((start) => part(film, start)))
    sum += parts.reduce((all, each) => all + each, 0)
  }
  return sum / 1024 / 1024
}

function part({ url, token }: FilmAt, start: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { range: `bytes=${start}-`, ...(token === '' ? {} : { authorization: `Bearer ${token}` }) }
    const request = get(url, { headers, timeout: 20_000 }, (response) => {
      let got = 0
      response.on('data', (chunk: Buffer) => {
        got += chunk.length
      })
      response.once('error', reject)
      response.once('end', () => {
        if (response.statusCode === 206 && got === bytes - start) resolve(got)
        else reject(new Error(`the film was not sent: ${response.statusCode}, ${got} bytes`))
      })
    })
    request.once('timeout', () => request.destroy(new Error('the film was not sent in time')))
    request.once('error', reject)
  })
}
