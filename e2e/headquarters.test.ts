/** What a learner finds and settles in one place: the day, the history, what others may read, what is not to be seen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible } from './accessible.ts'
import { untilKept } from './kept.ts'
import { commonPlace } from './mesh.ts'
import { makePast } from './past.ts'
import { assertFits, beginTwoSum, held, password, signUp } from './walk.ts'

const place = await commonPlace()
const past = await makePast(place.url, 'past-headquarters@example.org')

async function signIn(page: Page): Promise<void> {
  await page.goto('/signin')
  await page.getByLabel('E-mail').fill(past.email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/dashboard$/)
}

/** What a screen says, once it has said everything. */
async function textOf(page: Page, screen: string): Promise<string> {
  await page.goto(screen)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
  return (await page.locator('main').allTextContents()).join(' ')
}

test('the day says what to do, how the streak stands, when a day ends and where thinking is thinnest', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await signIn(page)
  const text = await textOf(page, '/dashboard')
  for (const said of [
    'Find the missing page',
    '5 of 12 answered.',
    'A first day.',
    'Days end at midnight in Europe/Berlin.',
    'free days left',
    'The one to work on is',
  ])
    assert.ok(text.includes(said), `${said}: ${text}`)
  await page.goto('/settings')
  const kept = page.waitForResponse((response) => response.request().postData()?.includes('hideDifficulty') === true)
  const may = Promise.withResolvers<void>()
  await page.route(/\/api\/users\/[^/]+$/, async (route) => {
    await may.promise
    await route.continue()
  })
  await page.getByLabel('A new day begins').selectOption({ label: 'at 4:00' })
  // While the first choice is still on its way.
  await page.getByLabel('Hide how hard a problem is').check()
  may.resolve()
  assert.equal((await kept).status(), 200)
  const another = await visit.context.newPage()
  await another.goto('/settings')
  await another.getByLabel('Show others my name').check()
  await another.getByRole('button', { name: 'Keep what I show' }).click()
  await another.getByText('Kept.').waitFor()
  // What was chosen in the other window is not taken back by what is kept in this one.
  await page.getByLabel('What you work on').fill('Graphs')
  await page.getByRole('button', { name: 'Keep what I show' }).click()
  await page.getByText('Kept.').waitFor()
  assert.ok(await page.getByLabel('Show others my name').isChecked())
  await another.close()
  const shown = page.waitForResponse((response) => response.request().postData()?.includes('hideDifficulty') === true)
  await page.getByLabel('Hide how hard a problem is').uncheck()
  assert.equal((await shown).status(), 200)
  assert.match(await textOf(page, '/dashboard'), /Days end at 4:00 at night in Europe\/Berlin\./)
})

test('what was solved elsewhere is there before the first session', async () => {
  await using visit = await place.visit({ width: 390, height: 844 })
  const { page } = visit
  const email = 'brought-headquarters@example.org'
  await signUp(page, email)
  await page.goto('/dashboard')
  await page.getByRole('link', { name: 'Begin your first session' }).waitFor()
  assert.equal(await page.getByText('Solved elsewhere').count(), 0)
  const post = async (path: string, body: object, token = ''): Promise<{ readonly accessToken: string }> => {
    const headers = { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) }
    return (await fetch(place.url + path, { method: 'POST', headers, body: JSON.stringify(body) })).json() as Promise<{ accessToken: string }>
  }
  const { accessToken } = await post('/api/auth/login', { email, password })
  const solved = { submissionId: '1', slug: 'two-sum', title: 'Two Sum', language: 'python3', acceptedAt: '2026-01-01T00:00:00Z' }
  await post('/api/imports/submissions', { site: 'leetcode', submissions: [solved] }, accessToken)
  await page.goto('/dashboard')
  await page.getByText('LeetCode, python3').waitFor()
  await assertFits(page)
  await assertAccessible(page)
})

