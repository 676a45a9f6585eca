/** A provider with a line in front of it: who cannot have a turn is answered by the next provider, and a turn ends with its attempt. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Provider, ProviderFailure, type StreamRequest } from './provider.ts'
import { type ResilientOptions, resilient } from './resilient.ts'
import { openTurns } from './turns.ts'

const request: StreamRequest = { system: '', messages: [{ role: 'user', text: 'x' }], maxOutputTokens: 10, user: 'ada' }
const never = new AbortController().signal
const quick: Partial<ResilientOptions> = { attempts: 1, pause: async () => undefined }

function answering(model: string, turn?: Provider['turn']): Provider {
  return {
    source: 'compatible',
    model,
    ...(turn === undefined ? {} : { turn }),
    async *stream() {
      yield { kind: 'text', text: model }
      yield { kind: 'end', reason: 'stop' }
    },
  }
}

async function whoAnswers(providers: readonly Provider[], signal = never): Promise<string> {
  for await (const part of resilient(providers, quick).stream(request, signal)) if (part.kind === 'began') return part.model
  return ''
}

test('a full line, or one that fails, is passed by', async () => {
  using turns = openTurns({ model: 'own', atOnce: 1, most: 0, mostEach: 0 })
  using _held = await turns.take('bob', never)
  assert.equal(await whoAnswers([answering('own', (asked, signal) => turns.take(asked.user ?? '', signal)), answering('other')]), 'other')
  assert.equal(await whoAnswers([answering('own', () => Promise.reject(new Error('broken'))), answering('other')]), 'other')
  await assert.rejects(
    whoAnswers([answering('own', () => Promise.reject(new Error('broken')))]),
    (error) => error instanceof ProviderFailure && error.kind === 'unavailable',
  )
})

test('a turn ends with the answer, and with a reader who leaves', async () => {
  using turns = openTurns({ model: 'own', atOnce: 1, most: 0, mostEach: 0 })
  const own = answering('own', (asked, signal) => turns.take(asked.user ?? '', signal))
  const models = resilient([own], quick)
  for await (const _part of models.stream(request, never));
  for await (const _part of models.stream(request, never)) break
  using _free = await turns.take('bob', never)
})

test('who leaves the line is told that they did, and nobody else is asked', async () => {
  using turns = openTurns({ model: 'own', atOnce: 1, most: 5, mostEach: 5 })
  using _held = await turns.take('bob', never)
  const leaving = new AbortController()
  const asked = whoAnswers([answering('own', (of, signal) => turns.take(of.user ?? '', signal)), answering('other')], leaving.signal)
  leaving.abort()
  await assert.rejects(asked, (error) => error instanceof ProviderFailure && error.kind === 'cancelled')
})

test('waiting in line is no part of the time for the first words', async () => {
  using turns = openTurns({ model: 'own', atOnce: 1, most: 5, mostEach: 5 })
  const held = await turns.take('bob', never)
  const armed: number[] = []
  const clock: ResilientOptions['clock'] = {
    now: () => 0,
    after(ms) {
      armed.push(ms)
      return () => undefined
    },
  }
  const models = resilient([answering('own', (of, signal) => turns.take(of.user ?? '', signal))], { ...quick, firstTextMs: 11, totalMs: 99, clock })
  const parts = (async () => {
    for await (const part of models.stream(request, never)) if (part.kind === 'began') return part.model
    return ''
  })()
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual(armed, [99])
  held[Symbol.dispose]()
  assert.equal(await parts, 'own')
  assert.deepEqual(armed.slice(0, 2), [99, 11])
})
