import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHttp } from './http.ts'
import { ApiError } from './problem.ts'

type Answer = (path: string, init: RequestInit) => Response | Promise<Response>

const problem = (status: number, detail: string, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify({ type: '/problems/x', title: 'Title', status, detail }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  })

function gateway(answer: Answer) {
  const asked: string[] = []
  const http = createHttp({
    async fetch(input, init) {
      asked.push(`${init?.method ?? 'GET'} ${String(input)}`)
      return answer(String(input), init ?? {})
    },
    exclusively: (work) => work(),
  })
  return { http, asked }
}

test('a request says that it comes from the web app and carries its body as JSON', async () => {
  let seen: RequestInit | undefined
  const { http } = gateway((_path, init) => {
    seen = init
    return Response.json({ ok: true }, { status: 201 })
  })
  assert.deepEqual(await http.json('/api/session/start', { method: 'POST', body: { a: 1 }, idempotencyKey: 'k' }), { ok: true })
  const headers = new Headers(seen?.headers)
  assert.equal(headers.get('X-Quint-Client'), 'web')
  assert.equal(headers.get('Idempotency-Key'), 'k')
  assert.equal(seen?.body, '{"a":1}')
})

test('many requests whose access has run out renew it once and are made again', async () => {
  let renewed = false
  const { http, asked } = gateway((path) => {
    if (path !== '/api/auth/refresh-token') return renewed ? Response.json({ path }) : problem(401, 'Sign in again.')
    renewed = true
    return Response.json({})
  })
  const answers = await Promise.all(['/api/a', '/api/b', '/api/c'].map((path) => http.json(path)))
  assert.deepEqual(answers, [{ path: '/api/a' }, { path: '/api/b' }, { path: '/api/c' }])
  assert.equal(asked.filter((line) => line === 'POST /api/auth/refresh-token').length, 1)
})

test('a refused renewal leaves the first refusal, without a second try', async () => {
  const { http, asked } = gateway(() => problem(401, 'Sign in first.'))
  await assert.rejects(http.json('/api/auth/me'), (error) => error instanceof ApiError && error.status === 401)
  assert.deepEqual(asked, ['GET /api/auth/me', 'POST /api/auth/refresh-token'])
})

test('a renewal that could not be made is no reason to sign in again', async () => {
  const { http } = gateway((path) => (path === '/api/auth/refresh-token' ? problem(503, 'Not now.') : problem(401, 'Sign in first.')))
  await assert.rejects(http.json('/api/auth/me'), (error) => error instanceof ApiError && error.status === 503)
})

test('a wrong password is not taken for an access that has run out', async () => {
  const { http, asked } = gateway(() => problem(401, 'Wrong.'))
  await assert.rejects(http.json('/api/auth/login', { method: 'POST', body: {} }), (error) => error instanceof ApiError && error.message === 'Wrong.')
  assert.equal(asked.length, 1)
})

test('no answer is told as such, and giving up stays giving up', async () => {
  const { http } = gateway(() => {
    throw new TypeError('fetch failed')
  })
  await assert.rejects(http.json('/api/a'), (error) => error instanceof ApiError && error.status === 0)
  await assert.rejects(http.json('/api/a', { signal: AbortSignal.abort() }), { name: 'AbortError' })
})

test('an answer without a body is undefined, and a refusal that is no problem document still is one', async () => {
  const { http } = gateway((path) => (path === '/api/gone' ? new Response(null, { status: 204 }) : new Response('<h1>502</h1>', { status: 502 })))
  assert.equal(await http.json('/api/gone'), undefined)
  await assert.rejects(
    http.json('/api/a'),
    (error) => error instanceof ApiError && error.status === 502 && error.problem.title === 'Something went wrong',
  )
})
