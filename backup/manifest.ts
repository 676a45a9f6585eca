/** PostgreSQL's backup_manifest: every file of a copy with its size and SHA-256, and the checksum of the list itself. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export interface Listed {
  readonly sizeBytes: number
  /** SHA-256, hexadecimal. */
  readonly checksum: string
}

interface Manifest {
  readonly Files: readonly { readonly Path?: string; readonly 'Encoded-Path'?: string; readonly Size: number; readonly Checksum: string }[]
  readonly 'Manifest-Checksum': string
}

/** Throws when the list does not match its own checksum. @returns by name, with slashes. */
export function readManifest(file: string): ReadonlyMap<string, Listed> {
  const bytes = readFileSync(file)
  const manifest = JSON.parse(bytes.toString('utf8')) as Manifest
  // The checksum is of everything before its own line.
  const before = bytes.subarray(0, bytes.lastIndexOf('"Manifest-Checksum"'))
  if (createHash('sha256').update(before).digest('hex') !== manifest['Manifest-Checksum']) throw new Error(`${file} is damaged`)
  return new Map(
    manifest.Files.map((listed) => [
      listed.Path ?? Buffer.from(listed['Encoded-Path'] ?? '', 'hex').toString('utf8'),
      { sizeBytes: listed.Size, checksum: listed.Checksum },
    ]),
  )
}
