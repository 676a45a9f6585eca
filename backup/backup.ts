/** `npm run backup`: what is due now; `-- full` a full copy in any case; `-- follow` stays and takes the log as it is written; `-- list`, `-- verify`. */
import { readSettings } from '@quint/runtime/config.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { stopSignal } from '@quint/runtime/stop.ts'
import { openArchive, systemsIn } from './archive.ts'
import { type BackupConfig, settings } from './config.ts'
import { megabytes, type RunOptions, run } from './run.ts'
import { serverOf } from './server.ts'
import { unpack } from './unpack.ts'

const command = process.argv[2] ?? 'due'
const signal = stopSignal()
const retryMs = 5000

async function backUp(config: BackupConfig, { start }: { readonly start: boolean }, work: (options: RunOptions) => Promise<void>): Promise<void> {
  await using server = await serverOf(config, start)
  await work({
    url: server.url,
    folder: config.BACKUP_FOLDER,
    keep: { fullDays: config.BACKUP_FULL_KEEP_DAYS, walDays: config.BACKUP_WAL_KEEP_DAYS },
    fullEveryHours: config.BACKUP_FULL_EVERY_HOURS,
    now: () => new Date(),
    say: console.log,
    signal,
  })
}

/** A server that is away for a while is waited for; what it wrote meanwhile is fetched then. */
async function follow(config: BackupConfig): Promise<void> {
  while (!signal.aborted) {
    try {
      await backUp(config, { start: false }, (options) => run(options, { log: 'on', forceFull: false }))
    } catch (error) {
      console.error(`${error instanceof Error ? error.message : String(error)}: again in ${retryMs / 1000} s`)
      await sleep(retryMs, signal)
    }
  }
}

async function list(config: BackupConfig, check: boolean): Promise<void> {
  for (const systemId of systemsIn(config.BACKUP_FOLDER)) {
    const archive = openArchive(config.BACKUP_FOLDER, systemId)
    console.log(`server ${systemId}: ${archive.segments().length} segments of its log`)
    for (const full of archive.fulls()) {
      const { files } = check ? await unpack(archive.fullFolder(full.name)) : { files: 0 }
      console.log(`  ${full.name}  timeline ${full.timeline}  ${megabytes(full.dataBytes)}${check ? `  ${files} files as in the manifest` : ''}`)
    }
  }
}

const commands: Readonly<Record<string, (config: BackupConfig) => Promise<void>>> = {
  due: (config) => backUp(config, { start: true }, (options) => run(options, { log: 'now', forceFull: false })),
  full: (config) => backUp(config, { start: true }, (options) => run(options, { log: 'now', forceFull: true })),
  follow,
  list: (config) => list(config, false),
  verify: (config) => list(config, true),
}

try {
  const chosen = commands[command]
  if (chosen === undefined) throw new Error(`unknown command "${command}": use none, or ${Object.keys(commands).join(', ')}`)
  await chosen(readSettings(settings, process.env))
} catch (error) {
  console.error(`The backup failed: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
