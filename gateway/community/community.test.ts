/** Sharing, boards, moderation and imports through HTTP: who may, what goes to sessions, what comes back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Element } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import type { DecideModerationRequest, JoinLeaderboardRequest, ShareSessionRequest } from '@quint/proto/gen/quint/sessions/v1/community.ts'
import type { ImportSubmissionsRequest } from '@quint/proto/gen/quint/sessions/v1/imports.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { testGateway } from '../testing.ts'
import { describedReplies } from '../testing-replies.ts'

const id = '0198c7a2-5d1e-4c3a-9a41-2f6b8d0e4c11'
const post = {
  id,
  pseudonym: 'Quiet Heron 42',
  title: 'Two Sum',
  site: 'leetcode',
  slug: 'two-sum',
  difficulty: 'easy',
  tags: ['array'],
  sharedAt: '2026-01-01T00:00:00.000Z',
  own: false,
  answers: [{ promptIndex: 0, element: Element.EARTH, prompt: 'What is asked?', text: 'Two numbers' }],
  finalResponse: 'Look once.',
  added: [{ kind: 'idea', text: 'once' }],
  words: 2,
}
const sharing = { shared: true, status: 'visible', pseudonym: 'Quiet Heron 42', shareId: id, sharedAt: post.sharedAt }

async function communityGateway() {
  const asked = {
    shares: [] as ShareSessionRequest[],
    joins: [] as JoinLeaderboardRequest[],
    decisions: [] as DecideModerationRequest[],
    imports: [] as ImportSubmissionsRequest[],
  }
  const gateway = await testGateway({
    environment: { GATEWAY_ADMIN_EMAILS: 'boss@example.com' },
    sessions: {
      async shareSession(request) {
        asked.shares.push(request)
        return request.shared ? { sharing, reasons: [] } : { sharing: {}, reasons: [] }
      },
      previewShare: async () => ({ session: post, verdict: 'allow', reasons: [], sharing: {} }),
      listSharedSessions: async () => ({ sessions: [{ ...post, answers: [], finalResponse: '', added: [] }], nextCursor: 'more' }),
      async getSharedSession({ shareId }) {
        if (shareId !== id) throw new Failure('not_found', 'There is no such shared session.')
        return { session: post }
      },
      reportSharedSession: async () => ({}),
      async joinLeaderboard(request) {
        asked.joins.push(request)
        return { joined: request.joined, pseudonym: request.joined ? 'Night Owl' : '' }
      },
      getLeaderboard: async () => ({
        places: [{ place: 1, pseudonym: 'Night Owl', value: 3, own: true }],
        own: { place: 1, pseudonym: 'Night Owl', value: 3, own: true },
        joined: true,
        pseudonym: 'Night Owl',
        computedAt: post.sharedAt,
        fewest: 5,
      }),
      listModeration: async () => ({ entries: [{ id, session: post, status: 'review', reasons: [], reports: [{ reason: 'spam', detail: '' }] }] }),
      async decideModeration(request) {
        asked.decisions.push(request)
        return { status: request.decision === 'approve' ? 'visible' : 'removed' }
      },
      async importSubmissions(request) {
        asked.imports.push(request)
        return { imported: request.submissions.length, known: 0 }
      },
      listImports: async () => ({ submissions: [{ id, submissionId: '1', slug: 'two-sum', code: '', codeBytes: 9, site: 'leetcode' }] }),
    },
  })
  return Object.assign(gateway, { asked })
}

type Place = Awaited<ReturnType<typeof communityGateway>>

async function boss(place: Place) {
  const { credentials, user } = await place.register({ email: 'boss@example.com' })
  const token = new URL(place.mails[0]?.link ?? '').searchParams.get('token')
  await place.send('POST', '/api/auth/verify-email', { body: { token } })
  const signedIn = await place.send('POST', '/api/auth/login', { body: { email: credentials.email, password: credentials.password } })
  return { token: ((await signedIn.json()) as { accessToken: string }).accessToken, user }
}

test('a session is shared with the words that name its learner, and taken back without them', async () => {
  await using place = await communityGateway()
  const { accessToken: token } = await place.register({ displayName: 'Ada King Lovelace', email: 'countess@example.com' })
  const shared = await place.send('PUT', `/api/session/${id}/share`, { token, body: { shared: true, displayAs: 'Night Owl' } })
  assert.partialDeepStrictEqual(await shared.json(), {
    sharing: { shared: true, status: 'visible', shareId: id, _links: { public: { href: `/api/community/sessions/${id}` } } },
    reasons: [],
  })
  assert.deepEqual(place.asked.shares[0], {
    sessionId: id,
    shared: true,
    displayAs: 'Night Owl',
    names: ['Ada King Lovelace', 'Ada', 'King', 'Lovelace', 'countess@example.com', 'countess'],
  })
  const back = await place.send('PUT', `/api/session/${id}/share`, { token, body: { shared: false } })
  assert.partialDeepStrictEqual(await back.json(), { sharing: { shared: false, status: null, shareId: null } })
  assert.deepEqual(place.asked.shares[1]?.names, [])
  const preview = await place.send('GET', `/api/session/${id}/share/preview`, { token })
  assert.partialDeepStrictEqual(await preview.json(), {
    verdict: 'allow',
    preview: { title: 'Two Sum', answers: [{ element: 'earth' }] },
    sharing: { shared: false },
  })
})

test('shared sessions are listed without their texts, read whole, and reported', async () => {
  await using place = await communityGateway()
  const { accessToken: token } = await place.register()
  const list = (await (await place.send('GET', '/api/community/sessions?q=two', { token })).json()) as { items: object[]; nextCursor: string }
  assert.deepEqual([list.items.length, list.nextCursor], [1, 'more'])
  assert.ok(list.items[0] !== undefined && !('answers' in list.items[0]))
  const one = await place.send('GET', `/api/community/sessions/${id}`, { token })
  assert.partialDeepStrictEqual(await one.json(), {
    session: { id, answers: [{ promptIndex: 0, element: 'earth', text: 'Two numbers' }], _links: { report: { method: 'POST' } } },
  })
  assert.equal((await place.send('GET', '/api/community/sessions/other', { token })).status, 404)
  assert.equal((await place.send('POST', `/api/community/sessions/${id}/report`, { token, body: { reason: 'spam' } })).status, 204)
})

test('the board shows places and one’s own, and one joins under a name that is not one’s own', async () => {
  await using place = await communityGateway()
  const { accessToken: token } = await place.register({ displayName: 'Ada' })
  const board = await place.send('GET', '/api/leaderboard?window=month&metric=depth', { token })
  assert.partialDeepStrictEqual(await board.json(), {
    items: [{ place: 1, pseudonym: 'Night Owl', value: 3, own: true }],
    nextCursor: null,
    window: 'month',
    metric: 'depth',
    own: { place: 1 },
    joined: true,
    fewest: 5,
  })
  const joined = await place.send('PUT', '/api/leaderboard/membership', { token, body: { joined: true } })
  assert.deepEqual(await joined.json(), { joined: true, pseudonym: 'Night Owl' })
  assert.ok(place.asked.joins[0]?.names.includes('Ada'))
  const left = await place.send('PUT', '/api/leaderboard/membership', { token, body: { joined: false } })
  assert.deepEqual(await left.json(), { joined: false, pseudonym: null })
})

test('what waits is for administrators, and each decision is in the audit before it is made', async () => {
  await using place = await communityGateway()
  const { token, user } = await boss(place)
  const learner = await place.register()
  assert.equal((await place.send('GET', '/api/admin/moderation', { token: learner.accessToken })).status, 403)
  const decision = { decision: 'remove', reason: 'an advert' }
  assert.equal((await place.send('POST', `/api/admin/moderation/${id}`, { token: learner.accessToken, body: decision })).status, 403)
  assert.deepEqual(place.asked.decisions, [])
  const queue = await place.send('GET', '/api/admin/moderation', { token })
  assert.partialDeepStrictEqual(await queue.json(), {
    items: [{ id, kind: 'session', status: 'review', reports: [{ reason: 'spam' }] }],
    nextCursor: null,
  })
  const decided = await place.send('POST', `/api/admin/moderation/${id}`, { token, body: decision })
  assert.deepEqual(await decided.json(), { id, status: 'removed' })
  const rows = await place.db.database.asService((tx) => tx.query('select actor, action, subject, detail from audit'))
  assert.deepEqual(rows, [{ actor: user.id, action: 'moderation.remove', subject: id, detail: { kind: 'session', reason: 'an advert' } }])
})

test('submissions are imported and listed', async () => {
  await using place = await communityGateway()
  const { accessToken: token } = await place.register()
  const submission = { submissionId: '1', slug: 'two-sum', title: 'Two Sum', language: 'go', acceptedAt: '2026-01-01T00:00:00Z' }
  const body = { site: 'leetcode', submissions: [submission, { ...submission, submissionId: '2', code: 'x', tags: ['array'] }] }
  const reply = await place.send('POST', '/api/imports/submissions', { token, body })
  assert.partialDeepStrictEqual(await reply.json(), { imported: 2, known: 0 })
  assert.deepEqual(
    place.asked.imports[0]?.submissions.map(({ code, tags }) => [code, tags]),
    [
      ['', []],
      ['x', ['array']],
    ],
  )
  const list = await place.send('GET', '/api/imports/submissions', { token })
  assert.partialDeepStrictEqual(await list.json(), { items: [{ submissionId: '1', codeBytes: 9 }], nextCursor: null })
})

test('a bad request is refused with the field, and nobody may without signing in', async () => {
  await using place = await communityGateway()
  const { accessToken: token } = await place.register()
  const submission = { submissionId: '1', slug: 'two-sum', title: 'Two Sum', language: 'go', acceptedAt: '2026-01-01T00:00:00Z' }
  const imports = (submissions: unknown[], site = 'leetcode') => ({ site, submissions })
  const table: readonly (readonly [method: string, route: string, body: unknown, field: string])[] = [
    ['PUT', `/api/session/${id}/share`, {}, 'shared'],
    ['PUT', `/api/session/${id}/share`, { shared: 'yes' }, 'shared'],
    ['PUT', `/api/session/${id}/share`, { shared: true, names: ['x'] }, 'names'],
    ['PUT', `/api/session/${id}/share`, { shared: true, displayAs: 'a\0' }, 'displayAs'],
    ['POST', `/api/community/sessions/${id}/report`, { reason: 'dislike' }, 'reason'],
    ['POST', `/api/community/sessions/${id}/report`, { reason: 'spam', detail: 'x'.repeat(1001) }, 'detail'],
    ['PUT', '/api/leaderboard/membership', { joined: true, userId: 'other' }, 'userId'],
    ['GET', '/api/leaderboard?window=year', undefined, 'query.window'],
    ['GET', '/api/leaderboard?metric=likes', undefined, 'query.metric'],
    ['GET', '/api/community/sessions?limit=101', undefined, 'query.limit'],
    ['POST', '/api/imports/submissions', imports([]), 'submissions'],
    ['POST', '/api/imports/submissions', imports([submission], 'elsewhere'), 'site'],
    ['POST', '/api/imports/submissions', imports(Array(101).fill(submission)), 'submissions'],
    ['POST', '/api/imports/submissions', imports([{ ...submission, code: 'ä'.repeat(40_000) }]), 'submissions.0.code'],
    ['POST', '/api/imports/submissions', imports([{ ...submission, acceptedAt: 'today' }]), 'submissions.0.acceptedAt'],
    ['POST', '/api/imports/submissions', imports([{ ...submission, userId: 'other' }]), 'submissions.0.userId'],
  ]
  for (const [method, route, body, field] of table) {
    const refused = await place.send(method, route, { token, ...(body === undefined ? {} : { body }) })
    assert.equal(refused.status, 400, route)
    const { errors = [] } = (await refused.json()) as { errors?: { path: string }[] }
    assert.equal(errors[0]?.path, field, route)
    assert.equal((await place.send(method, route, body === undefined ? {} : { body })).status, 401)
  }
})

test('every answer fits what the document says of it, and holds no more', async () => {
  await using place = await communityGateway()
  const { ask } = await describedReplies(place.send)
  const { token } = await boss(place)
  for (const shared of [true, false]) await ask('PUT /api/session/{id}/share', { token, id, body: { shared } })
  await ask('GET /api/session/{id}/share/preview', { token, id })
  await ask('GET /api/community/sessions', { token })
  await ask('GET /api/community/sessions/{id}', { token, id })
  await ask('GET /api/leaderboard', { token })
  for (const joined of [true, false]) await ask('PUT /api/leaderboard/membership', { token, body: { joined } })
  await ask('GET /api/admin/moderation', { token })
  await ask('POST /api/admin/moderation/{id}', { token, id, body: { decision: 'approve', reason: 'nothing wrong with it' } })
  const submission = { submissionId: '1', slug: 'two-sum', title: 'Two Sum', language: 'go', acceptedAt: '2026-01-01T00:00:00Z' }
  await ask('POST /api/imports/submissions', { token, body: { site: 'leetcode', submissions: [submission] } })
  await ask('GET /api/imports/submissions', { token })
})
