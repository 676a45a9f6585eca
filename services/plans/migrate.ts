/** The migrations of plans, and the command that applies them or waits for them. */
import path from 'node:path'
import { outboxMigrations } from '@quint/bus/outbox.ts'
import { runMigration } from '@quint/db/migration.ts'
import { stopSignal } from '@quint/runtime/stop.ts'

export const migrations: readonly string[] = [outboxMigrations, path.join(import.meta.dirname, 'migrations')]

if (import.meta.main) {
  await runMigration(
    { schema: 'plans', folders: migrations, variables: { owner: 'PLANS_DATABASE_OWNER_URL', login: 'PLANS_DATABASE_URL' } },
    { command: process.argv[2], environment: process.env, signal: stopSignal(), say: console.log },
  )
}
