/** Text that is put into a box: broken between words by measured widths, and made smaller until it fits. */
import type { Face } from './font.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface SetText {
  readonly lines: readonly string[]
  readonly size: number
  readonly lineHeight: number
  /** False where even the smallest size is too large. */
  readonly fits: boolean
}

export interface Setting {
  readonly face: Face
  readonly sizes: readonly number[]
  readonly box: Pick<Box, 'width' | 'height'>
  /** Between lines, in sizes. */
  readonly leading?: number
}

export function setText(text: string, { face, sizes, box, leading = 1.35 }: Setting): SetText {
  let last: SetText = { lines: [], size: 0, lineHeight: 0, fits: false }
  for (const size of sizes) {
    const lines = broken(text, (part) => face.width(part, size) <= box.width)
    const lineHeight = size * leading
    const fits = lines.every((line) => face.width(line, size) <= box.width) && lines.length * lineHeight <= box.height
    last = { lines, size, lineHeight, fits }
    if (fits) return last
  }
  return last
}

/** Lines as they are: code is never broken. */
export function setLines(lines: readonly string[], { face, sizes, box, leading = 1.35 }: Setting): SetText {
  let last: SetText = { lines, size: 0, lineHeight: 0, fits: false }
  for (const size of sizes) {
    const fits = lines.every((line) => face.width(line, size) <= box.width) && lines.length * size * leading <= box.height
    last = { lines, size, lineHeight: size * leading, fits }
    if (fits) return last
  }
  return last
}

function broken(text: string, fits: (part: string) => boolean): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/u).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || fits(longer)) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return line === '' ? lines : [...lines, line]
}
