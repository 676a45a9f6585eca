/** Puts a data folder together from a full copy and the log after it. */
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { type Lsn, segmentName, segmentStart } from '@quint/db/lsn.ts'
import { targetTime } from '@quint/db/recovery.ts'
import { type Archive, type Full, openArchive, type Segment, systemsIn } from './archive.ts'
import { writeAll } from './disk.ts'
import { unpack } from './unpack.ts'

export interface Source {
  readonly archive: Archive
  readonly full: Full
  /** The log after the full copy's own, without gaps. */
  readonly segments: readonly Segment[]
  /** Segments that lie behind a gap, and so are of no use. */
  readonly stranded: number
}

export interface Choice {
  readonly folder: string
  /** Empty: the server with the newest full copy. */
  readonly systemId: string
  /** The newest full copy that was complete by then; undefined: the newest. */
  readonly until: Date | undefined
}

/** Throws when there is no copy to begin with. */
export function chooseSource({ folder, systemId, until }: Choice): Source {
  const found = systemsIn(folder)
    .filter((id) => systemId === '' || id === systemId)
    .flatMap((id) => {
      const archive = openArchive(folder, id)
      return archive.fulls().map((full) => ({ archive, full }))
    })
    .filter(({ full }) => until === undefined || full.endedAt <= until)
    .sort((one, other) => one.full.endedAt.getTime() - other.full.endedAt.getTime())
    .at(-1)
  if (found === undefined) throw new Error(`${folder} holds no full copy${until === undefined ? '' : ` from before ${until.toISOString()}`}`)
  return { ...found, ...logAfter(found.full, found.archive.segments()) }
}

/** Whole segments in their order, and at most one in hand at the end. */
export function logAfter(full: Full, all: readonly Segment[]): { readonly segments: readonly Segment[]; readonly stranded: number } {
  const { timeline, segmentBytes } = full
  const first = segmentName(timeline, full.start, segmentBytes)
  const own = all.filter(({ name }) => name.slice(0, 8) === first.slice(0, 8) && name >= first)
  const byName = new Map(own.toSorted((one, other) => Number(one.whole) - Number(other.whole)).map((segment) => [segment.name, segment]))
  const segments: Segment[] = []
  let position: Lsn = segmentStart(full.start, segmentBytes)
  for (;;) {
    const next = byName.get(segmentName(timeline, position, segmentBytes))
    // Up to its end the copy has its log itself.
    if (next === undefined && position >= full.end) break
    if (next !== undefined) segments.push(next)
    if (next?.whole === false) break
    position += BigInt(segmentBytes)
  }
  return { segments, stranded: byName.size - segments.length }
}

/** @param data must not exist; appears when it is whole. @returns the bytes that were unpacked. */
export async function putTogether({ archive, full, segments }: Source, data: string): Promise<number> {
  const fresh = `${data}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(path.dirname(data), { recursive: true, mode: 0o700 })
  const { bytes } = await unpack(archive.fullFolder(full.name), fresh)
  for (const segment of segments) await putSegment(segment, { folder: path.join(fresh, 'pg_wal'), bytes: full.segmentBytes })
  renameSync(fresh, data)
  return bytes
}

/** The server that is started over the folder next replays the log by itself, and then goes its own way. */
export function leaveReplay(data: string, until: Date | undefined): void {
  const lines = ["restore_command = 'exit 1'", "recovery_target_action = 'promote'"]
  if (until !== undefined) lines.push(`recovery_target_time = '${targetTime(until)}'`)
  writeFileSync(path.join(data, 'postgresql.auto.conf'), `${lines.join('\n')}\n`, { flag: 'a' })
  writeFileSync(path.join(data, 'recovery.signal'), '')
}

async function putSegment(segment: Segment, { folder, bytes }: { readonly folder: string; readonly bytes: number }): Promise<void> {
  const target = path.join(folder, segment.name)
  if (segment.whole) return pipeline(createReadStream(segment.file), createZstdDecompress(), createWriteStream(target, { mode: 0o600 }))
  // What the copy brought of this segment is whole.
  if (existsSync(target)) return
  const padded = Buffer.alloc(bytes)
  readFileSync(segment.file).copy(padded)
  const handle = openSync(target, 'wx', 0o600)
  try {
    writeAll(handle, padded)
  } finally {
    closeSync(handle)
  }
}
