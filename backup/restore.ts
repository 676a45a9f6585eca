/**
 * `npm run restore`: makes the data folder of the mesh anew, up to the last of the log that was fetched, or `-- --until 2026-01-31T12:00:00Z`.
 * `--replace` sets data that is there aside; `--to <folder>` only puts a data folder together, for a PostgreSQL of your own; `--server <id>`.
 */
import { existsSync, renameSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { recoverPostgres } from '@quint/db/recovery.ts'
import { claimFolder } from '@quint/runtime/claim.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { stopSignal } from '@quint/runtime/stop.ts'
import { settings } from './config.ts'
import { chooseSource, leaveReplay, putTogether, type Source } from './restoring.ts'
import { megabytes } from './run.ts'

const { values } = parseArgs({
  options: {
    until: { type: 'string' },
    replace: { type: 'boolean', default: false },
    to: { type: 'string' },
    server: { type: 'string', default: '' },
  },
})

function momentOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const until = new Date(text)
  if (Number.isNaN(until.getTime())) throw new Error(`--until is not a time: ${text}`)
  return until
}

async function restore(signal: AbortSignal): Promise<void> {
  const config = readSettings(settings, process.env)
  const until = momentOf(values.until)
  const source = chooseSource({ folder: config.BACKUP_FOLDER, systemId: values.server, until })
  console.log(`full copy ${source.full.name} of server ${source.archive.systemId}, and ${source.segments.length} segments of its log`)
  if (source.stranded > 0) console.log(`${source.stranded} later segments lie behind a gap and are left out`)
  if (values.to !== undefined) return forAnother(source, path.resolve(values.to), until)

  const folder = path.join(config.QUINT_DATA_DIR, 'postgres')
  // A mesh that runs on the folder holds this, and so does its server.
  using _mesh = claimFolder(config.QUINT_DATA_DIR)
  using _server = claimFolder(folder)
  const data = path.join(folder, 'data')
  if (existsSync(data)) setAside(data)
  const bytes = await putTogether(source, data)
  console.log(`${megabytes(bytes)} unpacked, every file as in the manifest; replaying the log …`)
  const { lastCommit } = await recoverPostgres(folder, { until, signal })
  console.log(
    `Restored${lastCommit === undefined ? '' : `: the last change is of ${lastCommit.toISOString()}`}. Start with "npm start", then take a backup.`,
  )
}

function setAside(data: string): void {
  if (!values.replace) throw new Error(`${data} is there already: --replace sets it aside`)
  const aside = `${data}.before-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`
  renameSync(data, aside)
  console.log(`what was there is now ${aside}`)
}

async function forAnother(source: Source, data: string, until: Date | undefined): Promise<void> {
  if (existsSync(data)) throw new Error(`${data} is there already`)
  const bytes = await putTogether(source, data)
  leaveReplay(data, until)
  console.log(`${megabytes(bytes)} unpacked into ${data}, every file as in the manifest: a PostgreSQL started over it replays the log`)
}

try {
  await restore(stopSignal())
} catch (error) {
  console.error(`The restore failed: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
