/** The server that is backed up: the one that its address names, or the embedded one of a data folder, started when it does not run. */
import path from 'node:path'
import { runningPostgres, startPostgres } from '@quint/db/embedded.ts'
import type { BackupConfig } from './config.ts'

export interface Server extends AsyncDisposable {
  /** A role with REPLICATION. */
  readonly url: string
}

export async function serverOf(config: BackupConfig): Promise<Server> {
  if (config.BACKUP_DATABASE_URL !== '') return { url: config.BACKUP_DATABASE_URL, [Symbol.asyncDispose]: async () => undefined }
  const folder = path.join(config.QUINT_DATA_DIR, 'postgres')
  const running = await runningPostgres(folder)
  if (running !== undefined) return { url: running, [Symbol.asyncDispose]: async () => undefined }
  const started = await startPostgres(folder)
  return { url: started.adminUrl, [Symbol.asyncDispose]: () => started[Symbol.asyncDispose]() }
}
