/** Everything that is written down, read once. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Entry } from './entry.ts'
import { readNotes } from './notes.ts'

const folder = path.join(import.meta.dirname, 'knowledge')

export const entries: readonly Entry[] = readdirSync(folder)
  .filter((name) => name.endsWith('.notes'))
  .sort()
  .flatMap((name) => readNotes(readFileSync(path.join(folder, name), 'utf8')))
