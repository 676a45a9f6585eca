/** Every screen, full and empty, on a desk and on phones, in both themes: accessible, fitting, without a complaint, light. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import type { Page } from 'playwright-core'
import { bosses, commonPlace, type Visit } from './mesh.ts'
import { enrol, makePast } from './past.ts'
import { examine, listeners, openScreen, scriptBytes } from './screen.ts'
import { password, signUp } from './walk.ts'

const boss = bosses.screens
const place = await commonPlace()
const past = await makePast(place.url, 'past-screens@example.org')
await enrol(place.url, boss)

const unknown = '01a1fe22-491e-7ddd-ab28-8e62bf877603'
const open = ['/', '/signin', '/signup', '/reset', '/verify', '/reference', '/events', '/offline', '/device', '/nowhere']
const rooms = [
  '/dashboard',
  '/coach',
  '/interview',
  '/sessions',
  '/sessions?q=nothing+like+that',
  '/reference',
  '/settings',
  '/community',
  '/leaderboard',
  '/design',
  '/design/url-shortener',
  '/lab',
  '/lab/board',
]
/** With something in them these are in stories of their own; here nothing is. */
const begun = ['/onboarding', '/plan', '/problems', '/reviews', '/planner', '/watch/new', '/watch/topics']
const missing = [
  `/sessions/${unknown}`,
  `/coach/${unknown}`,
  `/people/${unknown}`,
  `/community/${unknown}`,
  '/design/nowhere',
  `/design/runs/${unknown}`,
  '/lab/nowhere',
  `/lab/compare?ids=${unknown},${unknown}`,
  `/interview/${unknown}`,
  `/interview/${unknown}/replay`,
  '/nowhere',
]
const administration = [
  '',
  '/users',
  '/users?q=nobody-like-that',
  '/users?group=admin',
  '/moderation',
  '/audit',
  '/erasures',
  '/dead-letters',
  '/designs',
  '/comments',
]

/** What a learner with a past can open besides. */
function pastSessions(): string[] {
  const [first = ''] = past.finished
  return [`/sessions/${first}`, `/sessions/${past.aside}`, `/coach/${first}`, `/coach/${past.open}`, `/coach/${past.aside}`]
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/signin')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/(dashboard|coach)$/)
}

const mostScriptBytes = 200 * 1024

async function inspect({ page, complaints }: Visit, screens: readonly string[]): Promise<void> {
  for (const screen of screens) {
    await openScreen(page, screen)
    const bytes = await scriptBytes(page)
    assert.ok(bytes > 0 && bytes <= mostScriptBytes, `${screen} loads ${bytes} bytes of script`)
    await examine(page)
    assert.deepEqual(await listeners(page, screen), [], `${screen} takes presses before it is awake`)
  }
  // A browser reports an address that is not there; these are asked for to see what is said of them.
  assert.deepEqual(
    complaints.filter((complaint) => !/status of 404/.test(complaint) || !(complaint.includes(unknown) || complaint.includes('/nowhere'))),
    [],
  )
}

test('what everyone sees is accessible, fits and is light', async () => {
  await using visit = await place.visit()
  await inspect(visit, open)
})

test('every room of a learner with a past is accessible, fits and is light', async () => {
  await using visit = await place.visit()
  await signIn(visit.page, past.email)
  await inspect(visit, [...rooms, ...pastSessions(), ...missing])
})

test('every room of a new learner is accessible, fits and is light', async () => {
  await using visit = await place.visit()
  await signUp(visit.page, 'new-screens@example.org')
  await inspect(visit, [...rooms, ...begun])
})

test('every room of an administrator is accessible, fits and is light, with and without anything in it', async () => {
  await using visit = await place.visit()
  await signIn(visit.page, boss)
  await inspect(
    visit,
    administration.map((screen) => `/admin${screen}`),
  )
  await visit.page.goto(`/admin/users?q=${past.email}`)
  await visit.page.getByRole('link', { name: new RegExp(past.email) }).click()
  await visit.page.waitForURL(/\/admin\/users\/[\w-]{36}$/)
  await inspect(visit, [new URL(visit.page.url()).pathname])
})

async function newCode(): Promise<string> {
  const response = await fetch(`${place.url}/api/auth/device`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  return ((await response.json()) as { readonly userCode: string }).userCode
}

/** Every code that waits has had its time. */
async function expire(): Promise<void> {
  await using admin = openDatabase({ url: place.adminUrl, maxConnections: 1 })
  await admin.asService((tx) => tx.query("update identity.device_grants set expires_at = now() - interval '1 second' where state = 'waiting'"))
}

test('letting a device in is accessible and fits at each step', async () => {
  const userCode = await newCode()
  await using visit = await place.visit()
  const { page } = visit
  await signUp(page, 'device-screens@example.org')
  await inspect(visit, [`/device?code=${userCode}`])
  await page.getByLabel('Code').press('Enter')
  await page.getByRole('heading', { name: 'Is this your device?' }).waitFor()
  await examine(page)
  await page.getByRole('button', { name: 'Let it in' }).click()
  await page.getByRole('heading', { name: 'The device is signed in' }).waitFor()
  await examine(page)

  const tried = async (code: string, said: string): Promise<void> => {
    await page.goto(`/device?code=${code}`)
    await page.getByLabel('Code').press('Enter')
    await page.getByRole('alert').filter({ hasText: said }).waitFor()
    await examine(page)
    assert.equal(await page.getByLabel('Code').inputValue(), code, 'what was typed stays, to be mended')
  }
  await tried(userCode, 'You have let this device in already.')
  const late = await newCode()
  await page.goto(`/device?code=${late}`)
  await page.getByLabel('Code').press('Enter')
  await page.getByRole('heading', { name: 'Is this your device?' }).waitFor()
  await expire()
  await page.getByRole('button', { name: 'Let it in' }).click()
  await page.getByRole('alert').filter({ hasText: 'This code has expired: ask for a new one on the device.' }).waitFor()
  await page.getByRole('button', { name: 'Another code' }).click()
  await page.getByRole('heading', { name: 'Sign in a device' }).waitFor()
  await tried(late, 'This code has expired')
})

test('the first question on the first page is the one that the coach asks', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await page.goto('/')
  const shown = await page.getByRole('region', { name: 'Try the coach' }).getByRole('heading', { level: 3 }).textContent()
  const { twoSum } = await import('../web/samples.ts')
  const response = await fetch(`${place.url}/api/try/respond`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ algorithm: { title: twoSum.title, statement: twoSum.statement }, answers: [] }),
  })
  const { prompt } = (await response.json()) as { prompt: { text: string } }
  assert.equal(shown, prompt.text)
})
