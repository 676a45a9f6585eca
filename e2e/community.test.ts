/** What others shared, and the boards, in a browser: empty and full, on a phone and a desk, in both themes, by keyboard. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import type { Page } from 'playwright-core'
import { assertAccessible } from './accessible.ts'
import { commonPlace } from './mesh.ts'
import { answers, assertFits, lastWord, password, press, signUp } from './walk.ts'

const place = await commonPlace()

async function api<Answer>(method: string, route: string, { token = '', body }: { token?: string; body?: object } = {}): Promise<Answer> {
  const response = await fetch(place.url + route, {
    method,
    headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  assert.ok(response.ok, `${method} ${route}: ${response.status} ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

/** A learner with a confirmed address who has shared a finished session. @returns its shared id. */
async function shareOne(email: string): Promise<{ readonly shareId: string; readonly token: string }> {
  await api('POST', '/api/auth/register', { body: { email, password, displayName: 'Grace' } })
  const mailbox = await (await fetch(`${place.url}/dev/mailbox`)).text()
  const article = mailbox.split('<article>').find((part) => part.includes(email)) ?? ''
  await api('POST', '/api/auth/verify-email', { body: { token: /verify\?token=([\w-]+)/.exec(article)?.[1] } })
  const { accessToken: token } = await api<{ accessToken: string }>('POST', '/api/auth/login', { body: { email, password } })
  const algorithm = { title: 'Two Sum', site: 'leetcode', slug: 'two-sum' }
  const { session } = await api<{ session: { id: string } }>('POST', '/api/session/start', { token, body: { algorithm } })
  const sessionId = session.id
  for (const [promptIndex, responseText] of answers.entries())
    await api('POST', '/api/session/respond', { token, body: { sessionId, promptIndex, responseText, timeSpentSeconds: 5 } })
  await (await fetch(`${place.url}/api/session/analyze?sessionId=${sessionId}&tier=1`, { headers: { authorization: `Bearer ${token}` } })).text()
  await api('POST', '/api/session/complete', { token, body: { sessionId, userFinalResponse: lastWord } })
  const { sharing } = await api<{ sharing: { shareId: string } }>('PUT', `/api/session/${sessionId}/share`, { token, body: { shared: true } })
  return { shareId: sharing.shareId, token }
}

/** Five learners on the boards, as the job that computes them would have put them there. */
async function fillBoards(): Promise<void> {
  await using admin = openDatabase({ url: place.adminUrl, maxConnections: 1 })
  await admin.asService(async (tx) => {
    await tx.query(
      "insert into sessions.board_members (user_id, pseudonym) select gen_random_uuid(), 'Quiet Heron ' || 10 + n from generate_series(1, 5) as n",
    )
    await tx.query(
      `insert into sessions.board_places (span, metric, user_id, mark, pseudonym, value, place)
       select 'week', 'streak', user_id, gen_random_uuid(), pseudonym, 7, 1 from sessions.board_members`,
    )
  })
}

async function assertGood(page: Page): Promise<void> {
  await assertFits(page)
  await assertAccessible(page)
}

const looks = [
  { width: 360, height: 740, theme: 'light' },
  { width: 1280, height: 900, theme: 'dark' },
] as const

test('empty rooms say what they are for and what comes first', async () => {
  for (const [index, look] of looks.entries()) {
    await using visit = await place.visit(look)
    const { page } = visit
    await signUp(page, `empty${index}-community@example.org`)
    await page.goto('/community')
    await page.getByText('Nobody has shared a session yet.').waitFor()
    await assertGood(page)
    await page.goto('/leaderboard')
    await page.getByText('Too few are on this board yet.').waitFor()
    await assertGood(page)
    assert.deepEqual(visit.complaints, [])
  }
})

test('a shared session is found, read and reported by keyboard, and gone once it is taken back', async () => {
  const { shareId } = await shareOne('grace-community@example.org')
  for (const [index, look] of looks.entries()) {
    await using visit = await place.visit(look)
    const { page } = visit
    await signUp(page, `reader${index}-community@example.org`)
    await page.goto('/community')
    await page.getByRole('searchbox').fill('nothing like it')
    await page.getByText('Nobody has shared that yet.').waitFor()
    await press(page.getByRole('button', { name: 'Show everything' }))
    await assertGood(page)
    await press(page.getByRole('link', { name: /^Two Sum/ }))
    await page.getByRole('heading', { name: 'The last word' }).waitFor()
    assert.equal(new URL(page.url()).pathname, `/community/${shareId}`)
    assert.ok(!(await page.locator('main').textContent())?.includes('Grace'))
    await assertGood(page)
    await press(page.getByRole('button', { name: 'Report this' }))
    await assertGood(page)
    await press(page.getByRole('radio', { name: 'It is advertising' }), 'Space')
    await press(page.getByRole('button', { name: 'Report it' }))
    await page.getByText('Thank you. Somebody will look at it.').waitFor()
    await page.goto('/community/0198c7a2-5d1e-4c3a-9a41-2f6b8d0e4c11')
    await page.getByRole('heading', { name: 'This is not shared' }).waitFor()
  }
})

test('one joins the boards under another name, is told of a name that says too much, and leaves', async () => {
  await fillBoards()
  await using visit = await place.visit({ width: 360, height: 740 })
  const { page } = visit
  await signUp(page, 'ada-community@example.org')
  await page.goto('/leaderboard?window=week&metric=streak')
  await page.getByRole('cell', { name: 'Quiet Heron 11' }).waitFor()
  await assertGood(page)
  await press(page.getByRole('radio', { name: 'Thirty days' }), 'Space')
  await page.getByText('Too few are on this board yet.').waitFor()
  await page.getByLabel('Shown as').fill('ada-community@example.org')
  await press(page.getByRole('button', { name: 'Join the leaderboard' }))
  await page.getByRole('region', { name: 'You are not on it' }).getByRole('alert').waitFor()
  await page.getByLabel('Shown as').fill('Night Owl')
  await press(page.getByRole('button', { name: 'Join the leaderboard' }))
  await page.getByRole('heading', { name: 'You are on it as Night Owl' }).waitFor()
  await assertGood(page)
  await press(page.getByRole('button', { name: 'Leave' }))
  await page.getByRole('heading', { name: 'You are not on it' }).waitFor()
})
