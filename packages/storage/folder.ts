/** Files in a folder of this machine, or one that several machines share. */
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '@quint/runtime/failure.ts'
import { checkedKey, type Storage } from './storage.ts'

const chunkBytes = 256 * 1024

export function folderStorage(folder: string): Storage {
  const place = (key: string): string => path.join(folder, checkedKey(key))
  return {
    async put(key, bytes) {
      const file = place(key)
      await mkdir(path.dirname(file), { recursive: true })
      await putWhole(file, bytes)
    },
    async open(key, { start, end }) {
      const handle = await open(place(key), 'r').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') throw new Failure('not_found', 'This file is not there any more.')
        throw error
      })
      return createReadStream('', { fd: handle, start, end, highWaterMark: chunkBytes })
    },
    async remove(prefix) {
      await rm(place(prefix), { recursive: true, force: true })
    },
  }
}

async function putWhole(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.${process.pid}.part`
  try {
    const handle = await open(part, 'w')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
      throw new Failure('unavailable', 'There is no room for this file.', { cause: error })
    throw error
  }
}
