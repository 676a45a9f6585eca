/** Rewrites a WebAssembly module so that its memory has a most: memory.grow inside it then fails, which no hook outside could make it do. */

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

/** @param pages of 64 KiB. */
export function cappedMemory(module: Uint8Array, pages: number): Uint8Array {
  for (let at = 8; at < module.length; ) {
    const [length, body] = readNumber(module, at + 1)
    if (module[at] === memorySection) {
      const [count, flagsAt] = readNumber(module, body)
      const [least] = readNumber(module, flagsAt + 1)
      const section = [...number(count), (module[flagsAt] ?? 0) | hasMost, ...number(least), ...number(Math.max(least, pages))]
      return Buffer.concat([
        module.subarray(0, at),
        Uint8Array.from([memorySection, ...number(section.length), ...section]),
        module.subarray(body + length),
      ])
    }
    at = body + length
  }
  throw new Error('the module has no memory of its own')
}
