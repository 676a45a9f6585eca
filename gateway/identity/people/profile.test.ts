/** Profiles over the API: what oneself sees and changes, what others see, and what nobody can slip in. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { testGateway } from '../../testing.ts'
import { avatarColorOf, avatarColors } from './avatar.ts'

interface Answer {
  readonly user: Readonly<Record<string, unknown>> & { readonly id: string; readonly preferences: Readonly<Record<string, unknown>> }
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
}

/** Without what moves by itself. */
const profileOf = ({ user }: Answer) => ({ ...user, lastActiveAt: undefined })

async function house() {
  const gateway = await testGateway()
  const { user, accessToken: token } = await gateway.register()
  const own = `/api/users/${user.id}`
  const read = async (path = own, asking = token) => {
    const response = await gateway.send('GET', path, { token: asking })
    return { status: response.status, etag: response.headers.get('etag'), ...((await response.json()) as Answer) }
  }
  const patch = async (body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const response = await gateway.send('PATCH', own, { token, body, headers })
    return { status: response.status, etag: response.headers.get('etag'), ...((await response.json()) as Answer) }
  }
  return Object.assign(gateway, { id: user.id, token, own, read, patch })
}

test('a new user has a colour of their own, defaults for every preference and nothing else', async () => {
  await using place = await house()
  const { user } = await place.read()
  assert.equal(user.avatarColor, avatarColorOf(place.id))
  assert.deepEqual(user.subjects, [])
  assert.deepEqual(user.preferences, {
    hideDifficulty: false,
    theme: 'system',
    dayStartHour: 0,
    publicProfile: false,
    coach: 'default',
    reminders: { streak: false, reviews: false },
  })
})

test('the colour follows from the id, and every colour is somebody’s', () => {
  const ids = Array.from({ length: 400 }, () => uuidv7())
  for (const id of ids) assert.equal(avatarColorOf(id), avatarColorOf(id))
  assert.equal(new Set(ids.map(avatarColorOf)).size, avatarColors.length)
})

test('what is named is changed, null goes back to the default, and the rest stays', async () => {
  await using place = await house()
  const first = await place.patch({
    avatarColor: '#0F766E',
    subjects: ['Graphs', 'System design', 'Graphs'],
    preferences: { theme: 'dark', dayStartHour: 4, reminders: { streak: true } },
  })
  assert.equal(first.status, 200)
  assert.deepEqual([first.user.avatarColor, first.user.subjects], ['#0F766E', ['Graphs', 'System design']])
  const second = await place.patch({ displayName: 'Grace', avatarColor: null, preferences: { theme: null, reminders: { reviews: true } } })
  assert.deepEqual([second.user.displayName, second.user.avatarColor, second.user.timeZone], ['Grace', avatarColorOf(place.id), 'UTC'])
  assert.deepEqual(second.user.preferences, {
    hideDifficulty: false,
    theme: 'system',
    dayStartHour: 4,
    publicProfile: false,
    coach: 'default',
    reminders: { streak: true, reviews: true },
  })
  assert.deepEqual(profileOf(await place.read()), profileOf(second))
})

test('what is no part of a profile is refused by name, and changes nothing', async () => {
  await using place = await house()
  const before = await place.read()
  const refused: readonly (readonly [body: unknown, path: string])[] = [
    [{ roles: ['admin'] }, 'roles'],
    [{ emailVerified: true }, 'emailVerified'],
    [{ email: 'other@example.com' }, 'email'],
    [{ suspended: false }, 'suspended'],
    [{ profileVersion: 1 }, 'profileVersion'],
    [{ preferences: { fontSize: 12 } }, 'preferences.fontSize'],
    [{ preferences: { reminders: { push: true } } }, 'preferences.reminders.push'],
    [{ preferences: { dayStartHour: 7 } }, 'preferences.dayStartHour'],
    [{ preferences: { dayStartHour: 1.5 } }, 'preferences.dayStartHour'],
    [{ preferences: { theme: 'sepia' } }, 'preferences.theme'],
    [{ preferences: [] }, 'preferences'],
    [{ avatarColor: 'red' }, 'avatarColor'],
    [{ subjects: Array.from({ length: 21 }, (_, n) => `s${n}`) }, 'subjects'],
    [{ subjects: ['x'.repeat(41)] }, 'subjects.0'],
    [{ subjects: ['two\nlines'] }, 'subjects.0'],
  ]
  for (const [body, path] of refused) {
    const { status, errors } = await place.patch(body)
    assert.deepEqual([status, errors?.[0]?.path], [400, path], JSON.stringify(body))
  }
  assert.deepEqual(profileOf(await place.read()), profileOf(before))
})