test('a learner chooses who coaches them, and is told when that coach is not there any more', async () => {
  await using visit = await place.visit({ width: 390, height: 844, theme: 'dark' })
  const { page } = visit
  await signUp(page, 'chooses-headquarters@example.org')
  await page.goto('/settings')
  const usual = page.getByRole('radio', { name: 'The usual coach of this place' })
  const offline = page.getByRole('radio', { name: 'Quint’s own coach' })
  await usual.waitFor()
  assert.equal(await usual.isChecked(), true)
  const keptAs = (coach: string) =>
    page.waitForResponse((response) => response.ok() && response.request().postData()?.includes(`"${coach}"`) === true)
  const back = keptAs('default')
  await usual.press('ArrowDown')
  // Before the one before is kept.
  await offline.press('ArrowUp')
  await back
  const kept = keptAs('offline')
  await usual.press('ArrowDown')
  await kept
  await page.reload()
  await offline.waitFor()
  assert.equal(await offline.isChecked(), true)
  await assertFits(page)
  await assertAccessible(page)

  // A model of which this place had the key when it was chosen.
  const status = await page.evaluate<number>(`(async () => {
    const headers = { 'X-Quint-Client': 'web', 'Content-Type': 'application/json' }
    const { user } = await (await fetch('/api/auth/me', { headers })).json()
    const body = JSON.stringify({ preferences: { coach: 'openai' } })
    return (await fetch('/api/users/' + user.id, { method: 'PATCH', headers, body })).status
  })()`)
  assert.equal(status, 200)
  await page.reload()
  await page.getByText('Not here any more').waitFor()
  assert.equal(await page.getByRole('radio', { name: 'OpenAI' }).isChecked(), true)
  const told = page.getByText('You chose OpenAI in your settings, which this place does not have now.')
  for (const room of ['/interview', '/design']) {
    await page.goto(room)
    await told.waitFor()
  }
  await beginTwoSum(page)
  await page.getByRole('button', { name: 'Talk it through' }).click()
  await told.waitFor()
  await assertFits(page)
  await assertAccessible(page)
  assert.deepEqual(visit.complaints, [])
})

test('a statement that is too long stays as it was pasted, and is said to be', async () => {
  await using visit = await place.visit({ width: 390, height: 844 })
  const { page } = visit
  await signUp(page, 'long-headquarters@example.org')
  await page.goto('/coach')
  const statement = page.getByLabel('Statement')
  await page.getByLabel('Name of the problem').fill('A long story')
  await statement.fill('word '.repeat(24_000))
  await page.getByText('19,999 characters too long').waitFor()
  await page.getByRole('button', { name: 'Begin', exact: true }).click()
  assert.equal((await statement.inputValue()).length, 120_000)
  assert.equal(new URL(page.url()).pathname, '/coach')
  await statement.fill('word '.repeat(100))
  await page.getByRole('button', { name: 'Begin', exact: true }).click()
  await page.waitForURL(/\/coach\/[0-9a-f-]{36}$/)
  assert.deepEqual(visit.complaints, [])
})

/** As the feed lists one. */
const video = {
  id: '01a1fe22-491e-7ddd-ab28-8e62bf877603',
  title: 'Halving',
  difficulty: 'medium',
  duration: 60,
  viewCount: 1,
  ratingCount: 0,
  ratingAvg: 0,
  commentCount: 0,
}

/** As a label: in a sentence the words may stand. */
const difficulty = /^(?:easy|medium|hard)$/

