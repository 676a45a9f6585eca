/** Takes the times of writing out of an MP4: the same video is then the same file. */

/** Boxes that hold others, on the way to those with times. */
const holders = new Set(['moov', 'trak', 'mdia'])
const dated = new Set(['mvhd', 'tkhd', 'mdhd'])

/** In place. */
export function undated(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  walk(view, 0, view.length)
  return bytes
}

function walk(view: Buffer, from: number, to: number): void {
  let at = from
  while (at + 8 <= to) {
    const size = view.readUInt32BE(at)
    const name = view.toString('latin1', at + 4, at + 8)
    if (holders.has(name)) walk(view, at + 8, at + size)
    // Version 1 has times of 8 bytes, version 0 of 4; two of them.
    if (dated.has(name)) view.fill(0, at + 12, at + 12 + (view[at + 8] === 1 ? 16 : 8))
    // A size of 1 or 0 stands for what is too long to look into; nothing with a time comes after it.
    if (size < 8) return
    at += size
  }
}
