/** A disk of a few megabytes that can be filled: a tmpfs, mounted below the run's folder. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'

export interface SmallDisk extends Disposable {
  readonly folder: string
  /** Takes all the space that is left. */
  fill(): void
  free(): void
}

/** Throws where nothing may be mounted. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true })
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'none', folder], { encoding: 'utf8' })
  if (mounted.status !== 0) throw new Error(`no disk could be mounted: ${mounted.stderr || mounted.error}`)
  const filler = path.join(folder, 'filler')
  return {
    folder,
    fill() {
      const handle = openSync(filler, 'a')
      try {
        const block = Buffer.alloc(65_536, 1)
        for (let size = block.length; size >= 512; )
          try {
            if (writeSync(handle, block, 0, size) < size) size /= 2
          } catch {
            size /= 2
          }
      } finally {
        closeSync(handle)
      }
    },
    free: () => rmSync(filler, { force: true }),
    [Symbol.dispose]: () => unmountWithin(folder),
  }
}

export function unmountWithin(folder: string): void {
  for (const place of mounts().filter((place) => place === folder || place.startsWith(`${folder}/`))) spawnSync('umount', ['-l', place])
}

function mounts(): string[] {
  try {
    return readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' ')[1] ?? '')
      .reverse()
  } catch {
    return []
  }
}
