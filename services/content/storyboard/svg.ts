/** Pieces of SVG. Every text goes through `escaped`: what a learner or a model wrote is never markup. */
import type { Face } from './font.ts'

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`)
}

export interface Written {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly face: Face
  readonly fill: string
  readonly anchor?: 'start' | 'middle'
}

export function written(text: string, { x, y, size, face, fill, anchor = 'start' }: Written): string {
  return `<text x="${round(x)}" y="${round(y)}" font-family="${face.family}" font-weight="${face.weight}" font-size="${round(size)}" fill="${fill}" text-anchor="${anchor}" style="font-kerning:none" xml:space="preserve">${escaped(text)}</text>`
}

export const round = (value: number): number => Math.round(value * 100) / 100

export function rect(box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, style: string): string {
  return `<rect x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.height)}" ${style}/>`
}
