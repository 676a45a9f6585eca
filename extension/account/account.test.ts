import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError } from '@quint/web/api/problem.ts'
import { openAccount, tokensKey } from './account.ts'
import { memoryStore } from './memory-store.ts'

const server = 'https://quint.example'

/** A gateway that rotates its refresh token at each use and ends the sign-in when one comes twice. */
function gateway() {
  let round = 0
  let revoked = false
  const asked: string[] = []
  const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status })
  const ask: typeof fetch = async (input, init) => {
    const { pathname } = new URL(String(input))
    asked.push(pathname)
    await Promise.resolve()
    if (pathname === '/api/auth/refresh-token') {
      const { refreshToken } = JSON.parse(String(init?.body)) as { readonly refreshToken: string }
      if (revoked || refreshToken !== `refresh ${round}`) {
        revoked = true
        return answer(401, { detail: 'Sign in again.' })
      }
      round += 1
      return answer(200, { accessToken: `access ${round}`, refreshToken: `refresh ${round}` })
    }
    const token = new Headers(init?.headers).get('authorization')
    return token === `Bearer access ${round}` && round > 0 ? answer(200, { ok: round }) : answer(401, { detail: 'Sign in first.' })
  }
  return { ask, asked }
}

/** One at a time, as the browser's locks do for all windows. */
function lock() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}

const expired = { [tokensKey]: { server, userId: 'ada', accessToken: 'access 0', refreshToken: 'refresh 0' } }

test('two windows whose access has run out use one refresh token once', async () => {
  const { ask, asked } = gateway()
  const store = memoryStore(expired)
  const exclusively = lock()
  const windows = [0, 1].map(() => openAccount({ server, store, fetch: ask, exclusively }))
  const answers = await Promise.all(windows.flatMap(({ http }) => [http.json('/api/a'), http.json('/api/b')]))
  assert.deepEqual(answers, [{ ok: 1 }, { ok: 1 }, { ok: 1 }, { ok: 1 }])
  assert.equal(asked.filter((path) => path === '/api/auth/refresh-token').length, 1)
  assert.deepEqual(await windows[0]?.tokens(), { server, userId: 'ada', accessToken: 'access 1', refreshToken: 'refresh 1' })
})

test('a sign-in that was ended is forgotten, and what was asked says so', async () => {
  const { ask } = gateway()
  const store = memoryStore({ [tokensKey]: { server, userId: 'ada', accessToken: 'old', refreshToken: 'stolen' } })
  const { http } = openAccount({ server, store, fetch: ask, exclusively: lock() })
  await assert.rejects(http.json('/api/a'), (error) => error instanceof ApiError && error.status === 401)
  assert.equal(store.map.has(tokensKey), false)
})

test('a gateway that is away or busy ends no sign-in', async () => {
  for (const renewal of [() => Promise.reject(new TypeError('no network')), async () => new Response('{}', { status: 503 })]) {
    const store = memoryStore(expired)
    const ask: typeof fetch = async (input) => (String(input).endsWith('refresh-token') ? renewal() : new Response('{}', { status: 401 }))
    const { http } = openAccount({ server, store, fetch: ask, exclusively: lock() })
    await assert.rejects(http.json('/api/a'), ApiError)
    assert.ok(store.map.has(tokensKey))
  }
})

test('tokens of one server are never sent to another', async () => {
  const { ask, asked } = gateway()
  const { http, tokens } = openAccount({ server: 'https://other.example', store: memoryStore(expired), fetch: ask, exclusively: lock() })
  assert.equal(await tokens(), undefined)
  await assert.rejects(http.json('/api/a'), (error) => error instanceof ApiError && error.status === 401)
  assert.deepEqual(asked, [])
})

test('who signs out while the access is renewed stays signed out', async () => {
  const store = memoryStore(expired)
  const { ask } = gateway()
  const account = openAccount({
    server,
    store,
    exclusively: lock(),
    async fetch(input, init) {
      const response = await ask(input, init)
      if (String(input).endsWith('refresh-token')) await account.forget()
      return response
    },
  })
  await assert.rejects(account.http.json('/api/a'), (error) => error instanceof ApiError && error.status === 401)
  assert.equal(await account.tokens(), undefined)
})
