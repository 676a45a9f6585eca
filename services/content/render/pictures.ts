/** The pictures of a scene one after the other, each with when it stands. */
import { frame } from '../storyboard/palette.ts'
import { emptySlide } from '../storyboard/slide.ts'
import { drawn, fade, type Picture } from './picture.ts'
import type { Timeline } from './timeline.ts'

export interface Shown {
  /** To be used before the next one is asked for: a crossfade is written into the same bytes again. */
  readonly picture: Picture
  readonly frame: number
  readonly frames: number
}

export function* picturesOf({ shots }: Timeline, slides: readonly string[]): Generator<Shown> {
  const pictures = kept(slides)
  const out: Picture = new Uint8Array((frame.width * frame.height * 3) / 2)
  let fading: { readonly to: number; readonly at: (part: number) => Picture } | undefined
  for (const { frame: at, frames, first, second, part } of shots) {
    if (part < 1 && fading?.to !== second) fading = { to: second, at: fade(pictures(first), pictures(second), out) }
    yield { picture: part < 1 && fading !== undefined ? fading.at(part) : pictures(second), frame: at, frames }
  }
}

/** Two of them are kept: what fades out, and what fades in. */
function kept(slides: readonly string[]): (index: number) => Picture {
  const known = new Map<number, Picture>()
  return (index) => {
    const found = known.get(index)
    if (found !== undefined) return found
    const picture = drawn(slides[index] ?? emptySlide)
    for (const old of known.keys()) if (known.size > 1) known.delete(old)
    known.set(index, picture)
    return picture
  }
}
