/** Reads a full copy and checks every file against the manifest; on the way it can be written to a folder. */
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { archiveFile, manifestFile } from './archive.ts'
import { writeAll } from './disk.ts'
import { type Listed, readManifest } from './manifest.ts'
import { type Entry, readTar } from './tar.ts'

export interface Unpacked {
  readonly files: number
  readonly bytes: number
}

/** Throws on the first file that is missing, damaged or not in the list. @param into made when absent; without it the copy is only checked. */
export async function unpack(folder: string, into?: string): Promise<Unpacked> {
  const listed = readManifest(path.join(folder, manifestFile))
  const missing = new Set([...listed.keys()].filter((name) => !isLog(name)))
  let bytes = 0
  if (into !== undefined) mkdirSync(into, { recursive: true, mode: 0o700 })
  await pipeline(createReadStream(path.join(folder, archiveFile)), createZstdDecompress(), async (source) => {
    for await (const entry of readTar(source)) {
      const found = await unpackEntry(entry, into)
      if (found === undefined) continue
      bytes += found.sizeBytes
      if (isLog(entry.name)) continue
      checkEntry(entry.name, found, listed.get(entry.name))
      missing.delete(entry.name)
    }
  })
  if (missing.size > 0) throw new Error(`${missing.size} files of the manifest are missing, such as ${[...missing][0]}`)
  return { files: listed.size, bytes }
}

/** The log since its beginning comes with the copy, and its records have checksums of their own. */
function isLog(name: string): boolean {
  return name.startsWith('pg_wal/')
}

/** @returns what a file holds; undefined for a folder. */
async function unpackEntry(entry: Entry, into: string | undefined): Promise<Listed | undefined> {
  const target = into === undefined ? undefined : placeOf(into, entry.name)
  if (entry.kind === 'other') throw new Error(`${entry.name} is neither a file nor a folder`)
  if (entry.kind === 'file') return readEntry(entry, target)
  if (target !== undefined) mkdirSync(target, { recursive: true, mode: 0o700 })
  return undefined
}

function checkEntry(name: string, found: Listed, expected: Listed | undefined): void {
  if (expected === undefined) throw new Error(`${name} is not in the manifest`)
  if (expected.sizeBytes !== found.sizeBytes || expected.checksum !== found.checksum) {
    throw new Error(`${name} is damaged: it does not match the manifest`)
  }
}

function placeOf(into: string, name: string): string {
  const place = path.resolve(into, name)
  if (place !== into && !place.startsWith(into + path.sep)) throw new Error(`${name} lies outside the data folder`)
  return place
}

async function readEntry(entry: Entry, target: string | undefined): Promise<Listed> {
  const hash = createHash('sha256')
  const handle = target === undefined ? undefined : openSync(target, 'w', 0o600)
  try {
    let sizeBytes = 0
    for await (const bytes of entry.content) {
      hash.update(bytes)
      sizeBytes += bytes.length
      if (handle !== undefined) writeAll(handle, bytes)
    }
    return { sizeBytes, checksum: hash.digest('hex') }
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}
