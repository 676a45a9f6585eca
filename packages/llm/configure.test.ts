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

function named(settings: ProviderSettings): readonly string[] {
  return configureProviders(settings).map(({ source, model }) => `${source} ${model}`)
}

test('without keys, or with empty ones, there are no providers', () => {
  assert.deepEqual(named({}), [])
  assert.deepEqual(named({ anthropicApiKey: '', openaiApiKey: '', compatibleBaseUrl: '', compatibleModel: '', order: [] }), [])
})

test('everything configured comes in the default order with the default models', () => {
  assert.deepEqual(named(all), ['anthropic claude-haiku-5-5', 'openai gpt-6-luna', 'compatible qwen3'])
  assert.deepEqual(named({ ...all, anthropicModel: '', openaiModel: '' }), named(all))
})

test('the order decides, and who is not in it is not asked', () => {
  assert.deepEqual(named({ ...all, order: ['compatible', 'anthropic', 'compatible'] }), ['compatible qwen3', 'anthropic claude-haiku-5-5'])
})

test('other models are taken as named', () => {
  assert.deepEqual(named({ ...all, anthropicModel: 'claude-sonnet-5-5', openaiModel: 'gpt-6-sol', order: ['openai', 'anthropic'] }), [
    'openai gpt-6-sol',
    'anthropic claude-sonnet-5-5',
  ])
})

test('an unknown name in the order is a mistake, and its text is not repeated', () => {
  for (const name of ['sk-secret', 'toString', '']) {
    assert.throws(
      () => configureProviders({ ...all, order: [name] }),
      ({ message }: Error) => /anthropic, openai, compatible/.test(message) && !message.includes('sk-secret'),
    )
  }
})

test('a compatible server without a model is a mistake', () => {
  assert.throws(() => configureProviders({ compatibleBaseUrl: 'http://127.0.0.1:11434/v1' }), /needs the name of a model/)
})
