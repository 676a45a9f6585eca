/** Writes a server's log to the archive as it comes: a segment in hand grows in place, a whole one is compressed under its own name. */
import { closeSync, constants as fs, fsyncSync, openSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { type Lsn, segmentName, segmentStart } from '@quint/db/lsn.ts'
import type { Archive } from './archive.ts'
import { syncName, writeAll, writeDurably } from './disk.ts'
import { compression } from './full.ts'

export interface WalWriter extends Disposable {
  receive(at: Lsn, bytes: Buffer): void
  /** @returns up to where everything is on the disk. */
  flush(): Lsn
}

interface Open {
  readonly start: Lsn
  readonly file: string
  readonly handle: number
}

/** Bytes of one position of one timeline never differ, so a segment that was begun before is written over from its start. */
export function writeWal(archive: Archive, place: { readonly timeline: number; readonly segmentBytes: number; readonly from: Lsn }): WalWriter {
  const { timeline, segmentBytes } = place
  let position = place.from
  let durable = place.from
  let open: Open | undefined

  const openAt = (start: Lsn): Open => {
    const file = path.join(archive.walFolder, `${segmentName(timeline, start, segmentBytes)}.partial`)
    // At any place, and without cutting off what it holds.
    return { start, file, handle: openSync(file, fs.O_RDWR | fs.O_CREAT, 0o600) }
  }
  const flush = (): Lsn => {
    if (open !== undefined && durable < position) {
      fsyncSync(open.handle)
      syncName(archive.walFolder)
    }
    durable = position
    return durable
  }
  const finish = (segment: Open): void => {
    closeSync(segment.handle)
    open = undefined
    writeDurably(segment.file.replace(/partial$/, 'zst'), zstdCompressSync(readFileSync(segment.file), compression))
    rmSync(segment.file)
  }
  return {
    receive(at, bytes) {
      if (at !== position) throw new Error('the log has come with a gap')
      for (let rest = bytes; rest.length > 0; ) {
        const start = segmentStart(position, segmentBytes)
        open ??= openAt(start)
        const offset = Number(position - start)
        const part = rest.subarray(0, segmentBytes - offset)
        writeAll(open.handle, part, offset)
        position += BigInt(part.length)
        rest = rest.subarray(part.length)
        if (offset + part.length === segmentBytes) finish(open)
      }
    },
    flush,
    [Symbol.dispose]() {
      flush()
      if (open !== undefined) closeSync(open.handle)
    },
  }
}
