/** A voice behind an address that speaks OpenAI's speech protocol, such as a Kokoro server of one's own: what it sends is believed only when it is speech. */
import { readWav, type Sound, type Voice } from './speech.ts'
import { spoken } from './spoken.ts'

export interface EndpointOptions {
  /** With the version path, as in http://127.0.0.1:8880/v1. */
  readonly baseUrl: string
  readonly apiKey: string
  readonly model: string
  readonly voice: string
  /** For one sentence. */
  readonly deadlineMs?: number
}

const mostBytes = 20_000_000

export function endpointVoice({ baseUrl, apiKey, model, voice, deadlineMs = 60_000 }: EndpointOptions): Voice {
  return {
    name: `endpoint ${baseUrl} ${model} ${voice}`,
    async speak(sentence, signal) {
      const input = spoken(sentence) || '.'
      const response = await fetch(`${baseUrl.replace(/\/$/, '')}/audio/speech`, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.any([AbortSignal.timeout(deadlineMs), ...(signal === undefined ? [] : [signal])]),
        headers: { 'content-type': 'application/json', ...(apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` }) },
        body: JSON.stringify({ model, voice, input, response_format: 'wav' }),
      })
      if (!response.ok) {
        await response.body?.cancel()
        throw new Error(`the voice answered with ${response.status}`)
      }
      return believed(readWav(await bytesOf(response)), input)
    },
  }
}

async function bytesOf({ body }: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.length
    if (bytes > mostBytes) throw new Error('the voice sent too much')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Nobody says a letter in less than 15 ms, nor takes more than half a second for each. */
function believed(sound: Sound, said: string): Sound {
  const seconds = sound.samples.length / sound.rate
  if (sound.rate < 8000 || sound.rate > 96_000) throw new Error('the voice sent sound of no usual rate')
  if (seconds < said.length * 0.015 || seconds > said.length * 0.5 + 3)
    throw new Error('the voice sent sound of another length than the sentence has')
  const power = sound.samples.reduce((sum, sample) => sum + sample * sample, 0) / sound.samples.length
  if (!(power > 1e-6)) throw new Error('the voice sent silence')
  return sound
}
