/** One owner per data folder: a second start is refused, the leftovers of a killed one are taken over. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Throws when a live process holds the folder. A reused process id is told apart by its start time where /proc exists. */
export function claimFolder(folder: string): Disposable {
  const file = path.join(folder, 'owner')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (;;) {
    try {
      writeFileSync(file, identity(process.pid), { flag: 'wx', mode: 0o600 })
      return { [Symbol.dispose]: () => rmSync(file, { force: true }) }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const owner = readFileSync(file, 'utf8')
    const pid = Number(owner.split(' ')[0])
    if (runs(pid) && identity(pid) === owner)
      throw new Error(`${folder} is in use by process ${pid}: stop it first, or set QUINT_DATA_DIR to another folder`)
    rmSync(file, { force: true })
  }
}

function identity(pid: number): string {
  return `${pid} ${startTime(pid)}`
}

/** Field 22 of /proc/<pid>/stat (proc(5)): the start time in clock ticks since boot; empty where there is no /proc. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function runs(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
