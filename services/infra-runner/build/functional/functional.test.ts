/** The functional tests pass a service that is right, and name what is wrong of one that is not. */
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import { after, test } from 'node:test'
import { blueprintFrom } from '../blueprint/read.ts'
import { toTestPlan } from '../derive/test-plan.ts'
import { listening, loopback } from '../local/listening.ts'
import { table, tiers } from '../packs/design.ts'
import type { Deployment } from '../provisioner.ts'
import { functionalTests } from './functional.ts'
import { openWorld } from './world.ts'

const notes = table('notes', 'id uuid=uuid, title text, stars int, due timestamp?')
const operations = [
  { id: 'make', method: 'POST', path: '/notes', component: 'api', plan: 'create', table: 'notes', auth: true, idempotencyKey: true },
  { id: 'read', method: 'GET', path: '/notes/{id}', component: 'api', plan: 'get', table: 'notes', key: 'id' },
  { id: 'change', method: 'PATCH', path: '/notes/{id}', component: 'api', plan: 'update', table: 'notes', key: 'id', auth: true },
  { id: 'list', method: 'GET', path: '/notes', component: 'api', plan: 'list', table: 'notes', paginated: true },
  { id: 'remove', method: 'DELETE', path: '/notes/{id}', component: 'api', plan: 'delete', table: 'notes', key: 'id', auth: true },
] as const
const scale = { readRps: 10, writeRps: 10, p99Ms: 500, availability: 0.9, dataGb: 1, consistency: 'eventual' } as const
const read = blueprintFrom(tiers({ name: 'notes', requirements: scale, api: {}, tables: [notes], operations }))
assert.ok(read.kind === 'read', JSON.stringify(read))
const blueprint = read.value

type Bug = 'no-auth' | 'takes-anything' | 'forgets-keys' | 'whole-list' | 'fails-on-odd' | 'keeps-removed' | 'drops-emoji' | 'finds-all'
type Row = Record<string, unknown>
interface Asked {
  readonly method: string
  readonly id: string | undefined
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

function isRow(row: unknown, whole: boolean): row is Row {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return false
  const { title, stars, due, ...rest } = row as Row
  const isRight =
    (title === undefined || typeof title === 'string') &&
    (stars === undefined || Number.isInteger(stars)) &&
    (due === undefined || due === null || (typeof due === 'string' && !Number.isNaN(Date.parse(due))))
  return isRight && Object.keys(rest).length === 0 && Object.keys(row).length > 0 && (!whole || (title !== undefined && stars !== undefined))
}

/** A service of notes in memory, with the bugs that it is given. */
function serviceWith(bugs: ReadonlySet<Bug>): (asked: Asked) => readonly [number, unknown] {
  const rows = new Map<string, Row>()
  const answers = new Map<string, readonly [number, unknown]>()
  const parsed = (text: string): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return undefined
    }
  }
  const make = (text: string): readonly [number, unknown] => {
    const body = parsed(text)
    if (!bugs.has('takes-anything') && !isRow(body, true)) return [400, {}]
    const row: Row = { due: null, ...(body as Row), id: crypto.randomUUID() }
    if (bugs.has('drops-emoji') && typeof row.title === 'string') row.title = row.title.replace(/\p{Emoji_Presentation}/gu, '')
    rows.set(String(row.id), row)
    return [201, row]
  }
  const listed = (query: URLSearchParams): readonly [number, unknown] => {
    const limit = bugs.has('whole-list') ? 10_000 : Math.min(50, Number(query.get('limit')) > 0 ? Number(query.get('limit')) : 50)
    const items = [...rows.values()]
      .toSorted((one, other) => (String(one.id) < String(other.id) ? -1 : 1))
      .filter(({ id }) => String(id) > (query.get('after') ?? ''))
    const page = items.slice(0, limit)
    return [200, { items: page, next: page.length < items.length ? page.at(-1)?.id : null }]
  }
  const made = (headers: Asked['headers'], text: string): readonly [number, unknown] => {
    const key = headers['idempotency-key']
    const known = typeof key === 'string' && !bugs.has('forgets-keys') ? answers.get(key) : undefined
    const answer = known ?? make(text)
    if (typeof key === 'string') answers.set(key, answer)
    return answer
  }
  const ofRow: Readonly<Record<string, (row: Row, text: string) => readonly [number, unknown]>> = {
    get: (row) => [200, row],
    patch: (row, text) => [200, Object.assign(row, parsed(text))],
    delete: ({ id }) => {
      if (!bugs.has('keeps-removed')) rows.delete(String(id))
      return [204, undefined]
    },
  }
  const isOdd = (id: string | undefined): boolean => bugs.has('fails-on-odd') && id !== undefined && !/^[0-9a-f-]{36}$/.test(id)
  const refusal = ({ method, id, headers }: Asked): readonly [number, unknown] | undefined => {
    if (method !== 'GET' && headers.authorization !== 'Bearer tok' && !bugs.has('no-auth')) return [401, {}]
    return isOdd(id) ? [500, { error: 'odd' }] : undefined
  }
  const answered = ({ method, id, query, headers, text }: Asked): readonly [number, unknown] => {
    if (method === 'POST') return made(headers, text)
    if (id === undefined) return listed(query)
    if (method === 'PATCH' && !isRow(parsed(text), false)) return [400, {}]
    const row = rows.get(id)
    return (row === undefined ? undefined : ofRow[method.toLowerCase()]?.(row, text)) ?? [bugs.has('finds-all') ? 200 : 404, {}]
  }
  return (asked) => refusal(asked) ?? answered(asked)
}

