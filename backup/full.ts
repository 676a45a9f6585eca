/** Takes a full copy of a server, and counts it only after it was read back. */
import { once } from 'node:events'
import { createWriteStream, mkdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { constants, createZstdCompress } from 'node:zlib'
import type { Replication } from '@quint/db/replication.ts'
import { type Archive, archiveFile, type Full, manifestFile, writeFull } from './archive.ts'
import { renameDurably, syncName, writeDurably } from './disk.ts'
import { unpack } from './unpack.ts'

/** Throws when the copy fails, or does not match its manifest; nothing is left of it then. */
export async function takeFull(replication: Replication, archive: Archive, now: () => Date): Promise<Full> {
  const startedAt = now()
  const name = startedAt.toISOString().replace(/[-:]|\.\d+/g, '')
  const folder = archive.fullFolder(name)
  const fresh = `${folder}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true, mode: 0o700 })
  try {
    const [size] = await replication.query<{ bytes: number }>("select setting::int as bytes from pg_settings where name = 'wal_segment_size'")
    const place = await copyTo(replication, fresh, name)
    const { bytes } = await unpack(fresh)
    const full = {
      ...place,
      startedAt,
      endedAt: now(),
      segmentBytes: size?.bytes ?? 0,
      dataBytes: bytes,
      fileBytes: statSync(path.join(fresh, archiveFile)).size,
    }
    await writeFull(fresh, full)
    await renameDurably(fresh, folder)
    return { ...full, name }
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    throw error
  }
}

/** The checksum lets every later reader notice damage. */
export const compression = { params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } }

async function copyTo(replication: Replication, folder: string, label: string) {
  const file = path.join(folder, archiveFile)
  const compress = createZstdCompress(compression)
  const output = createWriteStream(file, { mode: 0o600, flush: true })
  const manifest: Buffer[] = []
  let failure: unknown
  const written = once(output, 'close').catch((error: unknown) => (failure ??= error))
  compress.once('error', (error) => output.destroy(error))
  compress.pipe(output)
  const place = await replication
    .copy(label, {
      archive: (bytes) => {
        if (failure !== undefined) return Promise.reject(failure)
        // The driver's buffers are its own.
        return compress.write(Buffer.from(bytes)) ? undefined : Promise.race([once(compress, 'drain'), written]).then(() => undefined)
      },
      manifest: (bytes) => void manifest.push(Buffer.from(bytes)),
    })
    .catch((error: unknown) => {
      output.destroy()
      throw error
    })
  compress.end()
  await written
  if (failure !== undefined) throw failure
  await writeDurably(path.join(folder, manifestFile), Buffer.concat(manifest))
  await syncName(folder)
  return place
}
