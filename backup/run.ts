/** One run: a full copy when it is due, the log up to now or for as long as wanted, and then what is past its time goes. */
import { type Lsn, parseLsn, segmentName, segmentStart } from '@quint/db/lsn.ts'
import { openReplication, type Replication } from '@quint/db/replication.ts'
import { type Archive, type Full, openArchive } from './archive.ts'
import { takeFull } from './full.ts'
import { expired, type Retention } from './retention.ts'
import { writeWal } from './wal.ts'

export interface RunOptions {
  /** A role with REPLICATION. */
  readonly url: string
  readonly folder: string
  readonly keep: Retention
  readonly fullEveryHours: number
  readonly now: () => Date
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}

export interface Run {
  /** 'now' ends when the log up to the start of the run is there; 'on' goes on until the signal or the next full copy. */
  readonly log: 'now' | 'on'
  readonly forceFull: boolean
}

const slot = 'quint_backup'
const hourMs = 3_600_000

export async function run(options: RunOptions, { log, forceFull }: Run): Promise<void> {
  await using replication = await openReplication(options.url)
  await onlyOne(replication)
  const { systemId, timeline } = await replication.identify()
  const archive = openArchive(options.folder, systemId)
  const fresh = await ensureSlot(replication)
  const full = await ensureFull(replication, { archive, options, timeline, force: forceFull || fresh })
  const from = fresh ? segmentStart(full.start, full.segmentBytes) : endOfLog(archive, full)
  await fetchLog(replication, { archive, options, full, from, log })
  prune(archive, options)
}

/** Two runs would write the same files. */
async function onlyOne(replication: Replication): Promise<void> {
  const [lock] = await replication.query<{ mine: boolean }>("select pg_try_advisory_lock(hashtext('quint.backup')) as mine")
  if (lock?.mine !== true) throw new Error('another backup of this server is running')
}

/** The slot keeps the log on the server until we have it. @returns whether it is new, so that nothing before it is certain to come. */
async function ensureSlot(replication: Replication): Promise<boolean> {
  const [known] = await replication.query<{ status: string | null; active: boolean }>(
    `select wal_status as status, active from pg_replication_slots where slot_name = '${slot}'`,
  )
  if (known !== undefined && known.status !== 'lost') return false
  if (known !== undefined) await replication.query(`DROP_REPLICATION_SLOT ${slot}`)
  await replication.query(`CREATE_REPLICATION_SLOT ${slot} PHYSICAL (RESERVE_WAL true)`)
  return true
}

interface Wanted {
  readonly archive: Archive
  readonly options: RunOptions
  readonly timeline: number
  readonly force: boolean
}

async function ensureFull(replication: Replication, { archive, options, timeline, force }: Wanted): Promise<Full> {
  const newest = archive.fulls().findLast((full) => full.timeline === timeline)
  if (newest !== undefined && !force && dueAt(newest, options) > options.now().getTime()) return newest
  const full = await takeFull(replication, archive, options.now)
  const seconds = (full.endedAt.getTime() - full.startedAt.getTime()) / 1000
  options.say(`full copy ${full.name}: ${megabytes(full.dataBytes)} in ${megabytes(full.fileBytes)}, read back, ${seconds.toFixed(1)} s`)
  return full
}

/** A little early, so that a daily run does not find yesterday's copy a second too young. */
function dueAt(full: Full, { fullEveryHours }: RunOptions): number {
  return full.startedAt.getTime() + (fullEveryHours - 0.25) * hourMs
}

/** Behind the last whole segment that follows the full copy without a gap. */
function endOfLog(archive: Archive, { timeline, start, segmentBytes }: Full): Lsn {
  const whole = new Set(archive.segments().flatMap((segment) => (segment.whole ? [segment.name] : [])))
  let end = segmentStart(start, segmentBytes)
  while (whole.has(segmentName(timeline, end, segmentBytes))) end += BigInt(segmentBytes)
  return end
}

interface Fetching {
  readonly archive: Archive
  readonly options: RunOptions
  readonly full: Full
  readonly from: Lsn
  readonly log: Run['log']
}

async function fetchLog(replication: Replication, { archive, options, full, from, log }: Fetching): Promise<void> {
  const { timeline, segmentBytes } = full
  const [at] = await replication.query<{ lsn: string }>('select pg_current_wal_flush_lsn()::text as lsn')
  const until = parseLsn(at?.lsn ?? '')
  await using writer = writeWal(archive, { timeline, segmentBytes, from })
  const stop =
    log === 'on'
      ? AbortSignal.any([options.signal, AbortSignal.timeout(Math.max(1, dueAt(full, options) - options.now().getTime()))])
      : options.signal
  if (log === 'on') options.say('following the log')
  await replication.stream({
    slot,
    timeline,
    from,
    ...(log === 'now' ? { until } : {}),
    signal: stop,
    receive: writer.receive,
    flush: writer.flush,
  })
  options.say(`log of ${megabytes(Number((await writer.settle()) - from))} fetched`)
}

function prune(archive: Archive, { now, keep, say }: RunOptions): void {
  const { fulls, segments } = expired(archive.fulls(), archive.segments(), { now: now(), keep })
  for (const full of fulls) archive.removeFull(full)
  for (const segment of segments) archive.removeSegment(segment)
  if (fulls.length + segments.length > 0) say(`past their time and gone: ${fulls.length} full copies, ${segments.length} segments of the log`)
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
