/** Rewrites a WebAssembly module so that its memory has a most: memory.grow inside it then fails, which no hook outside could make it do. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const memorySection = 5
const hasMost = 1

function readNumber(bytes: Uint8Array, start: number): readonly [value: number, next: number] {
  let value = 0
  let at = start
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at] ?? 0
    at += 1
    value |= (byte & 127) << shift
    if (byte < 128) return [value >>> 0, at]
  }
}

function number(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  do {
    const low = rest & 127
    rest >>>= 7
    bytes.push(rest === 0 ? low : low | 128)
  } while (rest !== 0)
  return bytes
}

/** What the new section may be longer than the old one. */
const room = 16

/**
 * What is large is in memory once, and not copied.
 * @param pages of 64 KiB.
 */
export function cappedFile(file: string, pages: number): Uint8Array {
  const bytes = withRoom(file)
  const { at, end, section } = cappedSection(bytes.subarray(room), pages)
  const start = room + end - section.length - at
  bytes.copyWithin(start, room, room + at)
  bytes.set(section, start + at)
  return bytes.subarray(start)
}

function withRoom(file: string): Uint8Array {
  const fd = openSync(file, 'r')
  try {
    const bytes = Buffer.allocUnsafeSlow(room + fstatSync(fd).size)
    for (let at = room; at < bytes.length; ) {
      const count = readSync(fd, bytes, at, bytes.length - at, null)
      if (count === 0) throw new Error('the file ends too soon')
      at += count
    }
    return bytes
  } finally {
    closeSync(fd)
  }
}

interface Section {
  /** Of the old one. */
  readonly at: number
  readonly end: number
  readonly section: Uint8Array
}

function cappedSection(module: Uint8Array, pages: number): Section {
  for (let at = 8; at < module.length; ) {
    const [length, body] = readNumber(module, at + 1)
    if (module[at] === memorySection) {
      const [count, flagsAt] = readNumber(module, body)
      const [least] = readNumber(module, flagsAt + 1)
      const content = [...number(count), (module[flagsAt] ?? 0) | hasMost, ...number(least), ...number(Math.max(least, pages))]
      return { at, end: body + length, section: Uint8Array.from([memorySection, ...number(content.length), ...content]) }
    }
    at = body + length
  }
  throw new Error('the module has no memory of its own')
}
