/** Everything that is stored of a rendered video: the film, what is said, chapters, a still picture, and small pictures for seeking. */

import { frame } from '../storyboard/palette.ts'
import { emptySlide, slideOf } from '../storyboard/slide.ts'
import type { Storyboard } from '../storyboard/storyboard.ts'
import { type Spoken, vtt } from './captions.ts'
import type { Joined } from './join.ts'
import { drawn } from './picture.ts'
import { sheet, tile } from './sheet.ts'
import { framesPerSecond } from './timeline.ts'
import { webp } from './webp.ts'

export interface RenderFacts {
  readonly durationMs: number
  readonly chapters: readonly { readonly title: string; readonly atMs: number }[]
  readonly cues: readonly { readonly scene: number; readonly fromMs: number; readonly toMs: number }[]
}

export const fileNames = {
  video: 'video.mp4',
  captions: 'captions.vtt',
  chapters: 'chapters.vtt',
  thumbnail: 'thumbnail.webp',
  storyboard: 'storyboard.webp',
} as const
export type FileKind = keyof typeof fileNames

export async function filesOf(board: Storyboard, whole: Joined) {
  const seconds = (frames: number): number => frames / framesPerSecond
  const spoken: (Spoken & { readonly scene: number })[] = whole.clips.flatMap(({ cues }, scene) =>
    cues.map(({ text, from, to }) => ({
      scene,
      text,
      from: seconds((whole.starts[scene] ?? 0) + from),
      to: seconds((whole.starts[scene] ?? 0) + to),
    })),
  )
  const chapters = whole.chapters.map(({ title, from, to }) => ({ text: title, from: seconds(from), to: seconds(to) }))
  const slides = board.scenes.map((scene) => slideOf(scene, scene.narration.length - 1).svg)
  const facts: RenderFacts = {
    durationMs: Math.round(seconds(whole.frames) * 1000),
    chapters: chapters.map(({ text, from }) => ({ title: text, atMs: Math.round(from * 1000) })),
    cues: spoken.map(({ scene, from, to }) => ({ scene, fromMs: Math.round(from * 1000), toMs: Math.round(to * 1000) })),
  }
  const files: Record<(typeof fileNames)[FileKind], Uint8Array> = {
    'video.mp4': whole.mp4,
    'captions.vtt': Buffer.from(vtt(spoken)),
    'chapters.vtt': Buffer.from(vtt(chapters)),
    'thumbnail.webp': await thumbnail(slides),
    'storyboard.webp': await sheet(slides.map((slide) => drawn(slide, tile.width))),
  }
  return { facts, files }
}

/** Of the second scene, half as large: the first shows no more than the title. */
function thumbnail(slides: readonly string[]): Promise<Uint8Array> {
  const size = { width: frame.width / 2, height: frame.height / 2 }
  return webp(drawn(slides[1] ?? slides[0] ?? emptySlide, size.width), size)
}
