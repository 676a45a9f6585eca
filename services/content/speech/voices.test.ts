/** Voices that are not ours: an address that speaks the protocol, hangs, lies or sends what is no sound; and a program that never returns. */
import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { json } from 'node:stream/consumers'
import { test } from 'node:test'
import { endpointVoice } from './endpoint.ts'
import { espeakVoice } from './espeak.ts'
import { resampled, soundRate } from './speech.ts'
import { wav } from './testing-wav.ts'
import { trimmed } from './trim.ts'

const sentence = 'A heap keeps the least at the top.'

interface Asked {
  readonly body: Readonly<Record<string, string>>
  readonly key: string | undefined
}

/** A server of one address; what it does with a request is given. */
async function speaker(answer: (response: ServerResponse, request: IncomingMessage) => void, deadlineMs = 10_000) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as Record<string, string>
    asked.push({ body, key: request.headers.authorization })
    const known = request.method === 'POST' && request.url === '/v1/audio/speech' && body.model !== undefined && body.input !== undefined
    if (known) answer(response, request)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return {
    asked,
    voice: endpointVoice({ baseUrl, apiKey: 'word', model: 'kokoro', voice: 'af_heart', deadlineMs }),
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const sends = (bytes: Uint8Array, status = 200) => speaker((response) => response.writeHead(status, { 'content-type': 'audio/wav' }).end(bytes))

test('an address is asked for a WAV of the sentence as it is read, with model, voice and key', async () => {
  await using place = await sends(wav({ seconds: 2, rate: 24_000 }))
  const { rate, samples } = await place.voice.speak('Sorting takes O(n log n).')
  assert.deepEqual([rate, samples.length], [24_000, 48_000])
  assert.deepEqual(place.asked, [
    { body: { model: 'kokoro', voice: 'af_heart', input: 'Sorting takes O of n log n.', response_format: 'wav' }, key: 'Bearer word' },
  ])
})

const broken: Readonly<Record<string, Uint8Array>> = {
  'what is no WAV': Buffer.from('{"error": "out of memory"}'),
  nothing: Buffer.alloc(0),
  'a WAV that ends in its head': wav({ seconds: 2 }).subarray(0, 30),
  silence: wav({ seconds: 2, loud: 0 }),
  'a click in place of a sentence': wav({ seconds: 0.05 }),
  'a minute for a sentence': wav({ seconds: 60 }),
  'sound of a rate that nobody hears': wav({ seconds: 2, rate: 100 }),
  'sound of 8 bits': wav({ seconds: 2, bits: 8 }),
}
for (const [what, bytes] of Object.entries(broken))
  test(`an address that sends ${what} is not believed`, async () => {
    await using place = await sends(bytes)
    await assert.rejects(place.voice.speak(sentence), /sound|voice|Offset|range/i)
  })

test('an address that refuses, hangs up, never answers or never ends fails in time', async () => {
  await using refusing = await sends(Buffer.alloc(0), 503)
  await assert.rejects(refusing.voice.speak(sentence), /503/)
  await using leaving = await speaker((response) => response.destroy())
  await assert.rejects(leaving.voice.speak(sentence))
  await using hanging = await speaker(() => undefined, 300)
  await assert.rejects(hanging.voice.speak(sentence), { name: 'TimeoutError' })
  await using dripping = await speaker((response) => void response.writeHead(200).write(wav({ seconds: 2 }).subarray(0, 100)), 300)
  await assert.rejects(dripping.voice.speak(sentence), { name: 'TimeoutError' })
  await using elsewhere = await speaker((response) => response.writeHead(307, { location: 'http://127.0.0.1:9/v1/audio/speech' }).end())
  await assert.rejects(elsewhere.voice.speak(sentence))
})

test('an address that sends without end is cut off', async () => {
  await using place = await speaker((response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(1 << 20)));
    }
    response.writeHead(200).on('drain', more)
    more()
  })
  await assert.rejects(place.voice.speak(sentence), /too much/)
})

test('a program that never returns is ended, and the sentence is never its argument', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-voice-'))
  const program = path.join(folder, 'espeak-ng')
  await writeFile(program, '#!/bin/sh\ncase "$*" in *heap*) exit 3;; esac\nexec sleep 60\n')
  await chmod(program, 0o755)
  try {
    await assert.rejects(espeakVoice({ voice: 'en-us', program, deadlineMs: 300 }).speak(sentence), { name: 'ProgramFailure', code: 'ETIMEDOUT' })
    await assert.rejects(espeakVoice({ voice: 'en-us', program: path.join(folder, 'none') }).speak(sentence), { code: 'ENOENT' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

for (const rate of [8000, 16_000, 22_050, 24_000, 44_100, 48_000])
  test(`a tone of ${rate} samples a second is the same tone at the rate of videos`, () => {
    const hertz = 440
    const samples = Float32Array.from({ length: rate }, (_, index) => 0.5 * Math.sin((2 * Math.PI * hertz * index) / rate))
    const out = resampled({ rate, samples })
    assert.equal(out.length, soundRate)
    for (let index = 200; index < out.length - 200; index += 1) {
      const wanted = 0.5 * Math.sin((2 * Math.PI * hertz * index) / soundRate)
      assert.ok(Math.abs((out[index] ?? 0) - wanted) < 0.01, `${index}: ${out[index]} for ${wanted}`)
    }
  })

test('silence around a sentence is not part of it', () => {
  const spoken = Float32Array.from({ length: soundRate }, (_, index) => (index > 8000 && index < 20_000 ? Math.sin(index) : 0.0001))
  const { length } = trimmed(spoken)
  assert.ok(length > 12_000 && length < 14_000, `${length}`)
  assert.equal(trimmed(new Float32Array(100)).length, 100)
})
