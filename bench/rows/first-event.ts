/** How long a learner waits for the first sign of a hint, and how long a finished sentence takes from the model to the learner. */
import type { FullMesh } from '../full-mesh.ts'
import { hintText, tokensOf } from '../hint.ts'
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'
import type { Read } from '../workers/reader.ts'

const warmUp = 5
const hints = 60
const longHints = 10

/** New hints one after the other, of a model that answers at once. */
export async function metaRows(full: FullMesh): Promise<Row[]> {
  await full.provider.ask('stream', { tokens: ['Which', ' number', ' do', ' you', ' look', ' for', '?'], everyMs: 1 })
  const waits: number[] = []
  for (let round = 0; round < warmUp + hints; round += 1) {
    const read = await readHint(full)
    const meta = read.events.find((event) => event.name === 'meta')
    if (meta === undefined) throw new Error(`a hint had no meta event: ${read.status}`)
    if (round >= warmUp) waits.push(meta.at - read.sentAt)
  }
  return [
    {
      name: 'GET /api/session/analyze: time to the meta event, p95',
      measured: percentile(waits, 0.95),
      unit: 'ms',
      atMost: 200,
      note: `median ${median(waits).toFixed(1)} ms; ${hints} new hints`,
    },
  ]
}

/** The time between a sentence's last token leaving the model and the sentence reaching the learner. */
export async function sentenceRows(full: FullMesh): Promise<Row[]> {
  const text = hintText()
  const tokens = tokensOf(text)
  await full.provider.ask('stream', { tokens, everyMs: 4 })
  const waits: number[] = []
  for (let round = 0; round < longHints; round += 1) {
    const read = await readHint(full)
    const sentences = wholeHint(read, text)
    if (round > 0) waits.push(...waitsOf(sentences, { tokens, releasedAt: await full.provider.ask('released') }))
  }
  return [
    {
      name: 'Whole path: the token that ends a sentence until the learner has the sentence, median',
      measured: median(waits),
      unit: 'ms',
      atMost: 5,
      note: `p95 ${percentile(waits, 0.95).toFixed(1)} ms; ${waits.length} sentences; model and learner in processes of their own`,
    },
  ]
}

async function readHint(full: FullMesh): Promise<Read> {
  const { learner, sessionId } = full.takeAnswered()
  const [read] = await full.reader.ask('read', [{ url: `${full.url}/api/session/analyze?sessionId=${sessionId}&tier=1`, token: learner.token }])
  if (read?.status !== 200) throw new Error(`a hint was refused: ${read?.status}`)
  return read
}

type Event = Read['events'][number]

/** The sentences of a hint in which nothing is missing: else it is no measurement. */
export function wholeHint(read: Read, text: string): readonly { readonly text: string; readonly at: number }[] {
  const sentences = read.events
    .filter((event: Event) => event.name === 'token')
    .map((event) => ({ text: (JSON.parse(event.data) as { text: string }).text, at: event.at }))
  const whole = sentences.map((sentence) => sentence.text).join('')
  if (whole !== text) throw new Error(`the learner read something else than the model wrote: ${whole.length} of ${text.length} characters`)
  return sentences
}

interface Streamed {
  readonly tokens: readonly string[]
  readonly releasedAt: readonly number[]
}

/** A sentence that the guard could only end by what came after it is left out: it waited for the model. */
function waitsOf(sentences: ReturnType<typeof wholeHint>, { tokens, releasedAt }: Streamed): number[] {
  const ends = new Map<number, number>()
  let length = 0
  for (const [index, token] of tokens.entries()) {
    length += token.length
    ends.set(length, releasedAt[index] ?? 0)
  }
  let read = 0
  return sentences.flatMap(({ text, at }) => {
    read += text.length
    const releasedMs = ends.get(read)
    return releasedMs === undefined ? [] : [at - releasedMs]
  })
}
