/** A node's files in memory, with what a crash does to them. */
import type { Disk } from './node.ts'

export type CrashOf = 'kept' | 'unsynced-lost' | 'torn' | 'wiped'

export interface CrashingDisk extends Disk {
  /** @returns whether anything was lost. */
  crash(how: CrashOf, random: () => number): boolean
}

type Change = { readonly kind: 'write' | 'append'; readonly file: string; readonly text: string }

export function openDisk(): CrashingDisk {
  const synced = new Map<string, string>()
  const current = new Map<string, string>()
  let changes: Change[] = []
  const change = (files: Map<string, string>, { kind, file, text }: Change): void => {
    files.set(file, kind === 'write' ? text : (files.get(file) ?? '') + text)
  }
  const note = (one: Change): void => {
    changes.push(one)
    change(current, one)
  }
  const sync = (): void => {
    for (const one of changes) change(synced, one)
    changes = []
  }
  const tear = (random: () => number): void => {
    // Some of what was not synced has arrived, the last of it in part.
    const arrived = Math.floor(random() * (changes.length + 1))
    for (const one of changes.slice(0, arrived)) change(synced, one)
    const cut = changes[arrived]
    if (cut?.kind === 'append') change(synced, { ...cut, text: cut.text.slice(0, Math.floor(random() * cut.text.length)) })
  }
  return {
    read: (file) => current.get(file) ?? '',
    write: (file, text) => note({ kind: 'write', file, text }),
    append: (file, text) => note({ kind: 'append', file, text }),
    sync,
    files: () => [...current.keys()],
    crash(how, random) {
      const lost = changes.length > 0 || (how === 'wiped' && synced.size > 0)
      if (how === 'kept') sync()
      if (how === 'torn') tear(random)
      if (how === 'wiped') synced.clear()
      changes = []
      current.clear()
      for (const [file, text] of synced) current.set(file, text)
      return lost && how !== 'kept'
    },
  }
}
