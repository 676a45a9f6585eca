/** The migrations of the runner, and the command that applies them or waits for them. */
import path from 'node:path'
import { outboxMigrations } from '@quint/bus/outbox.ts'
import { runMigration } from '@quint/db/migration.ts'
import { monthsMigrations } from '@quint/db/months.ts'
import { jobMigrations } from '@quint/jobs/store.ts'
import { stopSignal } from '@quint/runtime/stop.ts'

export const migrations: readonly string[] = [outboxMigrations, monthsMigrations, jobMigrations, path.join(import.meta.dirname, 'migrations')]

if (import.meta.main) {
  await runMigration(
    { schema: 'runner', folders: migrations, variables: { owner: 'RUNNER_DATABASE_OWNER_URL', login: 'RUNNER_DATABASE_URL' } },
    { command: process.argv[2], environment: process.env, signal: stopSignal(), say: console.log },
  )
}
