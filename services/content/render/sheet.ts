/** Small pictures side by side, for whoever looks for a place in a video: a scene each, four to a row. */
import { frame } from '../storyboard/palette.ts'
import type { Picture } from './picture.ts'
import { webp } from './webp.ts'

const columns = 4
/** One of them. */
export const tile = { width: frame.width / 8, height: frame.height / 8 }

export async function sheet(tiles: readonly Picture[]): Promise<Buffer> {
  const size = { width: columns * tile.width, height: Math.ceil(tiles.length / columns) * tile.height }
  const luma = size.width * size.height
  const out = new Uint8Array(luma * 1.5).fill(128, luma).fill(235, 0, luma)
  for (const [index, picture] of tiles.entries()) {
    const [left, top] = [(index % columns) * tile.width, Math.floor(index / columns) * tile.height]
    let from = 0
    let plane = 0
    for (const part of [1, 2, 2]) {
      const row = tile.width / part
      for (let y = 0; y < tile.height / part; y += 1, from += row)
        out.set(picture.subarray(from, from + row), plane + (top / part + y) * (size.width / part) + left / part)
      plane += luma / (part * part)
    }
  }
  return webp(out, size)
}
