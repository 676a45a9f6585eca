/** Migrations as a command of their own: `node migrate.ts` applies them as the owner, `node migrate.ts wait` waits until they are applied. */
import { readdir } from 'node:fs/promises'
import { sleep } from '@quint/runtime/sleep.ts'
import { openDatabase } from './database.ts'
import { migrate, migrationId } from './schema.ts'

export interface Migration {
  readonly schema: string
  readonly folders: readonly string[]
  /** Names of the environment's variables with the addresses of the owner and of the login role. */
  readonly variables: { readonly owner: string; readonly login: string }
}

export interface Invocation {
  readonly command: string | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

const pollMs = 1000

export async function runMigration(migration: Migration, { command, environment, signal, say }: Invocation): Promise<void> {
  const { schema, folders, variables } = migration
  if (command === 'wait') {
    await applied(required(environment, variables.login), folders, signal)
    say(`${schema}: every migration is applied`)
    return
  }
  if (command !== undefined) throw new Error(`unknown command "${command}": use none, or "wait"`)
  await migrate(required(environment, variables.owner), schema, folders)
  say(`${schema}: migrated`)
}

function required(environment: Invocation['environment'], name: string): string {
  const value = environment[name]
  if (value === undefined || value === '') throw new Error(`${name} is required`)
  return value
}

/** Fulfilled when the table of migrations names every file; newer ones than ours do no harm. */
async function applied(url: string, folders: readonly string[], signal: AbortSignal): Promise<void> {
  await using database = openDatabase({ url, maxConnections: 1 })
  const wanted = (await Promise.all(folders.map(idsIn))).flat()
  while (!signal.aborted) {
    try {
      const rows = await database.query<{ file: string }>('select file from migrations')
      const done = new Set(rows.map((row) => row.file))
      if (wanted.every((id) => done.has(id))) return
    } catch {
      // No server yet, or no table yet: both come with time.
    }
    await sleep(pollMs, signal)
  }
  throw new Error('stopped before every migration was applied')
}

async function idsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder)
  return files.filter((name) => name.endsWith('.sql')).map((name) => migrationId(folder, name))
}
