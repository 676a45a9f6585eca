/** How long a finished sentence takes from the model to the learner. */
import type { FullMesh } from '../full-mesh.ts'
import { hintText, tokensOf } from '../hint.ts'
import { readHint, type Sentence, wholeHint } from '../read-hint.ts'
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'

/** The first warms up. */
const hints = 11

/** The time between a sentence's last token leaving the model and the sentence reaching the learner. */
export async function sentenceRows(full: FullMesh): Promise<Row[]> {
  const text = hintText()
  const tokens = tokensOf(text)
  await full.provider.ask('stream', { tokens, everyMs: 4 })
  const waits: number[] = []
  for (let round = 0; round < hints; round += 1) {
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

interface Streamed {
  readonly tokens: readonly string[]
  readonly releasedAt: readonly number[]
}

/** A sentence that the guard could only end by what came after it is left out: it waited for the model. */
function waitsOf(sentences: readonly Sentence[], { tokens, releasedAt }: Streamed): number[] {
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
