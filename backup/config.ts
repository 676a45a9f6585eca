/** Every setting of backups: name, parser, default, purpose. */
import path from 'node:path'
import { integer, oneOf, postgresUrl, type Settings, text } from '@quint/runtime/config.ts'

const root = path.join(import.meta.dirname, '..')

export const settings = {
  BACKUP_FOLDER: text({ fallback: path.join(root, '.quint-backups'), purpose: 'where the backups are kept: another disk than the data' }),
  BACKUP_DATABASE_URL: postgresUrl({
    fallback: '',
    secret: true,
    purpose: 'Postgres to back up, a role with REPLICATION; empty: the embedded one of QUINT_DATA_DIR',
  }),
  BACKUP_FULL_EVERY_HOURS: integer({ min: 1, max: 720, fallback: '24', purpose: 'how old the newest full copy may become' }),
  BACKUP_FULL_KEEP_DAYS: integer({ min: 1, max: 3650, fallback: '30', purpose: 'how long full copies are kept' }),
  BACKUP_WAL_KEEP_DAYS: integer({ min: 1, max: 3650, fallback: '7', purpose: 'any moment of so many days can be restored' }),
  QUINT_DATA_DIR: text({ fallback: path.join(root, '.quint'), purpose: 'data of the mesh' }),
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error'], { fallback: 'info', purpose: 'least level of the log' }),
} as const

export type BackupConfig = Settings<typeof settings>
