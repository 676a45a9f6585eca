/** Slides as pictures: rasterised with the bundled fonts alone, turned into the colours of video, and blended. */
import { Resvg } from '@resvg/resvg-js'
import { fontFiles } from '../storyboard/font.ts'
import { frame } from '../storyboard/palette.ts'

/** Planes Y, U and V one after the other; BT.709, limited range. */
export type Picture = Uint8Array

/** @param width of the picture; the height follows. */
export function drawn(svg: string, width: number = frame.width): Picture {
  const options = { font: { loadSystemFonts: false, fontFiles: [...fontFiles] }, fitTo: { mode: 'width' as const, value: width } }
  const rendered = new Resvg(svg, options).render()
  return toI420(rendered.pixels, rendered)
}

export interface Size {
  readonly width: number
  readonly height: number
}

function toI420(rgba: Uint8Array, { width, height }: Size): Picture {
  const out = new Uint8Array((width * height * 3) / 2)
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height)
  addLuma(out, rgba, pixels)
  const chroma = width * height
  for (let y = 0; y < height / 2; y += 1)
    addChroma(out, { rgba, pixels, width, first: y * 2 * width, to: chroma + (y * width) / 2, plane: chroma / 4 })
  return out
}

/**
 * In parts of 65,536; the half that rounds and the 16 that all values stand on are in the last number.
 * Slides are mostly of one colour: what is like the pixel before is not reckoned again.
 */
function addLuma(out: Picture, rgba: Uint8Array, pixels: Uint32Array): void {
  let before = 0
  let value = 16
  for (let index = 0; index < pixels.length; index += 1) {
    const pixel = pixels[index] as number
    if (pixel !== before) {
      before = pixel
      const at = index * 4
      value = (11_967 * (rgba[at] as number) + 40_252 * (rgba[at + 1] as number) + 4063 * (rgba[at + 2] as number) + 1_081_344) >> 16
    }
    out[index] = value
  }
}

interface ChromaRow {
  readonly rgba: Uint8Array
  readonly pixels: Uint32Array
  readonly width: number
  /** Of the upper row of pixels. */
  readonly first: number
  readonly to: number
  readonly plane: number
}

/** Each is of four neighbours, in parts of 262,144. */
function addChroma(out: Picture, { rgba, pixels, width, first, to, plane }: ChromaRow): void {
  let before = -1
  let [u, v] = [128, 128]
  for (let x = 0; x < width / 2; x += 1) {
    const index = first + x * 2
    const pixel = pixels[index] as number
    const flat = pixel === pixels[index + 1] && pixel === pixels[index + width] && pixel === pixels[index + width + 1]
    if (!flat || pixel !== before) {
      const at = index * 4
      const below = at + width * 4
      const four = (part: number): number =>
        (rgba[at + part] as number) + (rgba[at + part + 4] as number) + (rgba[below + part] as number) + (rgba[below + part + 4] as number)
      const [r, g, b] = [four(0), four(1), four(2)]
      u = (-6593 * r - 22_190 * g + 28_783 * b + 33_685_504) >> 18
      v = (28_783 * r - 26_142 * g - 2641 * b + 33_685_504) >> 18
      before = flat ? pixel : -1
    }
    out[to + x] = u
    out[to + plane + x] = v
  }
}

/**
 * From one picture to another. Two slides of a scene are mostly the same: only what differs is reckoned, four bytes at a time.
 * @param out where each picture between them is written; as long as both.
 * @returns the picture for a part: 0 is the first, 1 the second.
 */
export function fade(first: Picture, second: Picture, out: Picture): (part: number) => Picture {
  const [from, to, into] = [words(first), words(second), words(out)]
  into.set(to)
  const places = new Uint32Array(into.length)
  let count = 0
  for (let index = 0; index < into.length; index += 1) if (from[index] !== to[index]) places[count++] = index
  return (part) => {
    const weight = Math.round(part * 256)
    const rest = 256 - weight
    for (let nth = 0; nth < count; nth += 1) {
      const index = places[nth] as number
      const one = from[index] as number
      const other = to[index] as number
      const even = (Math.imul(one & 0xff00ff, rest) + Math.imul(other & 0xff00ff, weight)) >>> 8
      const odd = Math.imul((one >>> 8) & 0xff00ff, rest) + Math.imul((other >>> 8) & 0xff00ff, weight)
      into[index] = (even & 0xff00ff) | (odd & 0xff00ff00)
    }
    return out
  }
}

const words = (picture: Picture): Uint32Array => new Uint32Array(picture.buffer, picture.byteOffset, picture.length / 4)
