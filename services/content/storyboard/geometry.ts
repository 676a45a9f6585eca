/** What the program that draws slides says of them: which parts cover more than their boxes. It measures by itself, not by our tables of letters. */
import { Resvg } from '@resvg/resvg-js'
import { fontFiles } from './font.ts'
import { frame } from './palette.ts'
import { type Part, slideOf } from './slide.ts'
import type { Storyboard } from './storyboard.ts'

/** Half of a line around a box, and what letters reach beyond their advance: the foot of a large J. */
const slack = 4

export interface Measured {
  readonly boxes: number
  readonly overflowing: readonly string[]
}

/** Every box of every slide. */
export function measured({ scenes }: Storyboard): Measured {
  const overflowing: string[] = []
  let boxes = 0
  for (const [index, scene] of scenes.entries())
    for (const at of scene.narration.keys())
      for (const part of slideOf(scene, at).parts) {
        if (part.svg === '') continue
        boxes += 1
        const over = overOf(part)
        if (over > slack) overflowing.push(`scene ${index + 1}, sentence ${at + 1}: the ${part.name} by ${over.toFixed(1)}`)
      }
  return { boxes, overflowing }
}

/** By how many pixels it reaches beyond its box. */
function overOf({ svg, box }: Part): number {
  const whole = `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${frame.height}" viewBox="0 0 ${frame.width} ${frame.height}">${svg}</svg>`
  const drawn = new Resvg(whole, { font: { loadSystemFonts: false, fontFiles: [...fontFiles] } }).getBBox()
  if (drawn === undefined) return 0
  const { x, y, width, height } = drawn
  return Math.max(box.x - x, box.y - y, x + width - box.x - box.width, y + height - box.y - box.height)
}
