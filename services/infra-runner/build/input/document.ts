/** JSON or YAML of a stranger as plain data: bounded in size, depth and number of nodes, so that nothing in it can grow. */
import { mostBytes, type Read, refused } from '../blueprint/read.ts'

const deepest = 40
const mostNodes = 40_000

export async function readDocument(text: string): Promise<Read<unknown>> {
  if (Buffer.byteLength(text) > mostBytes) return refused('', `A specification has at most ${mostBytes / 1024} KiB.`)
  let value: unknown
  try {
    // Anchors are how little YAML becomes much.
    value = /^\s*[[{]/.test(text) ? JSON.parse(text) : (await import('yaml')).parse(text, { maxAliasCount: 0, logLevel: 'silent' })
  } catch (error) {
    return refused('', `This is neither JSON nor YAML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 200) : ''}`)
  }
  let open: readonly unknown[] = [value]
  let nodes = 0
  for (let depth = 0; open.length > 0; depth += 1) {
    nodes += open.length
    if (depth > deepest) return refused('', 'The specification is nested too deeply.')
    if (nodes > mostNodes) return refused('', 'The specification has too many parts.')
    open = open.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return { kind: 'read', value }
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
