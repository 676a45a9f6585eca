/** Loaded before tests (`--import`): notes each statement that a service's own code sends under its role, and writes them when the process ends. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'

/** Whose statements a rollout must go on understanding: the login role of each service, and the owner of the bus, which is a client of its own log. */
const roles: ReadonlySet<string> = new Set(['identity', 'sessions', 'hints', 'plans', 'content', 'runner', 'bus_owner'])
/** Of transactions and connections: they name no table. */
const plain = /^\s*(begin|commit|rollback|set|reset|listen|unlisten|savepoint|release)\b/i
const root = pathToFileURL(path.join(import.meta.dirname, '..', '..')).href
/** Passes on what others ask. */
const passing = ['packages/db/', 'engines/released/', 'node_modules/']
const ofTests = /(\.test|\.suite|\/testing|\/testing-[a-z-]+|\/[a-z-]+-suite|\/fake-[a-z-]+)\.ts$/

const found = new Map<string, Set<string>>()
const sent = pg.Client.prototype.query

Error.stackTraceLimit = 40

pg.Client.prototype.query = function (this: pg.Client, ...args: Parameters<typeof sent>) {
  note(this.user ?? '', args[0] as unknown as string | { readonly text?: string })
  return sent.apply(this, args)
} as typeof sent

function note(role: string, query: string | { readonly text?: string }): void {
  const text = typeof query === 'string' ? query : (query.text ?? '')
  if (!roles.has(role) || plain.test(text)) return
  const known = found.get(role) ?? new Set()
  found.set(role, known)
  if (!known.has(text) && isOwn(new Error().stack ?? '')) known.add(text)
}

/** Whether the nearest caller is code of the mesh, and neither a test of it nor who applies migrations. */
function isOwn(stack: string): boolean {
  if (stack.includes('packages/db/schema.ts')) return false
  for (const [, file = ''] of stack.matchAll(/(file:\/\/[^\s)]+?):\d+:\d+/g)) {
    const here = file.startsWith(root) ? file.slice(root.length + 1) : ''
    if (here === '' || passing.some((part) => here.startsWith(part))) continue
    return !ofTests.test(here)
  }
  return false
}

process.on('exit', () => {
  const file = process.env.QUINT_STATEMENTS_FOLDER
  if (file === undefined || found.size === 0) return
  const statements = Object.fromEntries([...found].map(([role, texts]) => [role, [...texts]]))
  writeFileSync(path.join(file, `${process.pid}.json`), JSON.stringify(statements))
})