const servers: ReturnType<typeof createServer>[] = []
after(() => {
  for (const server of servers) server.closeAllConnections()
  for (const server of servers) server.close()
})

async function failedOf(...bugs: readonly Bug[]): Promise<readonly string[]> {
  const answer = serviceWith(new Set(bugs))
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    const { pathname, searchParams: query } = new URL(url, 'http://local')
    const pieces: Buffer[] = []
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
    const id = pathname.split('/')[2]
    const [status, body] = answer({
      method,
      id: id === undefined ? undefined : decodeURIComponent(id),
      query,
      headers,
      text: Buffer.concat(pieces).toString('utf8'),
    })
    response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? '' : JSON.stringify(body))
  })
  servers.push(server)
  const { signal } = new AbortController()
  const deployment: Deployment = {
    namespace: 'n',
    token: 'tok',
    entryHost: loopback,
    entryPorts: [await listening(server)],
    strike: () => Promise.reject(new Error('not here')),
    heal: () => Promise.reject(new Error('not here')),
    counts: () => Promise.resolve({}),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
  using world = openWorld(deployment, blueprint, { seed: 3, signal })
  const trial = { blueprint, tests: toTestPlan(blueprint), chaos: [], seed: 3, budgetMs: 60_000 }
  const failed: string[] = []
  for await (const { operation, check, passed, example } of functionalTests(world, trial, signal)) {
    if (!passed) failed.push(`${operation} ${check}`)
    assert.equal(example !== undefined, !passed)
  }
  return failed.sort()
}

test('a service that is right passes every check', async () => {
  assert.deepEqual(await failedOf(), [])
})

for (const [bug, checks] of [
  ['no-auth', ['change unauthenticated-is-401', 'make unauthenticated-is-401', 'remove unauthenticated-is-401']],
  ['forgets-keys', ['make repeat-is-the-same']],
  ['whole-list', ['list page-is-bounded']],
  ['keeps-removed', ['remove deleted-is-gone']],
  ['drops-emoji', ['make works']],
  ['finds-all', ['change unknown-is-404', 'read unknown-is-404', 'remove deleted-is-gone', 'remove unknown-is-404']],
  ['fails-on-odd', ['change no-server-error', 'read no-server-error', 'remove no-server-error']],
] as const)
  test(`a service with the bug ${bug} fails the checks that are about it`, async () => {
    const failed = await failedOf(bug)
    for (const check of checks) assert.ok(failed.includes(check), `${check} is not among ${failed.join(', ')}`)
    assert.ok(
      failed.every((one) => (checks as readonly string[]).includes(one)),
      failed.join(', '),
    )
  })

test('a service that takes anything fails for missing fields, other types and what is no row', async () => {
  const failed = await failedOf('takes-anything')
  for (const check of ['make malformed-is-400', 'make missing-field-is-400', 'make wrong-type-is-400'])
    assert.ok(failed.includes(check), failed.join(', '))
})