test('preferences that name the prototype are refused as unknown', async () => {
  await using place = await house()
  const response = await place.send('PATCH', place.own, { token: place.token, body: '{"preferences":{"__proto__":{"theme":"dark"}}}' })
  const { user } = await place.read()
  assert.ok(response.status === 400 || user.preferences.theme === 'system')
  assert.equal(Object.hasOwn(Object.prototype, 'theme'), false)
})

test('a change that names the state it was made for is refused once that state is past', async () => {
  await using place = await house()
  const { etag } = await place.read()
  assert.match(etag ?? '', /^"/)
  const mine = await place.patch({ displayName: 'One' }, { 'If-Match': etag ?? '' })
  assert.equal(mine.status, 200)
  assert.notEqual(mine.etag, etag)
  const late = await place.patch({ displayName: 'Two' }, { 'If-Match': etag ?? '' })
  assert.equal(late.status, 412)
  assert.equal((await place.patch({ displayName: 'Two' }, { 'If-Match': `W/${mine.etag}` })).status, 412)
  assert.equal((await place.read()).user.displayName, 'One')
  assert.equal((await place.patch({ displayName: 'Three' }, { 'If-Match': `"other", ${mine.etag}` })).status, 200)
  assert.equal((await place.patch({ displayName: 'Four' }, { 'If-Match': '*' })).status, 200)
})

test('two changes at once of one state: one is made, one is refused', async () => {
  await using place = await house()
  const { etag } = await place.read()
  const tries = await Promise.all(['One', 'Two'].map((displayName) => place.patch({ displayName }, { 'If-Match': etag ?? '' })))
  assert.deepEqual(tries.map(({ status }) => status).sort(), [200, 412])
})

test('others see who shows themselves, without what is theirs alone, and nobody else', async () => {
  await using place = await house()
  const other = await place.register({ displayName: 'Other' })
  const hidden = await place.read(place.own, other.accessToken)
  assert.equal(hidden.status, 404)
  await place.patch({ subjects: ['Trees'], preferences: { publicProfile: true } })
  const { user } = await place.read(place.own, other.accessToken)
  assert.deepEqual(Object.keys(user).sort(), ['_links', 'avatarColor', 'displayName', 'id', 'joined', 'subjects'])
  assert.deepEqual([user.displayName, user.subjects], ['Ada', ['Trees']])
  assert.match(String(user.joined), /^\d{4}-\d\d$/)
  await place.patch({ preferences: { publicProfile: null } })
  assert.equal((await place.read(place.own, other.accessToken)).status, 404)
  for (const id of [uuidv7(), 'nobody', "'; drop table users; --"])
    assert.equal((await place.read(`/api/users/${encodeURIComponent(id)}`, other.accessToken)).status, 404, id)
})

test('nobody changes, exports, deletes or counts another', async () => {
  await using place = await house()
  await place.patch({ preferences: { publicProfile: true } })
  const { accessToken } = await place.register()
  for (const [method, path, body] of [
    ['PATCH', place.own, { displayName: 'Mallory' }],
    ['DELETE', place.own, { password: 'a long password' }],
    ['GET', `${place.own}/export`, undefined],
    ['GET', `${place.own}/stats`, undefined],
  ] as const)
    assert.equal((await place.send(method, path, { token: accessToken, body })).status, 404, `${method} ${path}`)
  assert.equal((await place.read()).user.displayName, 'Ada')
})

test('figures come by practice, from the service that owns them', async () => {
  await using place = await testGateway({
    sessions: { getStats: async () => ({ completed: 3 }) as object, getInterviewStats: async () => ({ completed: 1 }) as object },
    plans: { getStats: async () => ({ itemsDone: 4 }) as object },
    content: { getStats: async () => ({ watched: 5 }) as object },
    runner: { getStats: async () => ({ labRunsPassed: 6 }) as object },
  })
  const { user, accessToken } = await place.register()
  const response = await place.send('GET', `/api/users/${user.id}/stats`, { token: accessToken })
  const { stats } = (await response.json()) as { stats: Readonly<Record<string, unknown>> }
  assert.deepEqual([response.status, Object.keys(stats).sort()], [200, ['build', 'coach', 'interviews', 'plans', 'userId', 'videos']])
})

test('the figures of a practice that is away are absent, and all others are there', async () => {
  await using place = await testGateway({
    sessions: { getStats: async () => ({}) as object, getInterviewStats: async () => ({}) as object },
    plans: { getStats: async () => ({}) as object },
    runner: { getStats: async () => ({}) as object },
    content: {
      getStats: async () => {
        throw new Failure('unavailable', 'Not now.')
      },
    },
  })
  const { user, accessToken } = await place.register()
  const response = await place.send('GET', `/api/users/${user.id}/stats`, { token: accessToken })
  const { stats } = (await response.json()) as { stats: Readonly<Record<string, unknown>> }
  assert.deepEqual([response.status, Object.keys(stats).sort()], [200, ['build', 'coach', 'interviews', 'plans', 'userId']])
})
