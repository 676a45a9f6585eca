/** What a model may send that is no text to pass on. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProviderFailure } from '@quint/llm/provider.ts'
import type { AnswerPart } from '@quint/llm/resilient.ts'
import { modelText } from './model-text.ts'

async function textOf(...parts: readonly AnswerPart[]): Promise<string> {
  const stream = (async function* () {
    yield* parts
  })()
  let text = ''
  for await (const piece of modelText(stream, { source: '', model: '', inputTokens: 0, outputTokens: 0 })) text += piece
  return text
}

test('a NUL, which the store cannot keep, is left out', async () => {
  assert.equal(await textOf({ kind: 'text', text: 'You\0 wrote' }, { kind: 'text', text: '\0' }, { kind: 'end', reason: 'stop' }), 'You wrote')
})

test('a model that is cut off or declines has not given a whole hint', async () => {
  for (const reason of ['length', 'refusal'] as const)
    await assert.rejects(textOf({ kind: 'text', text: 'You wrote that' }, { kind: 'end', reason }), ProviderFailure)
})
