/** The text of a model's answer, and a note of who answered and what it used. */
import { ProviderFailure } from '@quint/llm/provider.ts'
import type { AnswerPart } from '@quint/llm/resilient.ts'

/** Who answers, kept up to date while the answer comes in. */
export interface Answering {
  source: string
  model: string
  inputTokens: number
  outputTokens: number
}

/** What no reader sees, and can hide or turn around what they do: controls but line breaks and tabs, zero-width, bidirectional and tag characters. */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}]/gu

/** Throws `ProviderFailure`, also for a model that declines or is cut off. */
export async function* modelText(parts: AsyncIterable<AnswerPart>, answering: Answering): AsyncGenerator<string> {
  for await (const part of parts) {
    switch (part.kind) {
      case 'began':
        answering.source = part.source
        answering.model = part.model
        break
      case 'usage':
        answering.inputTokens = part.inputTokens
        answering.outputTokens = part.outputTokens
        break
      case 'text':
        yield part.text.replaceAll(unseen, '')
        break
      case 'end':
        if (part.reason === 'refusal') throw new ProviderFailure('refused')
        // What was cut off is no whole hint: the offline coach brings it to its end.
        if (part.reason === 'length') throw new ProviderFailure('bad_response')
    }
  }
}
