/** Profiles as vectors of unit length: by a model where one is configured, else by hashing the words of the same text, the same ones every time. */
import { createHash } from 'node:crypto'
import type { Log } from '@quint/runtime/log.ts'
import { z } from 'zod'

export const dimensions = 1536
export const localModel = 'hashed-words-2'

export interface Embedded {
  readonly model: string
  readonly vector: readonly number[]
}

export type Embed = (text: string, signal: AbortSignal) => Promise<Embedded>

export interface EmbeddingOptions {
  /** Such as https://api.openai.com/v1; empty: words are hashed. */
  readonly url: string
  readonly apiKey: string
  readonly model: string
  readonly log: Log
}

const deadlineMs = 4000
const answer = z.object({ data: z.array(z.object({ embedding: z.array(z.number()).length(dimensions) })).length(1) })

/** Never throws for a provider's sake: what it does not give is made of words, and says so by its model. */
export function openEmbedding({ url, apiKey, model, log }: EmbeddingOptions): Embed {
  if (url === '') return async (text) => hashed(text)
  return async (text, signal) => {
    try {
      const response = await fetch(`${url.replace(/\/$/, '')}/embeddings`, {
        method: 'POST',
        redirect: 'error',
        headers: { 'content-type': 'application/json', ...(apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` }) },
        body: JSON.stringify({ model, input: text, encoding_format: 'float' }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
      })
      if (!response.ok) throw new Error(`the embeddings answered ${response.status}`)
      const [found] = answer.parse(await response.json()).data
      return { model, vector: unit(found?.embedding ?? []) }
    } catch (error) {
      signal.throwIfAborted()
      log.warn('a profile was embedded by its words', { reason: error instanceof Error ? error.name : 'unknown' })
      return hashed(text)
    }
  }
}

/** Words and pairs of neighbours, each pointing in a direction of its own: no number is zero, so that the signs alone tell much of the angle. */
export function hashed(text: string): Embedded {
  const vector = new Array<number>(dimensions).fill(0)
  const words = text.toLowerCase().match(/[\p{L}\p{N}_:+#-]+/gu) ?? []
  words.forEach((word, index) => {
    add(vector, word, 1)
    const next = words[index + 1]
    if (next !== undefined) add(vector, `${word} ${next}`, 0.5)
  })
  return { model: localModel, vector: unit(vector) }
}

/** A bit of the digest for each number: which way the feature points there. */
function add(vector: number[], feature: string, weight: number): void {
  const digest = createHash('shake256', { outputLength: dimensions / 8 })
    .update(feature)
    .digest()
  for (let place = 0; place < dimensions; place += 1) {
    const up = ((digest[place >> 3] ?? 0) >> (place & 7)) & 1
    vector[place] = (vector[place] ?? 0) + (up === 1 ? weight : -weight)
  }
}

/** @throws RangeError for a vector that points nowhere. */
function unit(vector: readonly number[]): readonly number[] {
  const length = Math.hypot(...vector)
  if (!Number.isFinite(length) || length === 0) throw new RangeError('a vector points nowhere')
  return vector.map((value) => value / length)
}
