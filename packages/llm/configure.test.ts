/** Which providers come out of which settings. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configureProviders, type ProviderSettings } from './configure.ts'

const all: ProviderSettings = {
  anthropicApiKey: 'a',
  openaiApiKey: 'o',
  compatibleBaseUrl: 'http://127.0.0.1:11434/v1',
  compatibleModel: 'qwen3',
}

async function named(settings: ProviderSettings): Promise<readonly string[]> {
  return (await configureProviders(settings)).map(({ source, model }) => `${source} ${model}`)
}

test('without keys, or with empty ones, there are no providers', async () => {
  assert.deepEqual(await named({}), [])
  assert.deepEqual(await named({ anthropicApiKey: '', openaiApiKey: '', compatibleBaseUrl: '', compatibleModel: '', order: [] }), [])
})

test('everything configured comes in the default order with the default models', async () => {
  assert.deepEqual(await named(all), ['anthropic claude-haiku-5-5', 'openai gpt-6-luna', 'compatible qwen3'])
  assert.deepEqual(await named({ ...all, anthropicModel: '', openaiModel: '' }), await named(all))
})

test('the order decides, and who is not in it is not asked', async () => {
  assert.deepEqual(await named({ ...all, order: ['compatible', 'anthropic', 'compatible'] }), ['compatible qwen3', 'anthropic claude-haiku-5-5'])
})

test('other models are taken as named', async () => {
  assert.deepEqual(await named({ ...all, anthropicModel: 'claude-sonnet-5-5', openaiModel: 'gpt-6-sol', order: ['openai', 'anthropic'] }), [
    'openai gpt-6-sol',
    'anthropic claude-sonnet-5-5',
  ])
})

test('an unknown name in the order is a mistake, and its text is not repeated', async () => {
  for (const name of ['sk-secret', 'toString', '']) {
    await assert.rejects(
      () => configureProviders({ ...all, order: [name] }),
      ({ message }: Error) => /anthropic, openai, compatible/.test(message) && !message.includes('sk-secret'),
    )
  }
})

test('a compatible server without a model is a mistake', async () => {
  await assert.rejects(() => configureProviders({ compatibleBaseUrl: 'http://127.0.0.1:11434/v1' }), /needs the name of a model/)
})
