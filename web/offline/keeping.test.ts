import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerCache, hasTurned, learnerCache, mayBeOld, pageCache, partsCache, partsIn, publicCache, surplus, wayOf } from './keeping.ts'

const id = '01a1fe22-491e-7ddd-ab28-8e62bf877603'
const get = (pathname: string, more: { navigates?: boolean; routes?: boolean } = {}) =>
  wayOf({ method: 'GET', pathname, navigates: false, routes: false, ...more })

test('answers about the learner are kept apart from what is the same for everyone', () => {
  const own = ['/api/auth/me', '/api/user/dashboard', '/api/user/sessions', `/api/session/${id}`]
  const planned = ['/api/plans', '/api/plans/current', '/api/reviews/due', '/api/reviews/figures']
  for (const path of [...own, ...planned]) assert.equal(answerCache(path), learnerCache, path)
  assert.equal(answerCache('/api/elements'), publicCache)
})

test('nothing else of the gateway is kept: no token, no stream, no file, nothing of other learners', () => {
  const never = [
    '/api/session/analyze',
    '/api/auth/sessions',
    '/api/auth/refresh-token',
    '/api/auth/providers',
    `/api/users/${id}`,
    `/api/users/${id}/export`,
    '/api/community/sessions',
    `/api/community/sessions/${id}`,
    '/api/leaderboard',
    '/api/admin/users',
    '/api/plans/proposal',
    '/api/planner/feed',
    '/api/ws-ticket',
  ]
  for (const path of never) assert.equal(answerCache(path), undefined, path)
})

test('only what is read passes the kept copies, and only whole pages are pages', () => {
  for (const method of ['POST', 'PATCH', 'PUT', 'DELETE', 'HEAD'])
    assert.deepEqual(wayOf({ method, pathname: `/api/session/${id}`, navigates: false, routes: false }), { kind: 'pass' }, method)
  assert.deepEqual(get('/dashboard', { navigates: true }), { kind: 'page', cache: learnerCache })
  assert.deepEqual(get('/signin', { navigates: true }), { kind: 'page', cache: undefined })
  assert.deepEqual(get('/dashboard', { routes: true }), { kind: 'pass' })
  assert.deepEqual(get('/_next/static/chunks/a.js'), { kind: 'part' })
  assert.deepEqual(get(`/api/users/${id}/export`, { navigates: true }), { kind: 'pass' })
})

test('pages of a session are kept under their own address only', () => {
  assert.equal(pageCache(`/coach/${id}`), learnerCache)
  assert.equal(pageCache('/reference'), publicCache)
  for (const path of ['/', '/signin', '/admin', '/admin/users', '/community', '/sessions/../admin', '/coach/x'])
    assert.equal(pageCache(path), undefined, path)
})

test('whatever may change who is signed in empties the cache of the learner', () => {
  const turn = (method: string, pathname: string) => wayOf({ method, pathname, navigates: false, routes: false }).kind === 'turn'
  for (const path of ['login', 'logout', 'register', 'exchange', 'mfa/totp/login', 'reset-password', 'refresh-token'])
    assert.ok(turn('POST', `/api/auth/${path}`), path)
  assert.ok(turn('GET', '/api/auth/oauth/google/callback'))
  assert.ok(turn('DELETE', `/api/users/${id}`))
  for (const path of ['me', 'sessions', `sessions/${id}`, 'providers', 'device', 'device/approve', 'mfa/totp/enrol', 'verify-email'])
    assert.ok(!turn('GET', `/api/auth/${path}`), path)
  const answered = (status: number, type: ResponseType = 'basic') => ({ status, ok: status < 300, type })
  assert.deepEqual(
    [200, 401].map((status) => hasTurned('/api/auth/login', answered(status))),
    [true, false],
  )
  assert.deepEqual(
    [200, 401, 503].map((status) => hasTurned('/api/auth/refresh-token', answered(status))),
    [false, true, false],
  )
  assert.ok(hasTurned('/api/auth/oauth/google/callback', answered(0, 'opaqueredirect')))
})

test('the parts that a page needs are read from it, each once', () => {
  const page =
    '<script src="/_next/static/chunks/1a-b~c.js" nonce="x"></script><link href="/_next/static/chunks/2.css"/><script>["/_next/static/chunks/1a-b~c.js"]</script>'
  assert.deepEqual(partsIn(page), ['/_next/static/chunks/1a-b~c.js', '/_next/static/chunks/2.css'])
  assert.deepEqual(partsIn('nothing'), [])
})

test('the oldest go when there are too many', () => {
  assert.equal(surplus(partsCache, 410), 10)
  assert.equal(surplus(learnerCache, 3), 0)
  assert.equal(surplus(publicCache, 1000), 0)
})

test('an old state of what the learner changes does not stand in for a slow answer', () => {
  for (const path of [`/api/session/${id}`, '/api/plans', '/api/plans/current', '/api/reviews/due']) assert.equal(mayBeOld(path), false, path)
  for (const path of ['/api/user/dashboard', '/dashboard', `/coach/${id}`]) assert.equal(mayBeOld(path), true, path)
})
