/** One owner per data folder: a second start is refused, the leftovers of a killed one are taken over. */
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * A reused process id is told apart by its start time where /proc exists.
 * @param setting that names the folder, for whoever is told that it is not to be had. @throws when a live process holds it, or when it cannot be written.
 */
export function claimFolder(folder: string, setting = 'QUINT_DATA_DIR'): Disposable {
  const file = path.join(folder, 'owner')
  const own = `${file}.${process.pid}`
  const me = processIdentity(process.pid)
  prepare(folder, { own, me, setting })
  try {
    while (!take(own, file)) {
      const owner = read(file)
      if (owner === undefined) continue
      if (stillRuns(owner)) throw new Error(`${folder} is in use by process ${pidOf(owner)}: stop it first, or set ${setting} to another folder`)
      setAside(file, owner, `${own}.old`)
    }
  } finally {
    rmSync(own, { force: true })
  }
  return {
    [Symbol.dispose]() {
      if (read(file) === me) rmSync(file, { force: true })
    },
  }
}

/** A text that differs between two processes of one id, where /proc exists. */
export function processIdentity(pid: number): string {
  return `${pid} ${startTime(pid)}`
}

/** The same process, not another one that got its number; one that has ended and that nobody has asked for yet does not run any more. */
export function stillRuns(identity: string): boolean {
  const pid = pidOf(identity)
  return runs(pid) && processIdentity(pid) === identity
}

function prepare(folder: string, { own, me, setting }: Readonly<Record<'own' | 'me' | 'setting', string>>): void {
  try {
    makeFolder(folder)
    writeFileSync(own, me, { mode: 0o600 })
  } catch (cause) {
    throw new Error(`${folder} cannot be written (${codeOf(cause)}): make it writable, or set ${setting} to another folder`, { cause })
  }
}

/** Step by step: Node's own recursive way never ends where a parent exists and holds no folders, such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  const parent = path.dirname(folder)
  if (parent !== folder) makeFolder(parent)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

/** A link appears with its content, so nobody ever reads an owner that is not written yet. */
function take(own: string, file: string): boolean {
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Moved before it is removed: when another process took the folder meanwhile, its claim is put back. */
function setAside(file: string, owner: string, old: string): void {
  try {
    renameSync(file, old)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if (read(old) !== owner) take(old, file)
  rmSync(old, { force: true })
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function pidOf(owner: string): number {
  return Number(owner.split(' ')[0])
}

/** Field 22 of /proc/<pid>/stat (proc(5)): the start time in clock ticks since boot; empty where there is no /proc, and for what has ended (field 3). */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? '' : (fields[19] ?? '')
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
    return codeOf(error) === 'EPERM'
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