test('difficulty is shown, until it is hidden: then it shows nowhere', async () => {
  await using visit = await place.visit({ width: 390, height: 844 })
  const { page } = visit
  await signIn(page)
  const [finished = ''] = past.finished
  const screens = ['/sessions', '/dashboard', '/coach', `/sessions/${finished}`]
  await page.route(/\/api\/videos$/, (route) => route.fulfill({ json: { items: [video], nextCursor: null } }))
  const card = page.getByRole('link', { name: /Halving/ })
  for (const screen of screens) {
    await page.goto(screen)
    await page.getByText(difficulty).first().waitFor()
  }
  await page.goto('/watch')
  await card.getByText(difficulty).waitFor()
  // Nothing is there to be pressed before what stands above it is.
  const coachesLate = await held(page, /\/api\/coach$/)
  await page.goto('/settings')
  const hide = page.getByLabel('Hide how hard a problem is')
  await hide.waitFor({ state: 'attached' })
  assert.equal(await hide.isVisible(), false)
  coachesLate()
  const kept = page.waitForResponse((response) => response.request().method() === 'PATCH')
  await hide.check()
  assert.equal((await kept).status(), 200)
  for (const screen of screens) {
    await textOf(page, screen)
    assert.equal(await page.getByText(difficulty).count(), 0, screen)
  }
  await page.goto('/watch')
  await Promise.all([page.waitForResponse(/\/api\/auth\/me$/), page.reload()])
  await card.waitFor()
  assert.equal(await card.getByText(difficulty).count(), 0)
})

test('a session is found by words of one’s own, and the address keeps the search', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await signIn(page)
  await page.goto('/sessions')
  await page.getByRole('searchbox').fill('coins')
  await page.getByRole('radio', { name: 'Finished' }).check({ force: true })
  await page.getByLabel('From').selectOption({ label: 'LeetCode' })
  await page.waitForURL(/q=coins/)
  await page.waitForURL(/site=leetcode/)
  await page.reload()
  await page.getByRole('link', { name: /Two Sum/ }).waitFor()
  assert.equal(await page.getByRole('link', { name: /Find the missing page|Water between walls/ }).count(), 0)
  await page.getByRole('searchbox').fill('nothing like this')
  await page.getByText('Nothing like that.').waitFor()
})

test('a session is shared after one has seen what others would read, and taken back at once', async () => {
  await using visit = await place.visit({ width: 390, height: 844, theme: 'dark' })
  const { page } = visit
  await signIn(page)
  await page.goto(`/sessions/${past.finished[0]}`)
  await page.getByRole('button', { name: 'Share it' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share this session?' })
  await dialog.getByText('I had assumed that order matters').waitFor()
  await dialog.getByLabel('Shown as').fill('Night Owl')
  await dialog.getByText('by Night Owl').waitFor()
  await assertAccessible(page)
  await assertFits(page)
  await dialog.getByRole('button', { name: 'Share it' }).click()
  await page.getByRole('heading', { name: 'Others can read this' }).waitFor()
  await page.getByRole('link', { name: 'See it as others do' }).click()
  await page.waitForURL(/\/community\/[0-9a-f-]{36}$/)
  await page.getByText('Night Owl').first().waitFor()
  const shared = page.url()
  await page.goto(`/sessions/${past.finished[0]}`)
  await page.getByRole('button', { name: 'Stop sharing' }).click()
  await page.getByRole('heading', { name: 'Only you can read this' }).waitFor()
  await page.goto(shared)
  await page.getByRole('heading', { name: 'This is not shared' }).waitFor()
})

test('with Quint away the way back to the day still leads there', async () => {
  await using visit = await place.visit({ installed: true })
  const { page, context } = visit
  await signIn(page)
  await page.goto(`/coach/${past.open}`)
  await page.getByRole('textbox').waitFor()
  await untilKept(page, '/dashboard', '/api/user/dashboard', '/api/auth/me')
  await context.setOffline(true)
  await page.getByRole('link', { name: 'Back to today' }).click()
  await page.waitForURL(/\/dashboard$/)
  await page.getByRole('heading', { name: /Ada/ }).waitFor()
})

test('from today every room is one step away, on a phone, on a tablet and on a desk', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await signIn(page)
  const rooms = ['Coach', 'Plan', 'Interview', 'Sessions', 'Watch', 'Design', 'Lab', 'Community', 'Elements', 'Settings']
  for (const width of [390, 820, 1100]) {
    await page.setViewportSize({ width, height: 900 })
    for (const name of rooms) {
      const ways = page.getByRole('navigation').getByRole('link', { name, exact: true })
      await ways.first().waitFor()
      assert.equal(await ways.count(), 1, `${name} at ${width}`)
    }
    await assertFits(page)
  }
})
