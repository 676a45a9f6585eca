/** The replication protocol's physical half: a copy of a whole server, and its log as it is written (PostgreSQL documentation, chapter 54.4). */
import pg from 'pg'
import type { Lsn } from './lsn.ts'
import { formatLsn, parseLsn } from './lsn.ts'

export interface Identity {
  /** Differs between two servers; the same in copies of one. */
  readonly systemId: string
  /** Counts how often a copy went its own way. */
  readonly timeline: number
  /** What is safely on the server's disk. */
  readonly flushed: Lsn
}

/** Where pieces of a copy go; a promise holds up the server until it is fulfilled. */
export interface CopySink {
  /** The tar archive of the data folder. */
  archive(bytes: Buffer): Promise<void> | undefined
  /** backup_manifest: every file with its size and SHA-256. */
  manifest(bytes: Buffer): void
}

export interface StreamOptions {
  readonly slot: string
  readonly timeline: number
  readonly from: Lsn
  /** Ends the stream once it was received; without it the stream goes on until the signal. */
  readonly until?: Lsn
  readonly signal: AbortSignal
  readonly receive: (at: Lsn, bytes: Buffer) => void
  /** Makes durable what was received; what it returns the server need not keep. Called about once a second and at the end. */
  readonly flush: () => Lsn
}

export interface Replication extends AsyncDisposable {
  query<Row extends object>(text: string): Promise<Row[]>
  identify(): Promise<Identity>
  /** @returns where the log of this copy begins, and where it is consistent. */
  copy(label: string, sink: CopySink): Promise<{ readonly start: Lsn; readonly end: Lsn; readonly timeline: number }>
  stream(options: StreamOptions): Promise<void>
}

/** What the driver does and its types do not say. */
interface Wire extends pg.Connection {
  sendCopyFromChunk(bytes: Buffer): void
  endCopyFrom(): void
}

/** @param url of a role with REPLICATION. */
export async function openReplication(url: string): Promise<Replication> {
  const address = new URL(url)
  address.searchParams.set('replication', 'database')
  const client = new pg.Client({ connectionString: address.href, connectionTimeoutMillis: 10_000, keepAlive: true })
  client.on('error', () => undefined)
  await client.connect()
  const wire = (client as unknown as { readonly connection: Wire }).connection
  const query = async <Row extends object>(text: string): Promise<Row[]> => (await client.query<Row>(text)).rows
  return {
    query,
    async identify() {
      const [row] = await query<{ systemid: string; timeline: number; xlogpos: string }>('IDENTIFY_SYSTEM')
      if (row === undefined) throw new Error('the server does not identify itself')
      return { systemId: row.systemid, timeline: Number(row.timeline), flushed: parseLsn(row.xlogpos) }
    },
    copy: (label, sink) => copy({ client, wire }, label, sink),
    stream: (options) => stream({ client, wire }, options),
    [Symbol.asyncDispose]: () => client.end(),
  }
}

interface Connected {
  readonly client: pg.Client
  readonly wire: Wire
}

async function copy({ client, wire }: Connected, label: string, sink: CopySink) {
  let failure: unknown
  let takes: (bytes: Buffer) => Promise<void> | undefined = () => undefined
  let archives = 0
  const take = ({ chunk }: { readonly chunk: Buffer }): void => {
    const kind = String.fromCharCode(chunk[0] ?? 0)
    const body = chunk.subarray(1)
    if (kind === 'n') {
      archives += 1
      takes = (bytes) => sink.archive(bytes)
    }
    if (kind === 'm') takes = (bytes) => void sink.manifest(bytes)
    if (kind !== 'd') return
    const full = takes(body)
    if (full === undefined) return
    wire.stream.pause()
    full.catch((error: unknown) => (failure ??= error)).finally(() => wire.stream.resume())
  }
  wire.on('copyData', take)
  try {
    const options = `LABEL '${label}', CHECKPOINT 'fast', WAL true, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256'`
    // One answer a result set: where it starts, its tablespaces, where it ends.
    const sets = (await client.query(`BASE_BACKUP (${options})`)) as unknown as readonly pg.QueryResult<Record<string, string>>[]
    if (failure !== undefined) throw failure
    if (archives !== 1) throw new Error(`the server has ${archives} tablespaces: only its own folder can be copied`)
    const places = sets.flatMap(({ rows }) => rows).filter((row) => 'recptr' in row)
    const [first, last] = [places.at(0), places.at(-1)]
    return { start: parseLsn(first?.recptr ?? ''), end: parseLsn(last?.recptr ?? ''), timeline: Number(first?.tli) }
  } finally {
    wire.off('copyData', take)
  }
}

const statusEveryMs = 1000
const headerBytes = 25

function stream({ client, wire }: Connected, options: StreamOptions): Promise<void> {
  const { slot, timeline, from, until, signal, receive, flush } = options
  let received = from
  let ending = false
  let failure: unknown
  const tell = (): void => {
    if (!ending) wire.sendCopyFromChunk(status(flush(), received))
  }
  const end = (): void => {
    if (ending) return
    tell()
    ending = true
    wire.endCopyFrom()
  }
  const guarded = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      failure ??= error
      ending = true
      wire.stream.destroy()
    }
  }
  const take = ({ chunk }: { readonly chunk: Buffer }): void =>
    guarded(() => {
      const kind = String.fromCharCode(chunk[0] ?? 0)
      if (kind === 'w' && !ending) {
        const at = chunk.readBigUInt64BE(1)
        receive(at, chunk.subarray(headerBytes))
        received = at + BigInt(chunk.length - headerBytes)
      }
      if (until !== undefined && received >= until) return end()
      // The last byte of a keep-alive asks for an answer.
      if (kind === 'k' && chunk.at(-1) === 1) tell()
    })
  const timer = setInterval(() => guarded(tell), statusEveryMs)
  const stopped = (): void => guarded(end)
  const started = (): void => {
    signal.addEventListener('abort', stopped, { once: true })
    if (signal.aborted) stopped()
  }
  wire.on('copyData', take)
  wire.once('replicationStart', started)
  return client
    .query(`START_REPLICATION SLOT "${slot}" PHYSICAL ${formatLsn(from)} TIMELINE ${timeline}`)
    .catch((error: unknown) => {
      throw failure ?? error
    })
    .then(() => {
      if (!ending) throw new Error('the server has ended its stream: it follows another timeline now')
    })
    .finally(() => {
      clearInterval(timer)
      ending = true
      signal.removeEventListener('abort', stopped)
      wire.off('copyData', take)
      wire.off('replicationStart', started)
    })
}

const epoch2000Ms = 946_684_800_000

/** Standby status update: written, flushed and applied, each the byte after the last. */
function status(flushed: Lsn, received: Lsn): Buffer {
  const bytes = Buffer.alloc(34)
  bytes.write('r', 0, 'latin1')
  bytes.writeBigUInt64BE(received, 1)
  bytes.writeBigUInt64BE(flushed, 9)
  bytes.writeBigUInt64BE(flushed, 17)
  bytes.writeBigInt64BE(BigInt(Date.now() - epoch2000Ms) * 1000n, 25)
  return bytes
}
