/** What runs inside a node's process, without its types and in a folder of its own: a process that need not strip them starts in half the time. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { temporaryFolder } from '../../sandbox/folders.ts'

const own = path.join(import.meta.dirname, 'inside')
const sandbox = path.join(import.meta.dirname, '../../sandbox/inside')

const files: readonly (readonly [folder: string, name: string])[] = [
  ...['lines-javascript.ts', 'lines-python.ts', 'lines-python-thread.ts', 'mistake.ts', 'pipe.ts', 'lines-realm.js'].map(
    (name) => [own, name] as const,
  ),
  ...['lifeline.ts', 'wasi.ts', 'web-assembly.ts', 'capped-memory.ts'].map((name) => [sandbox, name] as const),
]

/** @returns the folder, which whoever asks removes. */
export function plainInside(): string {
  const folder = temporaryFolder('run')
  // Read by the users that programs run as.
  chmodSync(folder, 0o755)
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }', { mode: 0o644 })
  for (const [from, name] of files)
    writeFileSync(path.join(folder, name.replace(/\.ts$/, '.js')), plain(readFileSync(path.join(from, name), 'utf8'), name), { mode: 0o644 })
  return folder
}

/** Side by side, the files find each other by their names alone. */
function plain(text: string, name: string): string {
  if (!name.endsWith('.ts')) return text
  return stripTypeScriptTypes(text).replace(/'(?:[./\w-]+\/)?([\w-]+)\.ts'/g, (_, file: string) => `'./${file}.js'`)
}
