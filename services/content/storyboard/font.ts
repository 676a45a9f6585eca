/** Widths of the letters of a TrueType font, read out of its tables: what resvg draws without kerning is as wide as the sum of them. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const folder = path.join(path.dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')

export const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSansMono.ttf'].map((name) => path.join(folder, name))

export interface Face {
  readonly family: string
  readonly weight: 400 | 700
  /** In pixels. */
  width(text: string, size: number): number
}

function openFace(family: string, weight: 400 | 700, file: string | undefined): Face {
  const advances = readAdvances(readFileSync(file ?? ''))
  const missing = advances.get(0) ?? 0.6
  return {
    family,
    weight,
    width: (text, size) => [...text].reduce((sum, letter) => sum + (advances.get(letter.codePointAt(0) ?? 0) ?? missing), 0) * size,
  }
}

/** By code point, in parts of the size; 0 stands for what the font does not have. */
function readAdvances(bytes: Buffer): ReadonlyMap<number, number> {
  const tables = new Map<string, number>()
  for (let index = 0; index < bytes.readUInt16BE(4); index += 1) {
    const at = 12 + index * 16
    tables.set(bytes.toString('latin1', at, at + 4), bytes.readUInt32BE(at + 8))
  }
  const table = (name: string): number => tables.get(name) ?? 0
  const unitsPerEm = bytes.readUInt16BE(table('head') + 18)
  const metrics = bytes.readUInt16BE(table('hhea') + 34)
  const advance = (glyph: number): number => bytes.readUInt16BE(table('hmtx') + Math.min(glyph, metrics - 1) * 4) / unitsPerEm
  const advances = new Map([[0, advance(0)]])
  for (const [point, glyph] of glyphs(bytes, table('cmap'))) advances.set(point, advance(glyph))
  return advances
}

/** The characters of the basic plane, out of the table of format 4. */
function* glyphs(bytes: Buffer, cmap: number): Generator<readonly [point: number, glyph: number]> {
  const at = formatFour(bytes, cmap)
  const segments = bytes.readUInt16BE(at + 6) / 2
  for (let segment = 0; segment < segments; segment += 1) {
    const field = (row: number): number => at + 14 + row * segments * 2 + (row > 0 ? 2 : 0) + segment * 2
    const [last, first, delta] = [bytes.readUInt16BE(field(0)), bytes.readUInt16BE(field(1)), bytes.readUInt16BE(field(2))]
    const range = bytes.readUInt16BE(field(3))
    for (let point = first; point <= last && point < 0xffff; point += 1) {
      const found = range === 0 ? point : bytes.readUInt16BE(field(3) + range + (point - first) * 2)
      if (found !== 0) yield [point, (found + delta) & 0xffff]
    }
  }
}

function formatFour(bytes: Buffer, cmap: number): number {
  for (let index = 0; index < bytes.readUInt16BE(cmap + 2); index += 1) {
    const at = cmap + bytes.readUInt32BE(cmap + 8 + index * 8)
    if (bytes.readUInt16BE(at) === 4) return at
  }
  throw new Error('the font has no table of characters')
}

export const sans: Face = openFace('DejaVu Sans', 400, fontFiles[0])
export const bold: Face = openFace('DejaVu Sans', 700, fontFiles[1])
export const mono: Face = openFace('DejaVu Sans Mono', 400, fontFiles[2])
