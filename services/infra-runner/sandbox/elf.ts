/** How much memory a compiled program takes before its first step: what the kernel has to map, arrays without a beginning among it. */
import { closeSync, openSync, readSync } from 'node:fs'

const headerBytes = 64
const segmentBytes = 56
const loaded = 1

/** @returns 0 for whatever is no ELF file of 64 bits, lowest byte first. */
export function loadedBytes(file: string): number {
  let opened: number
  try {
    opened = openSync(file, 'r')
  } catch {
    return 0
  }
  try {
    const header = Buffer.alloc(headerBytes)
    readSync(opened, header, 0, headerBytes, 0)
    if (header.toString('latin1', 0, 6) !== '\x7fELF\x02\x01') return 0
    const segments = Buffer.alloc(segmentBytes * header.readUInt16LE(56))
    readSync(opened, segments, 0, segments.length, Number(header.readBigUInt64LE(32)))
    let sum = 0
    for (let at = 0; at < segments.length; at += segmentBytes)
      if (segments.readUInt32LE(at) === loaded) sum += Number(segments.readBigUInt64LE(at + 40))
    return sum
  } finally {
    closeSync(opened)
  }
}
