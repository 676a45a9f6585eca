/** Handlers that learners write, in a real deployment: good ones change what is written and told, bad ones fail alone and reach nothing. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { blueprintFrom } from '../blueprint/read.ts'
import { toLocalPlan } from '../derive/local-plan.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import { localProvisioner } from './provisioner.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-handlers-test-'))
const server = await testDatabase('handlers', [])
const provisioner = localProvisioner({ folder, adminUrl: server.adminUrl, restartMs: 200 })
after(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

let names = 0
const isWrite = ({ method, path: route }: { readonly method: string; readonly path: string }): boolean => method === 'POST' && route === '/links'

async function deployed(handlers: { readonly write?: string; readonly read?: string }) {
  const { good } = urlShortener
  const operations = (good.operations ?? []).map((one) => {
    const handler = isWrite(one) ? handlers.write : one.method === 'GET' && one.plan === 'redirect' ? handlers.read : undefined
    return handler === undefined ? one : { ...one, handler }
  })
  const components = good.components.map((one) => (one.id === 'api' ? { ...one, replicas: 1 } : one))
  const read = blueprintFrom({ ...good, components, operations })
  assert.ok(read.kind === 'read', JSON.stringify(read))
  names += 1
  const namespace = `handler${process.pid}n${names}`
  const deployment = await provisioner.deploy(toLocalPlan(read.value), { namespace, expiresAt: Number.MAX_SAFE_INTEGER })
  const [port = 0] = deployment.entryPorts
  const headers = { authorization: `Bearer ${deployment.token}`, 'content-type': 'application/json' }
  const post = async (body: object) => {
    const key = { 'idempotency-key': `${names} ${JSON.stringify(body)} ${performance.now()}` }
    const response = await fetch(`http://127.0.0.1:${port}/links`, { method: 'POST', headers: { ...headers, ...key }, body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as Readonly<Record<string, string>> }
  }
  const get = async (route: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${route}`, { redirect: 'manual', headers })
    return { status: response.status, location: response.headers.get('location'), text: await response.text() }
  }
  return { post, get, [Symbol.asyncDispose]: () => deployment[Symbol.asyncDispose]() }
}

const url = 'https://example.org/a'

test('a handler changes what is written, refuses what it likes, and a read passes it after it was found', async () => {
  const write = `function handle({ body }) {
    if (!body.url.startsWith('https://')) return { status: 422, body: { error: 'only https' } }
    return { body: { ...body, url: body.url + '?seen' } }
  }`
  const read = `function handle({ answer }) { return answer.status === 302 ? answer : { status: 410, body: { gone: true } } }`
  await using place = await deployed({ write, read })
  const { path: route = '' } = (urlShortener.good.operations ?? []).find(({ plan }) => plan === 'redirect') ?? {}
  assert.deepEqual(await place.post({ url: 'http://example.org' }), { status: 422, body: { error: 'only https' } })
  const made = await place.post({ url })
  assert.equal(made.status, 201, JSON.stringify(made))
  const found = await place.get(route.replace(/\{\w+\}/, made.body.code ?? ''))
  assert.deepEqual([found.status, found.location], [302, `${url}?seen`])
  assert.equal((await place.get(route.replace(/\{\w+\}/, 'nobody'))).status, 410)
})

const bad: readonly (readonly [string, string])[] = [
  ['loops', 'function handle() { for (;;); }'],
  ['allocates', 'function handle() { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)) }'],
  ['throws', "function handle() { throw new Error('no') }"],
  ['does not compile', 'function handle( {'],
  ['has no handler', 'const nothing = 1'],
  ['says nothing', 'function handle() {}'],
  ['answers with a status that is none', 'function handle() { return { status: 99999, body: {} } }'],
]

for (const [what, write] of bad)
  test(`a handler that ${what} fails alone: it is told, and what was generated beside it answers on`, async () => {
    await using place = await deployed({ write })
    for (let n = 0; n < 2; n += 1) {
      const { status, body } = await place.post({ url })
      assert.deepEqual([status, body.error], [500, 'handler'], JSON.stringify(body))
    }
    assert.equal((await place.get('/links/nobody')).status, 404)
  })

test('a handler reaches no file, no socket, no process and no environment', async () => {
  let reached = 0
  const listening = createServer((socket) => {
    reached += 1
    socket.destroy()
  }).listen(0, '127.0.0.1')
  after(() => listening.close())
  await eventually(async () => listening.listening)
  const { port } = listening.address() as { readonly port: number }
  const write = `function handle() {
    const tried = []
    const attempt = (name, act) => { try { tried.push(name + ' ' + typeof act()) } catch { tried.push(name + ' refused') } }
    attempt('require', () => require('node:fs').readFileSync('/etc/passwd'))
    attempt('environment', () => { if (Object.keys(process.env).length === 0) throw new Error('empty') })
    attempt('builtin', () => process.getBuiltinModule('node:fs').readFileSync('/etc/passwd'))
    attempt('fetch', () => fetch('http://127.0.0.1:${port}'))
    attempt('constructor', () => this.constructor.constructor('return process')().env)
    return { status: 200, body: { tried: tried.join(', ') } }
  }`
  await using place = await deployed({ write })
  const { status, body } = await place.post({ url })
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(body.tried, ['require', 'environment', 'builtin', 'fetch', 'constructor'].map((name) => `${name} refused`).join(', '))
  assert.equal(reached, 0)
})

test('nothing of a sandbox is left when its deployment is gone', async () => {
  // Others on this machine have sandboxes too, so only what began below this process counts.
  const marks = (): Set<number> => {
    const table = execFileSync('ps', ['-e', '-o', 'pid=', '-o', 'ppid=', '-o', 'args='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .map(([pid, parent, ...rest]) => ({ pid: Number(pid), parent: Number(parent), inside: rest.join(' ').includes('sandbox/inside') }))
    const parents = new Map(table.map(({ pid, parent }) => [pid, parent]))
    const below = (pid: number): boolean => pid === process.pid || (pid > 1 && below(parents.get(pid) ?? 0))
    return new Set(table.filter(({ pid, inside }) => inside && below(pid)).map(({ pid }) => pid))
  }
  const before = marks()
  let begun: readonly number[] = []
  {
    await using place = await deployed({ write: 'function handle({ body }) { return { body } }' })
    assert.equal((await place.post({ url })).status, 201)
    begun = [...marks()].filter((pid) => !before.has(pid))
    assert.ok(begun.length > 0)
  }
  await eventually(async () => begun.every((pid) => !existsSync(`/proc/${pid}`)))
  assert.deepEqual(await provisioner.left(), [])
})

test('a handler that is too long is refused with its place', () => {
  const [operation, ...rest] = urlShortener.good.operations ?? []
  const read = blueprintFrom({ ...urlShortener.good, operations: [{ ...operation, handler: 'x'.repeat(9000) }, ...rest] })
  assert.ok(read.kind === 'refused' && read.problems.some(({ path: at }) => at === 'operations.0.handler'))
})
