/** The auditor's journal: one acknowledged write a line, each on the disk before the next is taken. */
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs'

export type Entry =
  | { readonly kind: 'change'; readonly key: string; readonly n: number }
  | { readonly kind: 'user'; readonly userId: string; readonly email: string }
  | { readonly kind: 'session'; readonly sessionId: string; readonly userId: string }
  | { readonly kind: 'answer'; readonly sessionId: string; readonly promptIndex: number; readonly text: string }
  | { readonly kind: 'hint'; readonly sessionId: string; readonly tier: number; readonly text: string }
  | { readonly kind: 'completed'; readonly sessionId: string; readonly text: string }

export interface Journal extends Disposable {
  append(entry: Entry): void
  read(): readonly Entry[]
}

export function openJournal(file: string): Journal {
  const handle = openSync(file, 'a')
  return {
    append(entry) {
      writeSync(handle, `${JSON.stringify(entry)}\n`)
      fdatasyncSync(handle)
    },
    read: () =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Entry),
    [Symbol.dispose]: () => closeSync(handle),
  }
}

export function ofKind<Kind extends Entry['kind']>(entries: readonly Entry[], kind: Kind): Extract<Entry, { kind: Kind }>[] {
  return entries.filter((entry): entry is Extract<Entry, { kind: Kind }> => entry.kind === kind)
}
