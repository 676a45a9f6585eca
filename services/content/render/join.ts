/** Clips become one film: the pictures are copied as they are, the sound is levelled and encoded once. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { levelled } from '../speech/loudness.ts'
import type { Storyboard } from '../storyboard/storyboard.ts'
import { type ClipFacts, clipFiles } from './clip.ts'
import type { Chapter, Renderer } from './renderer.ts'

export interface Joined {
  readonly mp4: Uint8Array
  readonly clips: readonly ClipFacts[]
  /** Of each clip, in frames. */
  readonly starts: readonly number[]
  readonly frames: number
  readonly chapters: readonly Chapter[]
}

export interface Joining {
  readonly folder: string
  readonly keys: readonly string[]
  readonly renderer: Renderer
}

export async function joined({ title, scenes }: Storyboard, { folder, keys, renderer }: Joining): Promise<Joined> {
  const clips = await Promise.all(keys.map(async (key): Promise<ClipFacts> => JSON.parse(await readFile(clipFiles(folder, key).facts, 'utf8'))))
  const starts = clips.map((_, index) => clips.slice(0, index).reduce((sum, { frames }) => sum + frames, 0))
  const frames = clips.reduce((sum, clip) => sum + clip.frames, 0)
  const named = scenes.flatMap(({ keyPoint }, index) => (keyPoint === '' ? [] : [{ title: keyPoint, from: starts[index] ?? 0 }]))
  const chapters = named.map((each, index) => ({ ...each, to: named[index + 1]?.from ?? frames }))
  const mp4 = await renderer.join({
    title,
    chapters,
    clips: clips.map((clip, index) => ({ file: clipFiles(folder, keys[index] ?? '').video, frames: clip.frames })),
    sound: await soundOf(folder, keys),
    scratch: path.join(folder, `film.${process.pid}`),
  })
  return { mp4, clips, starts, frames, chapters }
}

async function soundOf(folder: string, keys: readonly string[]): Promise<Float32Array> {
  const bytes = Buffer.concat(await Promise.all(keys.map((key) => readFile(clipFiles(folder, key).sound))))
  return levelled(new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4))
}
