/** A service that hangs, seen from the door: fast and clear refusals of what needs it, everything else as ever, and its places given back. */

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import type { SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { fakeHints, fakeSessions } from './coach/fake-mesh.ts'
import { testGateway } from './testing.ts'

const environment = { GATEWAY_REQUESTS_PER_MINUTE: '100000', GATEWAY_ANONYMOUS_REQUESTS_PER_MINUTE: '100000' }

/** Sessions whose overview never answers. */
function hangingSessions() {
  const seen = { calls: 0, cancelled: 0, leave: 0 }
  const getDashboard: SessionsServiceImplementation['getDashboard'] = async (_request, { signal }) => {
    seen.calls += 1
    if (!signal.aborted) await once(signal, 'abort')
    seen.cancelled += 1
    return {}
  }
  return { seen, sessions: { ...fakeSessions(), getDashboard } }
}

test('a hanging service holds so many requests and no more: the next are refused at once, all else is answered, and who leaves frees a place', async () => {
  const { seen, sessions } = hangingSessions()
  await using gateway = await testGateway({ sessions, hints: fakeHints().implementation, environment })
  const { accessToken: token } = await gateway.register()
  const leave = new AbortController()
  const overview = () =>
    fetch(`${gateway.url}/api/user/dashboard`, { headers: { authorization: `Bearer ${token}` }, signal: leave.signal }).then(
      (response) => response,
      () => undefined,
    )
  const held = Array.from({ length: 256 }, overview)
  await eventually(() => seen.calls >= 256)
  const started = seen.calls
  const refused = await Promise.all(Array.from({ length: 100 }, overview))
  for (const response of refused) {
    assert.equal(response?.status, 503)
    assert.equal(response.headers.get('retry-after'), '2')
    assert.match(((await response.json()) as { type: string }).type, /problems\/unavailable/)
  }
  for (const route of ['/healthz', '/readyz?of=gateway', '/api/coach', '/api/auth/me'])
    assert.equal((await gateway.send('GET', route, { token })).status, 200, route)
  assert.equal(seen.calls, started)
  leave.abort()
  await Promise.all(held)
  await eventually(() => seen.cancelled >= 256)
  assert.equal((await gateway.send('GET', '/api/elements')).status, 200)
})

test('a method that hangs costs its deadline a few times; after that it is not called, and its neighbours are', async () => {
  const { seen, sessions } = hangingSessions()
  await using gateway = await testGateway({ sessions, hints: fakeHints().implementation, environment })
  const { accessToken: token } = await gateway.register()
  const overview = () => gateway.send('GET', '/api/user/dashboard', { token })
  const waited = await Promise.all(Array.from({ length: 5 }, overview))
  assert.deepEqual([...new Set(waited.map(({ status }) => status))], [503])
  assert.equal(seen.calls, 5)
  assert.equal((await overview()).status, 503)
  assert.equal((await gateway.send('GET', '/api/user/sessions', { token })).status, 200)
  assert.equal(seen.calls, 5)
})
