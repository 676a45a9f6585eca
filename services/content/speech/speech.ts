/** What turns a sentence into sound: one port for every voice. */

export interface Sound {
  readonly rate: number
  /** One channel, from -1 to 1. */
  readonly samples: Float32Array
}

export interface Voice {
  /** Which voice it is, for the key under which a scene is kept. */
  readonly name: string
  speak(sentence: string, signal?: AbortSignal): Promise<Sound>
}

/** Of every sound in a video: more than any of the voices has, and a packet of AAC is shorter than a frame. */
export const soundRate = 32_000

/** The rate is raised or lowered to that of videos, by a windowed sinc. */
export function resampled({ rate, samples }: Sound): Float32Array {
  if (rate === soundRate) return samples
  // Silence on both sides, so that no tap reads beyond the end.
  const padded = new Float32Array(samples.length + reach * 2 + 1)
  padded.set(samples, reach - 1)
  const ratio = soundRate / rate
  const out = new Float32Array(Math.round(samples.length * ratio))
  const { taps, phases } = tapsOf(rate)
  const length = reach * 2
  for (let index = 0, phase = 0; index < out.length; index += 1, phase = phase + 1 === phases ? 0 : phase + 1) {
    const from = Math.min(Math.floor(index / ratio), samples.length)
    const first = phase * length
    let sum = 0
    for (let tap = 0; tap < length; tap += 1) sum += (padded[from + tap] as number) * (taps[first + tap] as number)
    out[index] = sum
  }
  return out
}

const reach = 12

/** Filters, one behind the other: one for each place between two samples that comes up before the places repeat. */
function tapsOf(rate: number): { readonly taps: Float32Array; readonly phases: number } {
  const phases = soundRate / commonDivisor(rate, soundRate)
  const ratio = soundRate / rate
  const cut = Math.min(1, ratio)
  const taps = new Float32Array(phases * reach * 2)
  for (let phase = 0; phase < phases; phase += 1) {
    const offset = (phase / ratio) % 1
    for (let tap = 0; tap < reach * 2; tap += 1) {
      const x = tap - reach + 1 - offset
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / reach)
      taps[phase * reach * 2 + tap] = cut * (x === 0 ? 1 : Math.sin(Math.PI * cut * x) / (Math.PI * cut * x)) * window
    }
  }
  return { taps, phases }
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other)
}

/** @throws when it is no plain WAV of 16 bits. */
export function readWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tag = (from: number): string => String.fromCharCode(...bytes.subarray(from, from + 4))
  if (tag(0) !== 'RIFF' || tag(8) !== 'WAVE') throw new Error('the sound is no WAV')
  let at = 12
  let rate = 0
  let channels = 1
  while (at + 8 <= view.byteLength) {
    const name = tag(at)
    const length = Math.min(view.getUint32(at + 4, true), view.byteLength - at - 8)
    if (name === 'fmt ' && length >= 16) {
      channels = Math.max(1, view.getUint16(at + 10, true))
      rate = view.getUint32(at + 12, true)
      if (view.getUint16(at + 22, true) !== 16) throw new Error('the sound is not of 16 bits')
    }
    if (name === 'data' && rate > 0) return { rate, samples: samplesOf(view, { from: at + 8, count: Math.floor(length / 2 / channels), channels }) }
    at += 8 + length + (length % 2)
  }
  throw new Error('the sound has no samples')
}

function samplesOf(view: DataView, { from, count, channels }: { readonly from: number; readonly count: number; readonly channels: number }) {
  const samples = new Float32Array(count)
  for (let index = 0; index < count; index += 1) samples[index] = view.getInt16(from + index * 2 * channels, true) / 32_768
  return samples
}
