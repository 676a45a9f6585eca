/** A sentence without the silence before and behind it: its cue is as long as it is heard. */
import { soundRate } from './speech.ts'

/** Of the loudest sample: quieter than a breath. */
const silence = 10 ** (-46 / 20)
/** A sentence may begin with a letter that is hardly heard once it is encoded: the cue is still to begin with it. */
const before = Math.round(soundRate * 0.01)
const behind = Math.round(soundRate * 0.02)

export function trimmed(samples: Float32Array): Float32Array {
  const least = silence * samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const heard = (sample: number): boolean => Math.abs(sample) > least
  const first = samples.findIndex(heard)
  if (first < 0) return samples
  return samples.slice(Math.max(0, first - before), Math.min(samples.length, samples.findLastIndex(heard) + behind))
}
