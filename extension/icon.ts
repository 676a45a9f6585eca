/** The mark as a PNG of any size: four small dots around a fifth. */
import { crc32, deflateSync } from 'node:zlib'

interface Dot {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly colour: readonly [number, number, number]
}

/** In a square of 24 by 24. */
const dots: readonly Dot[] = [
  { x: 12, y: 4, radius: 2.9, colour: [3, 105, 161] },
  { x: 20, y: 12, radius: 2.9, colour: [185, 60, 11] },
  { x: 12, y: 20, radius: 2.9, colour: [76, 122, 52] },
  { x: 4, y: 12, radius: 2.9, colour: [15, 118, 110] },
  { x: 12, y: 12, radius: 4, colour: [107, 79, 216] },
]
/** So many samples along each side of a pixel. */
const fine = 4

export function iconPng(size: number): Buffer {
  const rows = Buffer.alloc(size * (1 + size * 4))
  for (let y = 0; y < size; y += 1) for (let x = 0; x < size; x += 1) rows.set(pixel(x, y, size), y * (1 + size * 4) + 1 + x * 4)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

function pixel(column: number, row: number, size: number): readonly number[] {
  const samples = Array.from({ length: fine * fine }, (_, index) => {
    const x = ((column + ((index % fine) + 0.5) / fine) * 24) / size
    const y = ((row + (Math.floor(index / fine) + 0.5) / fine) * 24) / size
    return dots.find((dot) => Math.hypot(x - dot.x, y - dot.y) <= dot.radius)?.colour
  }).filter((colour) => colour !== undefined)
  const mean = (channel: 0 | 1 | 2): number => Math.round(samples.reduce((sum, colour) => sum + colour[channel], 0) / Math.max(1, samples.length))
  return [mean(0), mean(1), mean(2), Math.round((samples.length * 255) / (fine * fine))]
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
