/** How long a finished sentence of the interviewer takes from the model to the learner's page. */
import type { FullMesh } from '../full-mesh.ts'
import { tokensOf } from '../hint.ts'
import { register } from '../learner.ts'
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { InterviewCrowdTasks } from '../workers/interview-crowd.ts'

/** The first warms up. */
const turns = 11
/** What only the interviewer reads, and then what is said. */
const header = '{"asks":"","answers":null,"notes":"seems calm"}\n'
const text =
  'You said “look whether they are the same”. I can follow you up to there. Which small input of your own would you try on that, and what should come out?'
const approach = 'I want to take two of the numbers and look whether they are the same.'

export async function interviewSentenceRows(full: FullMesh, options: WorkerOptions): Promise<Row[]> {
  await using page = startWorker<InterviewCrowdTasks>('interview-crowd', options)
  const { token } = await register(full.url, 4711)
  const tokens = [header, ...tokensOf(text)]
  await full.provider.ask('stream', { tokens, everyMs: 4 })
  const waits: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const pieces = await page.ask('turn', { url: full.url, token, approach })
    if (turn > 0) waits.push(...waitsOf(pieces, tokens, await full.provider.ask('released')))
  }
  return [
    {
      name: 'Interview, whole path: the token that ends a sentence until the page has the sentence, p95',
      measured: percentile(waits, 0.95),
      unit: 'ms',
      atMost: 50,
      note: `median ${median(waits).toFixed(1)} ms; ${waits.length} sentences; model and page in processes of their own`,
    },
  ]
}

/** A sentence that the guard could only end by what came after it is left out: it waited for the model. */
function waitsOf(
  given: readonly { readonly text: string; readonly at: number }[],
  tokens: readonly string[],
  releasedAt: readonly number[],
): number[] {
  const whole = given.map((piece) => piece.text).join('')
  // A fact of the rules may come first.
  const first = whole.indexOf(text)
  if (first < 0) throw new Error(`the learner read something else than the model wrote: ${whole}`)
  const ends = new Map<number, number>()
  let length = first - header.length
  for (const [index, token] of tokens.entries()) {
    length += token.length
    ends.set(length, releasedAt[index] ?? 0)
  }
  let read = 0
  return given.flatMap((piece) => {
    read += piece.text.length
    const released = ends.get(read)
    return released === undefined ? [] : [piece.at - released]
  })
}
