/** The suite: every problem under every attack, the learners and tiers taking turns; the same on each run. */
import type { Algorithm, Answer } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import { attacks } from './attacks.ts'
import { learners } from './learners.ts'
import { problems } from './problems.ts'

export interface SpoilerCase {
  readonly name: string
  readonly algorithm: Algorithm
  readonly answers: Answer[]
  /** 1 to 4. */
  readonly tier: number
  /** What the provider says in all. */
  readonly reply: string
  /** The reply as it streams; joined they are the reply. */
  readonly chunks: readonly string[]
}

export const cases: readonly SpoilerCase[] = problems.flatMap((problem, row) =>
  attacks.map((attack, column) => {
    const learner = learners[(row * 3 + column) % learners.length]
    if (learner === undefined) throw new RangeError('the suite has no learners')
    const tier = 1 + ((row + column) % 4)
    const reply = attack.reply(problem)
    return {
      name: `${problem.slug}, ${learner.name} learner, tier ${tier}: ${attack.name}`,
      algorithm: problem.algorithm,
      answers: learner.answers(problem.algorithm),
      tier,
      reply,
      chunks: chunked(reply, row * 1000 + column),
    }
  }),
)

/** Cuts a text into pieces of 1 to 14 characters, never inside a surrogate pair. */
export function chunked(text: string, seed: number): string[] {
  const random = randomFrom(seed)
  const characters = [...text]
  const chunks: string[] = []
  for (let at = 0; at < characters.length; ) {
    const length = 1 + Math.floor(random() * 14)
    chunks.push(characters.slice(at, at + length).join(''))
    at += length
  }
  return chunks
}

/** The mulberry32 generator: numbers from 0 up to 1. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
