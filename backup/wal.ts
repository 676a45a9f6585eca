/** Writes a server's log to the archive as it comes: a segment in hand grows in place, a whole one is compressed under its own name. */
import { closeSync, fdatasync, constants as fs, openSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import { type Lsn, segmentName, segmentStart } from '@quint/db/lsn.ts'
import type { Archive } from './archive.ts'
import { syncName, writeAll, writeDurably } from './disk.ts'
import { compression } from './full.ts'

export interface WalWriter extends AsyncDisposable {
  receive(at: Lsn, bytes: Buffer): void
  /** Has the disk brought up to date. @returns up to where it is already. */
  flush(): Lsn
  /** Fulfilled when everything that was received is on the disk. @returns up to where that is. */
  settle(): Promise<Lsn>
}

interface Segment {
  readonly start: Lsn
  readonly file: string
  readonly handle: number
}

const sync = promisify(fdatasync)
const compress = promisify(zstdCompress)

/**
 * Bytes of one position of one timeline never differ, so a segment that was begun before is written over from its start. What comes is
 * handed to the system at once, and what is slow follows in turn: a disk that stalls holds up no receiving.
 */
export function writeWal(archive: Archive, place: { readonly timeline: number; readonly segmentBytes: number; readonly from: Lsn }): WalWriter {
  const { timeline, segmentBytes } = place
  let position = place.from
  let durable = place.from
  let segment: Segment | undefined
  let turn = Promise.resolve()
  let waiting = false
  let failure: unknown

  const inTurn = (work: () => Promise<void>): void => {
    turn = turn.then(work).catch((error: unknown) => {
      failure ??= error
    })
  }
  const check = (): void => {
    if (failure !== undefined) throw failure
  }
  const openAt = (start: Lsn): Segment => {
    const file = path.join(archive.walFolder, `${segmentName(timeline, start, segmentBytes)}.partial`)
    // At any place, and without cutting off what it holds.
    return { start, file, handle: openSync(file, fs.O_RDWR | fs.O_CREAT, 0o600) }
  }
  const finish = (whole: Segment): void => {
    segment = undefined
    inTurn(async () => {
      closeSync(whole.handle)
      await writeDurably(whole.file.replace(/partial$/, 'zst'), await compress(readFileSync(whole.file), compression))
      rmSync(whole.file)
      durable = whole.start + BigInt(segmentBytes)
    })
  }
  const flush = (): Lsn => {
    check()
    const [open, reached] = [segment, position]
    if (open === undefined || waiting || durable >= reached) return durable
    waiting = true
    inTurn(async () => {
      waiting = false
      // Finished meanwhile: then it follows in this turn.
      if (segment !== open) return
      await sync(open.handle)
      await syncName(archive.walFolder)
      durable = reached
    })
    return durable
  }
  return {
    receive(at, bytes) {
      check()
      if (at !== position) throw new Error('the log has come with a gap')
      for (let rest = bytes; rest.length > 0; ) {
        const start = segmentStart(position, segmentBytes)
        segment ??= openAt(start)
        const offset = Number(position - start)
        const part = rest.subarray(0, segmentBytes - offset)
        writeAll(segment.handle, part, offset)
        position += BigInt(part.length)
        rest = rest.subarray(part.length)
        if (offset + part.length === segmentBytes) finish(segment)
      }
    },
    flush,
    async settle() {
      await turn
      flush()
      await turn
      check()
      return durable
    },
    async [Symbol.asyncDispose]() {
      await turn
      if (segment !== undefined) closeSync(segment.handle)
    },
  }
}
