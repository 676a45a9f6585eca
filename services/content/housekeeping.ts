/** Removes what nobody needs any more: files of videos that are gone, and clips that have not been used for longest. */
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Database } from '@quint/db/database.ts'
import type { Storage } from '@quint/storage/storage.ts'
import { forgetLeftover, leftovers } from './store.ts'
import { prefixOf } from './video/pipeline.ts'

/** Longer than anything is rendered: what bears a mark of being unfinished for so long was left by a process that was killed. */
const unfinishedMs = 6 * 3_600_000

export interface KeepingHouse {
  readonly database: Database
  readonly storage: Storage
  readonly clips: string
  readonly mostClipBytes: number
  /** Films stand here until they are stored. */
  readonly out: string
  readonly now: () => Date
}

export async function keepHouse(deps: KeepingHouse, signal: AbortSignal): Promise<'done'> {
  await removeLeftovers(deps, signal)
  await pruneClips(deps)
  await removeForgotten(deps)
  return 'done'
}

async function removeLeftovers({ database, storage }: KeepingHouse, signal: AbortSignal): Promise<void> {
  for (const videoId of await database.asService((tx) => leftovers(tx))) {
    await storage.remove(prefixOf(videoId), signal)
    await database.asService((tx) => forgetLeftover(tx, videoId))
  }
}

/** What a killed process had begun, and films whose making was given up. */
async function removeForgotten({ clips, out, now }: Pick<KeepingHouse, 'clips' | 'out' | 'now'>): Promise<void> {
  const oldest = now().getTime() - unfinishedMs
  const begun = (await namesIn(clips)).filter((name) => name.endsWith('.part')).map((name) => path.join(clips, name))
  const films = (await namesIn(out)).map((name) => path.join(out, name))
  for (const left of [...begun, ...films]) {
    const facts = await stat(left).catch(() => undefined)
    if (facts !== undefined && facts.mtimeMs < oldest) await rm(left, { recursive: true, force: true })
  }
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

/** The oldest first, until the rest is small enough. */
async function pruneClips({ clips, mostClipBytes }: Pick<KeepingHouse, 'clips' | 'mostClipBytes'>): Promise<void> {
  const names = await namesIn(clips)
  const found = await Promise.all(
    names.map(async (name) => {
      const file = path.join(clips, name)
      const facts = await stat(file).catch(() => undefined)
      return facts === undefined ? [] : [{ file, bytes: facts.size, used: facts.mtimeMs }]
    }),
  )
  const files = found.flat().sort((a, b) => b.used - a.used)
  let kept = 0
  for (const { file, bytes } of files) {
    kept += bytes
    if (kept > mostClipBytes) await rm(file, { force: true })
  }
}
