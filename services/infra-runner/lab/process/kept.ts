/** Whether a program keeps more in its folder than it may: limits of the kernel bound each of its files, not how many there are. */
import { lstatSync, opendirSync } from 'node:fs'
import path from 'node:path'

export interface Keeping {
  readonly folder: string
  readonly mostBytes: number
  /** Folders count as files. */
  readonly mostFiles: number
}

/** What a node may keep. */
export const keptBy = (folder: string): Keeping => ({ folder, mostBytes: 256 * 1024 * 1024, mostFiles: 2_000 })

/** Looks at no more of it than is needed to tell; what it may not look at is too much. */
export function keepsTooMuch(keeping: Keeping): boolean {
  try {
    return exceeds(keeping)
  } catch {
    return true
  }
}

function exceeds({ folder, mostBytes, mostFiles }: Keeping): boolean {
  const held = { bytes: 0, files: 0 }
  const open = [folder]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const { name, isFolder } of entriesOf(one)) {
      held.files += 1
      const whole = path.join(one, name)
      held.bytes += bytesOf(whole)
      if (held.files > mostFiles || held.bytes > mostBytes) return true
      if (isFolder) open.push(whole)
    }
  }
  return false
}

interface Entry {
  readonly name: string
  readonly isFolder: boolean
}

function* entriesOf(folder: string): Generator<Entry> {
  using entries = unlessGone(() => opendirSync(folder))
  for (let entry = entries?.readSync(); entry != null; entry = entries?.readSync()) yield { name: entry.name, isFolder: entry.isDirectory() }
}

const blockBytes = 512

/** What it takes on the disk, not how long it claims to be. */
const bytesOf = (file: string): number => (unlessGone(() => lstatSync(file))?.blocks ?? 0) * blockBytes

/** The program goes on meanwhile. */
function unlessGone<Result>(look: () => Result): Result | null {
  try {
    return look()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
