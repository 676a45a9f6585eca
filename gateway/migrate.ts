/** The migrations of identity, and the command that applies them or waits for them. */
import path from 'node:path'
import { outboxMigrations } from '@quint/bus/outbox.ts'
import { runMigration } from '@quint/db/migration.ts'
import { monthsMigrations } from '@quint/db/months.ts'
import { stopSignal } from '@quint/runtime/stop.ts'

export const migrations: readonly string[] = [outboxMigrations, monthsMigrations, path.join(import.meta.dirname, 'migrations')]

if (import.meta.main) {
  await runMigration(
    { schema: 'identity', folders: migrations, variables: { owner: 'GATEWAY_DATABASE_OWNER_URL', login: 'GATEWAY_DATABASE_URL' } },
    { command: process.argv[2], environment: process.env, signal: stopSignal(), say: console.log },
  )
}
