/** A scene as a clip: its pictures in a file of their own, its sound as samples, and when each sentence is said. */
import { open, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { resampled, type Voice } from '../speech/speech.ts'
import { trimmed } from '../speech/trim.ts'
import { slideOf } from '../storyboard/slide.ts'
import type { Scene } from '../storyboard/storyboard.ts'
import type { Renderer } from './renderer.ts'
import { type Cue, samplesPerFrame, type Timeline, timelineOf } from './timeline.ts'

export interface ClipFacts {
  readonly frames: number
  readonly cues: readonly Cue[]
}

export const clipFiles = (folder: string, key: string) => ({
  video: path.join(folder, `${key}.mp4`),
  sound: path.join(folder, `${key}.f32`),
  /** Written last: where it stands, the clip is whole. */
  facts: path.join(folder, `${key}.json`),
})

export interface ClipOptions {
  readonly folder: string
  readonly key: string
  readonly voice: Voice
  readonly renderer: Renderer
}

export async function makeClip(scene: Scene, { folder, key, voice, renderer }: ClipOptions): Promise<ClipFacts> {
  const sounds: Float32Array[] = []
  for (const { say } of scene.narration) sounds.push(trimmed(resampled(await voice.speak(say))))
  const slides = scene.narration.map((_, index) => slideOf(scene, index).svg)
  const timeline = timelineOf(
    scene.narration.map(({ say }, index) => ({ text: say, samples: sounds[index]?.length ?? 0, changes: slides[index] !== slides[index - 1] })),
  )
  const files = clipFiles(folder, key)
  await put(files.video, await renderer.encode(timeline, slides))
  await put(files.sound, bytesOf(soundTrack(timeline, sounds)))
  const facts: ClipFacts = { frames: timeline.frames, cues: timeline.cues }
  await put(files.facts, Buffer.from(JSON.stringify(facts)))
  return facts
}

/** There whole, or not at all. */
export async function put(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.${process.pid}.part`
  try {
    await writeFile(part, bytes)
    const handle = await open(part, 'r+')
    await handle.sync()
    await handle.close()
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

const bytesOf = (samples: Float32Array): Uint8Array => new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)

/** As long as the pictures, to the sample. */
function soundTrack({ cues, frames }: Timeline, sounds: readonly Float32Array[]): Float32Array {
  const track = new Float32Array(frames * samplesPerFrame)
  for (const [index, { from }] of cues.entries()) track.set(sounds[index] ?? [], from * samplesPerFrame)
  return track
}
