/** When each sentence of a scene is said and each picture of it stands, in whole frames. */
import { soundRate } from '../speech/speech.ts'

export const framesPerSecond = 25
export const samplesPerFrame = soundRate / framesPerSecond

export interface Cue {
  readonly text: string
  /** Frames from the start. */
  readonly from: number
  readonly to: number
}

export interface Shot {
  readonly frame: number
  /** Frames until the next one. */
  readonly frames: number
  /** Slides by their sentence; -1 is the empty page. `part` is how far the second has come. */
  readonly first: number
  readonly second: number
  readonly part: number
}

const leadFrames = 10
const pauseFrames = 9
const tailFrames = 14
const fadeFrames = 6

export interface Timeline {
  readonly cues: readonly Cue[]
  readonly shots: readonly Shot[]
  readonly frames: number
}

/** @param changes whether a sentence's slide differs from the one before. */
export function timelineOf(sentences: readonly { readonly text: string; readonly samples: number; readonly changes: boolean }[]): Timeline {
  const cues: Cue[] = []
  let at = leadFrames
  for (const { text, samples } of sentences) {
    const to = at + Math.ceil(samples / samplesPerFrame)
    cues.push({ text, from: at, to })
    at = to + pauseFrames
  }
  const frames = at - pauseFrames + tailFrames
  const fades = sentences.flatMap(({ changes }, index) => (changes ? [{ index, from: index === 0 ? 0 : (cues[index]?.from ?? 0) }] : []))
  return { cues, frames, shots: shotsOf(fades, frames) }
}

function shotsOf(fades: readonly { readonly index: number; readonly from: number }[], frames: number): readonly Shot[] {
  const shots: Shot[] = []
  for (const [nth, { index, from }] of fades.entries()) {
    const first = fades[nth - 1]?.index ?? -1
    const end = fades[nth + 1]?.from ?? frames
    const faded = Math.min(from + fadeFrames, end - 1)
    for (let frame = from; frame < faded; frame += 1)
      shots.push({ frame, frames: 1, first, second: index, part: (frame - from + 1) / (fadeFrames + 1) })
    for (let frame = faded; frame < end; frame += framesPerSecond)
      shots.push({ frame, frames: Math.min(framesPerSecond, end - frame), first: index, second: index, part: 1 })
  }
  return shots
}
