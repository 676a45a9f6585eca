/** One slide of a scene as SVG: what stands while a sentence is said. Boxes are measured, so that nothing is ever drawn over an edge. */
import { draw } from './diagram.ts'
import { bold, mono, sans } from './font.ts'
import { highlighted } from './highlight.ts'
import { frame, palette } from './palette.ts'
import type { Scene, Sentence } from './storyboard.ts'
import { rect, written } from './svg.ts'
import { type Box, type SetText, setLines, setText } from './text-box.ts'

export interface Slide {
  readonly svg: string
  /** Parts whose text does not fit, by name; empty for a good slide. */
  readonly overflowing: readonly string[]
  readonly parts: readonly Part[]
}

export interface Part {
  readonly name: string
  readonly svg: string
  readonly fits: boolean
  /** What it may cover. */
  readonly box: Box
}

const titleBox: Box = { x: 80, y: 52, width: 1120, height: 104 }
const body: Box = { x: 80, y: 188, width: 1120, height: 456 }
const gap = 48

export function slideOf(scene: Scene, at: number): Slide {
  const sentence = scene.narration[at]
  const places = placesOf(scene)
  const parts = [
    title(scene.title, places.figure === undefined && places.bullets === undefined),
    ...(places.bullets === undefined ? [] : [bullets(scene.bullets, sentence?.bullets ?? 0, places.bullets)]),
    ...figures(scene, sentence, places.figure),
  ]
  return { svg: picture(parts.map(({ svg }) => svg).join('')), overflowing: parts.filter(({ fits }) => !fits).map(({ name }) => name), parts }
}

/** An empty page, from which a scene comes up. */
export const emptySlide = picture('')

function picture(inner: string): string {
  const page = rect({ x: 0, y: 0, ...frame }, `fill="${palette.paper}"`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${frame.height}" viewBox="0 0 ${frame.width} ${frame.height}">${page}${inner}</svg>`
}

function placesOf({ bullets: told, code, diagram }: Scene): { readonly bullets?: Box; readonly figure?: Box } {
  const figure = code !== undefined || diagram !== undefined
  if (told.length === 0) return figure ? { figure: body } : {}
  if (!figure) return { bullets: body }
  const left = { ...body, width: 470 }
  return { bullets: left, figure: { ...body, x: left.x + left.width + gap, width: body.width - left.width - gap } }
}

function title(text: string, alone: boolean): Part {
  const box = alone ? { ...body, y: 220, height: 240 } : titleBox
  const set = setText(text, { face: bold, sizes: alone ? [64, 56, 48, 40] : [44, 40, 36, 32, 28], box, leading: 1.18 })
  const top = box.y + (box.height - set.lines.length * set.lineHeight) / 2
  const svg = set.lines
    .map((line, index) => written(line, { x: box.x, y: top + (index + 0.8) * set.lineHeight, size: set.size, face: bold, fill: palette.ink }))
    .join('')
  const rule = rect({ x: box.x, y: box.y + box.height + 6, width: 72, height: 5 }, `rx="2.5" fill="${palette.accent}"`)
  return { name: 'title', svg: svg + rule, fits: set.fits, box: { ...box, height: box.height + 11 } }
}

const bulletSizes = [32, 30, 28, 26, 24, 22, 20]

/** All bullets have the size at which all of them fit, so that nothing moves when the next one comes. */
function bullets(texts: readonly string[], shown: number, box: Box): Part {
  const indent = 36
  const between = 22
  const room = { width: box.width - indent, height: box.height - between * (texts.length - 1) }
  const fitting = bulletSizes.map((size) => texts.map((text) => setText(text, { face: sans, sizes: [size], box: room })))
  const sets = fitting.find((each) => each.every(({ fits }) => fits) && heightOf(each) <= room.height) ?? fitting.at(-1) ?? []
  let y = box.y
  const drawn: string[] = []
  for (const [index, set] of sets.entries()) {
    if (index < shown) drawn.push(bullet(set, { x: box.x, y, indent }))
    y += set.lines.length * set.lineHeight + between
  }
  return { name: 'bullets', svg: drawn.join(''), fits: sets.every(({ fits }) => fits) && heightOf(sets) <= room.height, box }
}

const heightOf = (sets: readonly SetText[]): number => sets.reduce((sum, { lines, lineHeight }) => sum + lines.length * lineHeight, 0)

function bullet({ lines, size, lineHeight }: SetText, { x, y, indent }: { readonly x: number; readonly y: number; readonly indent: number }): string {
  const dot = `<circle cx="${x + 10}" cy="${y + lineHeight * 0.55}" r="6" fill="${palette.accent}"/>`
  return (
    dot +
    lines.map((line, index) => written(line, { x: x + indent, y: y + (index + 0.78) * lineHeight, size, face: sans, fill: palette.ink })).join('')
  )
}

function figures({ code, diagram }: Scene, sentence: Sentence | undefined, box: Box | undefined): readonly Part[] {
  if (box === undefined) return []
  const both = code !== undefined && diagram !== undefined
  const upper = both ? { ...box, height: 170 } : box
  const lower = both ? { ...box, y: box.y + 190, height: box.height - 190 } : box
  const parts: Part[] = []
  if (diagram !== undefined) parts.push({ name: 'diagram', ...draw(diagram, sentence?.step ?? 0, upper), box: upper })
  if (code !== undefined) parts.push(codeBox(code, sentence?.lines, lower))
  return parts
}

function codeBox({ language, text }: NonNullable<Scene['code']>, lit: readonly [number, number] | undefined, box: Box): Part {
  const pad = 24
  const lines = text.replace(/\s+$/u, '').split('\n')
  const inner = { width: box.width - pad * 2, height: box.height - pad * 2 }
  const set = setLines(lines, { face: mono, sizes: [26, 24, 22, 20, 18, 17, 16, 15], box: inner, leading: 1.42 })
  const height = set.lines.length * set.lineHeight + pad * 2
  const panel = rect({ ...box, height: Math.min(height, box.height) }, `rx="10" fill="${palette.surface}" stroke="${palette.line}" stroke-width="2"`)
  const letter = mono.width('x', set.size)
  const drawn = set.lines.map((line, index) => {
    const y = box.y + pad + index * set.lineHeight
    const on = lit !== undefined && index + 1 >= lit[0] && index + 1 <= lit[1]
    const band = on ? rect({ x: box.x + 6, y, width: box.width - 12, height: set.lineHeight }, `rx="5" fill="${palette.lit}"`) : ''
    let x = box.x + pad
    const pieces = highlighted(line, language).map((piece) => {
      const at = x
      x += [...piece.text].length * letter
      return piece.text.trim() === ''
        ? ''
        : written(piece.text, { x: at, y: y + set.lineHeight * 0.72, size: set.size, face: mono, fill: piece.fill })
    })
    return band + pieces.join('')
  })
  return { name: 'code', svg: panel + drawn.join(''), fits: set.fits, box }
}
