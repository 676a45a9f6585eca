/** Chapters within an MP4 (the list "chpl" of its user data, as players and ffprobe read it), put into a file that is whole. */
import type { Chapter } from './renderer.ts'
import { framesPerSecond } from './timeline.ts'

const mostChapters = 255
const longestTitle = 255
/** A chapter begins at so many parts of a second. */
const unitsPerSecond = 10_000_000

/** @param bytes with what is in the film before the film itself, as fast start has it. */
export function withChapters(bytes: Uint8Array, chapters: readonly Chapter[]): Uint8Array {
  const film = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const moov = find(film, 'moov', { from: 0, to: film.length })
  if (moov === undefined || chapters.length === 0) return bytes
  const list = box('chpl', chapterList(chapters.slice(0, mostChapters)))
  const user = find(film, 'udta', { from: moov.from + 8, to: moov.to })
  const added = user === undefined ? box('udta', list) : list
  const at = user?.to ?? moov.to
  const out = Buffer.concat([film.subarray(0, at), added, film.subarray(at)])
  for (const holder of user === undefined ? [moov] : [moov, user]) out.writeUInt32BE(holder.to - holder.from + added.length, holder.from)
  moveChunks(out, { from: moov.from + 8, to: moov.to + added.length }, { behind: at, by: added.length })
  return out
}

function chapterList(chapters: readonly Chapter[]): Buffer {
  // Version 1 and no flags; four bytes that nobody uses; how many.
  const head = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, chapters.length])
  const entries = chapters.map(({ title, from }) => {
    const name = cut(title)
    const entry = Buffer.alloc(9 + name.length)
    entry.writeBigUInt64BE(BigInt(Math.round((from / framesPerSecond) * unitsPerSecond)), 0)
    entry.writeUInt8(name.length, 8)
    name.copy(entry, 9)
    return entry
  })
  return Buffer.concat([head, ...entries])
}

/** In bytes, and never within a letter. */
function cut(title: string): Buffer {
  let kept = ''
  for (const letter of title) {
    if (Buffer.byteLength(kept + letter) > longestTitle) break
    kept += letter
  }
  return Buffer.from(kept)
}

function box(name: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.length, 0)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, content])
}

interface Span {
  readonly from: number
  readonly to: number
}

function* boxes(film: Buffer, { from, to }: Span): Generator<Span & { readonly name: string }> {
  let at = from
  while (at + 8 <= to) {
    const size = film.readUInt32BE(at)
    // 0 and 1 stand for what is too long to be a box with boxes in it.
    if (size < 8) return
    yield { name: film.toString('latin1', at + 4, at + 8), from: at, to: at + size }
    at += size
  }
}

const find = (film: Buffer, name: string, within: Span): Span | undefined => boxes(film, within).find((each) => each.name === name)

const holders = new Set(['trak', 'mdia', 'minf', 'stbl'])

interface Shift {
  readonly behind: number
  readonly by: number
}

/** Where the parts of the film lie is written as places in the file. */
function moveChunks(film: Buffer, within: Span, shift: Shift): void {
  for (const each of boxes(film, within)) {
    if (holders.has(each.name)) moveChunks(film, { from: each.from + 8, to: each.to }, shift)
    if (each.name === 'stco') moveEach(film, { ...each, width: 4 }, shift)
    if (each.name === 'co64') moveEach(film, { ...each, width: 8 }, shift)
  }
}

function moveEach(film: Buffer, { from, width }: Span & { readonly width: 4 | 8 }, { behind, by }: Shift): void {
  const count = film.readUInt32BE(from + 12)
  for (let index = 0; index < count; index += 1) {
    const at = from + 16 + index * width
    if (width === 4) {
      const place = film.readUInt32BE(at)
      if (place >= behind) film.writeUInt32BE(place + by, at)
    } else {
      const place = film.readBigUInt64BE(at)
      if (place >= BigInt(behind)) film.writeBigUInt64BE(place + BigInt(by), at)
    }
  }
}
