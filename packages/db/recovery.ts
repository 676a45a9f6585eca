/** A data folder made from a copy and the log after it: replayed to its end or to a moment, then given the folder's own password. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { freePort } from '@quint/runtime/port.ts'
import { binaries } from './binaries.ts'
import { superuserPassword } from './embedded.ts'
import { asOrdinaryUser, launch } from './launch.ts'

export interface RecoveryOptions {
  /** Nothing that was committed later is replayed. */
  readonly until?: Date | undefined
  readonly signal?: AbortSignal
}

export interface Recovered {
  /** When the last transaction that was replayed had been committed; undefined when the copy had no log after it. */
  readonly lastCommit: Date | undefined
}

const replayDeadlineMs = 3_600_000

/**
 * The folder's `data` holds the files of a copy, with every segment of the log since in `pg_wal`. Afterwards the data is on a timeline of
 * its own, so nothing that it writes is taken for what the lost server wrote, and `startPostgres` opens the folder.
 */
export async function recoverPostgres(folder: string, { until, signal }: RecoveryOptions = {}): Promise<Recovered> {
  const data = path.join(folder, 'data')
  if (!existsSync(path.join(data, 'backup_label'))) throw new Error(`${data} is not a copy that waits for its log`)
  writeFileSync(path.join(data, 'recovery.signal'), '')
  const settings = {
    // All there is lies in pg_wal already: nothing is fetched, and not finding more is the end.
    restore_command: 'exit 1',
    recovery_target_action: 'promote',
    // Nobody is served before the end, so what was lost may have had more connections than we.
    hot_standby: 'off',
    archive_mode: 'off',
    log_timezone: 'UTC',
    lc_messages: 'C',
    ...(until === undefined ? {} : { recovery_target_time: targetTime(until) }),
  }
  const { child, log } = await launch({ data, port: await freePort(), durable: true, settings, deadlineMs: replayDeadlineMs, signal })
  child.stderr?.resume()
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  await ended
  setPassword(data, superuserPassword(folder))
  const [, time] = /last completed transaction was at log time (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)/.exec(log) ?? []
  return { lastCommit: time === undefined ? undefined : new Date(`${time.replace(' ', 'T')}Z`) }
}

/** As a setting is read: without the letters of ISO 8601. */
export function targetTime(until: Date): string {
  return until.toISOString().replace('T', ' ').replace('Z', '+00')
}

/** In single-user mode nobody can connect meanwhile. */
function setPassword(data: string, password: string): void {
  const found = binaries()
  const [command, args] = asOrdinaryUser(found.file('postgres'), ['--single', '-D', data, 'postgres'])
  const done = spawnSync(command, args, { input: `alter role postgres password '${password}'\n`, encoding: 'utf8', timeout: 60_000 })
  if (done.error !== undefined || done.status !== 0 || /ERROR|FATAL/.test(done.stderr)) {
    throw new Error(`the restored server's password could not be set: ${done.stderr ?? ''}`.trim(), { cause: done.error })
  }
}
