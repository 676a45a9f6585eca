/** A reference node with a bug put into it on purpose: the bugs that people make, each of which the suites have to notice. */
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Start } from '../virtual/node.ts'

type NodeName = 'raft' | 'paxos' | 'two-phase' | 'broadcast' | 'counter' | 'log' | 'echo'

export interface Mutant {
  readonly node: NodeName
  readonly name: string
  /** Where the bug is, if not in the file of the node itself. */
  readonly file?: string
  /** In the source; what is replaced stands there exactly once. */
  readonly edits: readonly (readonly [from: string, to: string])[]
}

const nodes = path.join(import.meta.dirname, '../nodes')

export interface Loaded extends AsyncDisposable {
  readonly start: Start
}

export async function load({ node, name, edits, file: edited = node }: Mutant): Promise<Loaded> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-mutant-'))
  try {
    for (const file of await readdir(nodes)) if (file.endsWith('.ts')) await copyFile(path.join(nodes, file), path.join(folder, file))
    await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }')
    const file = path.join(folder, `${edited}.ts`)
    await writeFile(file, withBug(await readFile(file, 'utf8'), edits, `${edited}: ${name}`))
    const { start } = (await import(pathToFileURL(path.join(folder, `${node}.ts`)).href)) as { readonly start: Start }
    return { start, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

function withBug(source: string, edits: Mutant['edits'], name: string): string {
  let text = source
  for (const [from, to] of edits) {
    const parts = text.split(from)
    if (parts.length !== 2) throw new Error(`${name}: "${from}" stands ${parts.length - 1} times in the source`)
    text = parts.join(to)
  }
  return text
}
