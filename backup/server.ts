/** The server that is backed up: the one that its address names, or the embedded one of a data folder, started when it does not run. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { runningPostgres, startPostgres } from '@quint/db/embedded.ts'
import type { BackupConfig } from './config.ts'

export interface Server extends AsyncDisposable {
  /** A role with REPLICATION. */
  readonly url: string
}

/** Throws when there is nothing to back up. @param start whether a server that does not run may be started for a while. */
export async function serverOf(config: BackupConfig, start: boolean): Promise<Server> {
  if (config.BACKUP_DATABASE_URL !== '') return { url: config.BACKUP_DATABASE_URL, [Symbol.asyncDispose]: async () => undefined }
  const folder = path.join(config.QUINT_DATA_DIR, 'postgres')
  const running = await runningPostgres(folder)
  if (running !== undefined) return { url: running, [Symbol.asyncDispose]: async () => undefined }
  if (!start) throw new Error(`no database runs in ${folder}`)
  if (!existsSync(path.join(folder, 'data', 'PG_VERSION'))) throw new Error(`there are no data in ${folder}`)
  const started = await startPostgres(folder)
  return { url: started.adminUrl, [Symbol.asyncDispose]: () => started[Symbol.asyncDispose]() }
}
