/** How loud speech is after ITU-R BS.1770, and speech made as loud as it should be without a peak above the ceiling. */
import { soundRate } from './speech.ts'

const targetLufs = -16
/** Of samples; what a decoder makes of them may stand a little higher. */
const ceiling = 10 ** (-2.6 / 20)

interface Section {
  readonly b: readonly [number, number, number]
  readonly a: readonly [number, number]
}

/** The two filters at our rate; the recommendation prints them at 48 kHz alone (their analogue shape: Brecht De Man, "Evaluation of implementations of the EBU R128 loudness measurement", 2018). */
const shelf = highShelf(1681.974450955533, 3.999843853973347, 0.7071752369554196)
const highPass = highPassed(38.13547087602444, 0.5003270373238773)

function highShelf(hertz: number, decibels: number, q: number): Section {
  const k = Math.tan((Math.PI * hertz) / soundRate)
  const high = 10 ** (decibels / 20)
  const band = high ** 0.4996667741545416
  const whole = 1 + k / q + k * k
  return {
    b: [(high + (band * k) / q + k * k) / whole, (2 * (k * k - high)) / whole, (high - (band * k) / q + k * k) / whole],
    a: [(2 * (k * k - 1)) / whole, (1 - k / q + k * k) / whole],
  }
}

function highPassed(hertz: number, q: number): Section {
  const k = Math.tan((Math.PI * hertz) / soundRate)
  const whole = 1 + k / q + k * k
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / whole, (1 - k / q + k * k) / whole] }
}

/** The power of each tenth of a second, weighted: both filters in one walk, without a sound in between. */
function powers(samples: Float32Array): readonly number[] {
  const found: number[] = []
  const hop = soundRate / 10
  const { b: s, a: sa } = shelf
  const { b: h, a: ha } = highPass
  const [s0, s1, s2, sa1, sa2, h0, h1, h2, ha1, ha2] = [...s, ...sa, ...h, ...ha]
  let [x1, x2, y1, y2, z1, z2] = [0, 0, 0, 0, 0, 0]
  for (let from = 0; from + hop <= samples.length; from += hop) {
    let sum = 0
    for (let index = from; index < from + hop; index += 1) {
      const x = samples[index] as number
      const y = s0 * x + s1 * x1 + s2 * x2 - sa1 * y1 - sa2 * y2
      const z = h0 * y + h1 * y1 + h2 * y2 - ha1 * z1 - ha2 * z2
      x2 = x1
      x1 = x
      y2 = y1
      y1 = y
      z2 = z1
      z1 = z
      sum += z * z
    }
    found.push(sum / hop)
  }
  return found
}

/** Integrated and gated, in LUFS, of one channel: blocks of 0.4 s, a tenth of a second apart. */
export function loudnessOf(samples: Float32Array): number {
  const tenths = powers(samples)
  const blocks = tenths.slice(3).map((last, index) => ((tenths[index] ?? 0) + (tenths[index + 1] ?? 0) + (tenths[index + 2] ?? 0) + last) / 4)
  const audible = blocks.filter((each) => lufs(each) > -70)
  if (audible.length === 0) return Number.NEGATIVE_INFINITY
  const gate = lufs(mean(audible)) - 10
  return lufs(mean(audible.filter((each) => lufs(each) > gate)))
}

const lufs = (each: number): number => -0.691 + 10 * Math.log10(each)
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Peaks are pressed down, so the gain is looked for until the loudness is right. */
export function levelled(samples: Float32Array): Float32Array {
  let gain = 10 ** ((targetLufs - loudnessOf(samples)) / 20)
  if (!Number.isFinite(gain)) return samples
  let out = limited(samples, gain)
  for (let round = 0; round < 6; round += 1) {
    const off = targetLufs - loudnessOf(out)
    if (Math.abs(off) < 0.1) break
    gain *= 10 ** (off / 20)
    out = limited(samples, gain)
  }
  return out
}

const attack = Math.round(soundRate * 0.004)
const release = Math.exp(-1 / (soundRate * 0.06))

/** Looks ahead: the gain is down before the peak comes, and rises slowly after it. */
function limited(samples: Float32Array, gain: number): Float32Array {
  const out = new Float32Array(samples.length)
  const needed = wantedGains(samples, gain)
  let current = 1
  for (let index = 0; index < samples.length; index += 1) {
    const wanted = needed[index] ?? 1
    current = wanted < current ? Math.max(wanted, current - (1 - wanted) / (attack / 4)) : wanted - (wanted - current) * release
    const value = (samples[index] ?? 0) * gain * current
    out[index] = Math.max(-ceiling, Math.min(ceiling, value))
  }
  return out
}

/** At each sample the least gain that any of the next samples needs. */
function wantedGains(samples: Float32Array, gain: number): Float32Array {
  const wanted = new Float32Array(samples.length).fill(1)
  const queue: number[] = []
  let head = 0
  const needs = samples.map((sample) => Math.min(1, ceiling / Math.max(1e-9, Math.abs(sample * gain))))
  const need = (index: number): number => needs[index] ?? 1
  for (let index = 0; index < samples.length + attack; index += 1) {
    if (index < samples.length) {
      while (queue.length > head && need(queue.at(-1) ?? 0) >= need(index)) queue.pop()
      queue.push(index)
    }
    const at = index - attack
    if (at < 0) continue
    while ((queue[head] ?? Number.POSITIVE_INFINITY) < at) head += 1
    wanted[at] = need(queue[head] ?? at)
  }
  return wanted
}
