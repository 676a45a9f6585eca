/** What was started for whom, on disk before it is started: so that whoever comes after a crash finds all of it. */
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { processIdentity, stillRuns } from '@quint/runtime/claim.ts'
import { Failure } from '@quint/runtime/failure.ts'

interface Entry {
  readonly namespace: string
  /** The process that started it: its identity, not only its number. */
  readonly owner: string
  readonly expiresAt: number
}

/** Appears whole or not at all; a namespace that is there already is a conflict. */
export function openEntry(folder: string, { namespace, expiresAt }: Omit<Entry, 'owner'>): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const made = mkdtempSync(path.join(folder, '.new-'))
  writeFileSync(path.join(made, 'entry.json'), JSON.stringify({ namespace, owner: processIdentity(process.pid), expiresAt }))
  try {
    renameSync(made, path.join(folder, namespace))
  } catch {
    rmSync(made, { recursive: true, force: true })
    throw new Failure('conflict', 'This is deployed already.')
  }
}

export function addProcess(folder: string, namespace: string, pid: number): void {
  appendFileSync(path.join(folder, namespace, 'processes'), `${processIdentity(pid)}\n`)
}

export function closeEntry(folder: string, namespace: string): void {
  rmSync(path.join(folder, namespace), { recursive: true, force: true })
}

export function entries(folder: string): readonly Entry[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name, 'entry.json')
    return name.startsWith('.') || !existsSync(file) ? [] : [JSON.parse(readFileSync(file, 'utf8')) as Entry]
  })
}

/** Entries whose owner is gone, or whose time is over. */
export function abandoned(folder: string, now: number): readonly Entry[] {
  return entries(folder).filter(({ owner, expiresAt }) => !stillRuns(owner) || expiresAt <= now)
}

/** Ids of its processes that still run. */
export function living(folder: string, namespace: string): readonly number[] {
  const file = path.join(folder, namespace, 'processes')
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter(stillRuns).map((identity) => Number(identity.split(' ')[0]))
}
