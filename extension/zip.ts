/** A zip archive (PKWARE APPNOTE 6.3, without extensions) that depends on nothing but the contents of its files. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  /** With forward slashes. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** 1 January 1980, the beginning of its calendar. */
const date = 0x21
const version = 20
const deflated = 8
const utf8Names = 0x800

export function zip(entries: readonly ZipEntry[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const packed = deflateRawSync(bytes, { level: 9 })
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(version, 0)
    shared.writeUInt16LE(utf8Names, 2)
    shared.writeUInt16LE(deflated, 4)
    shared.writeUInt16LE(0, 6)
    shared.writeUInt16LE(date, 8)
    shared.writeUInt32LE(crc32(bytes), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(bytes.length, 18)
    const path = Buffer.from(name)
    shared.writeUInt16LE(path.length, 22)
    bodies.push(Buffer.from('PK\u0003\u0004', 'latin1'), shared, path, packed)
    directory.push(central(shared, path, offset))
    offset += 4 + shared.length + path.length + packed.length
  }
  return Buffer.concat([...bodies, ...directory, end(entries.length, Buffer.concat(directory).length, offset)])
}

function central(shared: Buffer, path: Buffer, offset: number): Buffer {
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  const madeBy = Buffer.alloc(2)
  madeBy.writeUInt16LE(version, 0)
  return Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), madeBy, shared, tail, path])
}

function end(count: number, directoryBytes: number, offset: number): Buffer {
  const record = Buffer.alloc(22)
  record.write('PK\u0005\u0006', 'latin1')
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(directoryBytes, 12)
  record.writeUInt32LE(offset, 16)
  return record
}
