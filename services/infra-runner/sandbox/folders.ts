/** Folders for programs and compilers that last as long as this process; those of processes that were killed are cleared away by the next one. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { processIdentity, stillRuns } from '@quint/runtime/claim.ts'

const named = /^quint-(?:run|cache)-(\d+)-(\d*)-/

export function temporaryFolder(kind: 'run' | 'cache'): string {
  return mkdtempSync(path.join(os.tmpdir(), `quint-${kind}-${processIdentity(process.pid).replace(' ', '-')}-`))
}

/** What a killed service left. */
export function clearLeftovers(): void {
  for (const name of readdirSync(os.tmpdir())) {
    const [, pid, start] = named.exec(name) ?? []
    if (pid !== undefined && !stillRuns(`${pid} ${start}`)) rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true })
  }
}

/** The folder that was asked for, unless the users that programs run as could not get there. */
export function cacheFolder(asked: string, isRoot: boolean): { readonly folder: string; readonly isKept: boolean } {
  if (asked !== '') mkdirSync(asked, { recursive: true, mode: 0o755 })
  return asked !== '' && (!isRoot || isOpen(asked)) ? { folder: asked, isKept: true } : { folder: temporaryFolder('cache'), isKept: false }
}

const othersMayPass = 0o001

function isOpen(folder: string): boolean {
  const parent = path.dirname(folder)
  return (statSync(folder).mode & othersMayPass) !== 0 && (parent === folder || isOpen(parent))
}
