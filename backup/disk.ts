/** Files that are on the disk when the call returns. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'

export function writeAll(handle: number, bytes: Buffer, position: number | null = null): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(handle, bytes, done, bytes.length - done, position === null ? null : position + done)
  }
}

/** Under its name only when it is whole. */
export function writeDurably(file: string, bytes: Buffer | string): void {
  const fresh = `${file}.new`
  const handle = openSync(fresh, 'w', 0o600)
  try {
    writeAll(handle, Buffer.from(bytes))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameDurably(fresh, file)
}

export function renameDurably(from: string, to: string): void {
  renameSync(from, to)
  syncName(path.dirname(to))
}

/** Windows has no such thing for folders, and needs none. */
export function syncName(fileOrFolder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(fileOrFolder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
