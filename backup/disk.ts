/** Files that are on the disk when the promise is fulfilled. */
import { writeSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import path from 'node:path'

/** Handed to the system, not to the disk yet. */
export function writeAll(handle: number, bytes: Buffer, position: number | null = null): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(handle, bytes, done, bytes.length - done, position === null ? null : position + done)
  }
}

/** Under its name only when it is whole. */
export async function writeDurably(file: string, bytes: Buffer | string): Promise<void> {
  const fresh = `${file}.new`
  {
    await using handle = await open(fresh, 'w', 0o600)
    await handle.writeFile(bytes)
    await handle.sync()
  }
  await renameDurably(fresh, file)
}

export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to)
  await syncName(path.dirname(to))
}

/** Windows has no such thing for folders, and needs none. */
export async function syncName(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  await using handle = await open(folder, 'r')
  await handle.sync()
}
