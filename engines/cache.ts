/** Where engines are kept once they were fetched, and commands that fetch them. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const folder = process.env.QUINT_CACHE_DIR || path.join(os.homedir(), '.cache', 'quint', 'engines')

/** @returns the folder of that name, filled by `fill` at the first use and moved when whole: an interrupted one leaves nothing behind. */
export function cached(name: string, fill: (fresh: string) => void): string {
  const place = path.join(folder, name)
  if (existsSync(place)) return place
  const fresh = `${place}.${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  try {
    fill(fresh)
    if (!existsSync(place)) renameSync(fresh, place)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return place
}

const fetchDeadlineMs = 300_000

export function runTool(command: string, args: readonly string[], cwd?: string): string {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: fetchDeadlineMs })
  if (done.error !== undefined) throw new Error(`${command} could not be run`, { cause: done.error })
  if (done.status !== 0) throw new Error(`${command} ${args[0] ?? ''}: ${(done.stderr || done.stdout).trim().slice(-1000)}`)
  return done.stdout
}

/** @returns the program, installed first as this Debian package where it is missing and we may. */
export function ensureProgram(program: string, debianPackage: string): string {
  const aptGet = process.getuid?.() === 0 ? onPath('apt-get') : undefined
  if (onPath(program) === undefined && aptGet !== undefined) {
    runTool(aptGet, ['update', '-qq'])
    runTool(aptGet, ['install', '-y', '-qq', '--no-install-recommends', debianPackage])
  }
  const found = onPath(program)
  if (found === undefined) throw new Error(`${program} is needed: install it (on Debian: apt-get install ${debianPackage})`)
  return found
}

export function onPath(program: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((place) => path.join(place, program))
    .find((file) => existsSync(file))
}
