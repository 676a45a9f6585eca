/** A rollout as learners meet it: gateways as processes of their own behind a balancer, each asked to end under load, and no request fails. */

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { learnerVerifier, remoteKeys } from '@quint/auth/learner.ts'
import { generateMeshKeys, serviceVerifier } from '@quint/auth/service.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { HintsServiceDefinition, type HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { serve } from '@quint/rpc/server.ts'
import { partly } from '@quint/rpc/testing.ts'
import { type Child, startChild } from '@quint/runtime/child.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { freePort } from '@quint/runtime/port.ts'
import { fakeHints, fakeSessions, hintEvents } from './coach/fake-mesh.ts'
import { readEvents } from './coach/story.ts'
import { migrations } from './migrate.ts'
import { startBalancer } from './testing-balancer.ts'

const leadMs = 1500

async function house() {
  const owned = new AsyncDisposableStack()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-rollout-'))
  owned.defer(() => rmSync(folder, { recursive: true, force: true }))
  const db = owned.use(await testDatabase('identity', migrations))
  const bus = await db.schema('bus', [])
  const front = owned.use(await startBalancer())
  const mesh = await generateMeshKeys(['gateway', 'sessions', 'hints'])
  const verifyLearner = learnerVerifier({ issuer: front.url, audience: 'quint', keys: remoteKeys(`${front.url}/.well-known/jwks.json`) })
  const peer = (name: string) => ({
    listen: '127.0.0.1:0',
    verifyService: serviceVerifier(name, mesh.trusted),
    verifyLearner,
    log: silentLog,
    drainMs: 50,
  })
  const streamHint: HintsServiceImplementation['streamHint'] = async function* (asked, { signal }) {
    if (asked.lastEventId === '') {
      yield hintEvents.meta(asked)
      if (!signal.aborted) await once(signal, 'abort')
      return
    }
    yield hintEvents.done(1, 'whole')
  }
  const sessions = owned.use(await serve(SessionsServiceDefinition, partly(SessionsServiceDefinition, fakeSessions()), peer('sessions')))
  const hints = owned.use(
    await serve(HintsServiceDefinition, partly(HintsServiceDefinition, { ...fakeHints().implementation, streamHint }), peer('hints')),
  )
  const start = async (): Promise<Child & { readonly port: number }> => {
    const port = await freePort()
    const child = owned.use(
      startChild(process.execPath, ['--no-warnings', 'main.ts'], {
        cwd: import.meta.dirname,
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          GATEWAY_PORT: String(port),
          GATEWAY_PUBLIC_URL: front.url,
          GATEWAY_DATABASE_URL: db.urls.url,
          GATEWAY_DATABASE_OWNER_URL: db.urls.ownerUrl,
          GATEWAY_SIGNING_KEYS_FILE: path.join(folder, 'keys.json'),
          GATEWAY_SERVICE_KEY: JSON.stringify(mesh.privateKeys.gateway),
          GATEWAY_REQUESTS_PER_MINUTE: '1000000',
          GATEWAY_ANONYMOUS_REQUESTS_PER_MINUTE: '1000000',
          MESH_TRUSTED_KEYS: JSON.stringify(mesh.trusted),
          MESH_DRAIN_LEAD_MS: String(leadMs),
          MESH_DRAIN_MS: '20000',
          SESSIONS_ADDRESS: sessions.address,
          HINTS_ADDRESS: hints.address,
          BUS_URL: bus.ownerUrl,
          LOG_LEVEL: 'error',
        },
      }),
    )
    front.members.set(port, false)
    while (front.members.get(port) !== true)
      await Promise.race([once(process, 'beforeExit'), new Promise((resolve) => setTimeout(resolve, 20)), child.ended])
    return { ...child, port }
  }
  return { front, start, db, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

interface Answer {
  readonly status: number
  readonly by: string
}

async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init)
  await response.text()
  return { status: response.status, by: response.headers.get('x-answered-by') ?? '' }
}

test('two gateways are exchanged one after the other under load: no request fails, and an open stream goes on at another', async () => {
  await using place = await house()
  const { front } = place
  const first = await place.start()
  const second = await place.start()
  const registered = await fetch(`${front.url}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ada@example.com', password: 'a long password', displayName: 'Ada' }),
  })
  assert.equal(registered.status, 201)
  const { accessToken } = (await registered.json()) as { accessToken: string }
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' }
  const begin = () => ask(`${front.url}/api/session/start`, { method: 'POST', headers, body: '{"algorithm":{"title":"Two Sum"}}' })
  const answers: Answer[] = []
  let going = true
  const learner = async (): Promise<void> => {
    while (going) answers.push(await begin(), await ask(`${front.url}/api/elements`), await ask(`${front.url}/api/auth/me`, { headers }))
  }
  const learners = Array.from({ length: 6 }, learner)
  const reader = readHint(front.url, headers)
  await reader.open
  for (const leaving of [first, second]) {
    const staying = await place.start()
    const seen = answers.length
    await eventually(() => answers.slice(seen).some(({ by }) => by === String(staying.port)))
    leaving.process.kill('SIGTERM')
    await leaving.ended
    assert.equal(leaving.process.exitCode, 0)
    front.members.delete(leaving.port)
  }
  going = false
  await Promise.all(learners)
  assert.deepEqual(
    answers.filter(({ status }) => status !== 200 && status !== 201),
    [],
  )
  assert.equal(new Set(answers.map(({ by }) => by)).size, 4)
  assert.equal(await reader.text, 'whole')
  const left = await place.db.database.asService((tx) => tx.query('select 1 from outbox'))
  assert.deepEqual(left, [])
})

/** As a browser reads a hint: when the stream ends before its last event, it asks again from the event that it saw last. */
function readHint(url: string, headers: Readonly<Record<string, string>>) {
  const open = Promise.withResolvers<void>()
  const text = (async () => {
    const sessionId = await answered(url, headers)
    let lastEventId = ''
    for (;;) {
      const resumed = lastEventId === '' ? {} : { 'last-event-id': lastEventId }
      const response = await fetch(`${url}/api/session/analyze?sessionId=${sessionId}`, { headers: { ...headers, ...resumed } })
      assert.equal(response.status, 200)
      for await (const event of readEvents(response)) {
        if (event.name === 'done') return (event.data as { hintText: string }).hintText
        lastEventId = event.id ?? lastEventId
        open.resolve()
      }
    }
  })()
  text.catch(open.reject)
  return { open: open.promise, text }
}

async function answered(url: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const post = async (route: string, body: unknown) => (await fetch(`${url}${route}`, { method: 'POST', headers, body: JSON.stringify(body) })).json()
  const { session } = (await post('/api/session/start', { algorithm: { title: 'Two Sum' } })) as { session: { id: string } }
  for (let promptIndex = 0; promptIndex < 12; promptIndex += 1)
    await post('/api/session/respond', { sessionId: session.id, promptIndex, responseText: 'an answer', timeSpentSeconds: 1 })
  return session.id
}
