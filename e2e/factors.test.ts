/** Signing in with a code, letting a device in, and signing devices out, in a real browser. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible } from './accessible.ts'
import { codeOf } from './codes.ts'
import { commonPlace } from './mesh.ts'
import { assertFits, held, password, signUp, untilAwake } from './walk.ts'

const place = await commonPlace()

async function looksRight(page: Page): Promise<void> {
  await assertFits(page)
  await assertAccessible(page)
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/signin')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function signInByRecovery(page: Page, code = ''): Promise<void> {
  await signIn(page, 'codes-factors@example.com')
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code').fill(code)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/(dashboard|coach)$/)
}

interface Asked {
  readonly deviceCode: string
  readonly userCode: string
  readonly verificationUriComplete: string
}

async function post<T>(path: string, body: unknown): Promise<{ readonly status: number; readonly body: T }> {
  const response = await fetch(place.url + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
  return { status: response.status, body: (await response.json()) as T }
}

test('a learner sets up a code, signs in with it on another device, then with a recovery code', async () => {
  await using first = await place.visit()
  const { page } = first
  await signUp(page, 'codes-factors@example.com')
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Set up a code' }).click()
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor()
  await looksRight(page)
  const secret = (await page.locator('dialog code').textContent()) ?? ''
  await page.getByLabel('The code that the app shows').fill('000000')
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await page.getByText('This code is wrong').waitFor()
  await page.getByLabel('The code that the app shows').fill(codeOf(secret, -1))
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
  await looksRight(page)
  const recovery = await page.locator('dialog li').allTextContents()
  assert.equal(recovery.length, 10)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('10 of 10 recovery codes are left').waitFor()

  await using second = await place.visit({ width: 390, height: 844, theme: 'dark' })
  await signIn(second.page, 'codes-factors@example.com')
  await second.page.getByRole('heading', { name: 'One more step' }).waitFor()
  await looksRight(second.page)
  await second.page.getByLabel('Code', { exact: true }).fill(codeOf(secret))
  await second.page.getByRole('button', { name: 'Go on' }).click()
  await second.page.waitForURL(/\/(dashboard|coach)$/)

  await using third = await place.visit()
  await signInByRecovery(third.page, recovery[0])

  await page.reload()
  await page.getByText('9 of 10 recovery codes are left').waitFor()
  await page.getByRole('button', { name: 'Sign out all others' }).click()
  await page.getByRole('button', { name: 'Sign out all others' }).waitFor({ state: 'detached' })
  assert.equal(await page.getByText('This device').count(), 1)
  await looksRight(page)
  await third.page.goto('/settings')
  await third.page.waitForURL(/\/signin/)
  await signInByRecovery(third.page, recovery[1])
  await signsOut(page)
})

/** What was still being read is told "signed out" before the page is left; that leads nowhere else. */
async function signsOut(page: Page): Promise<void> {
  await page.reload()
  const others = page.getByRole('button', { name: 'Sign out all others' })
  await others.waitFor()
  const letRead = await held(page, /\/api\/auth\/sessions$/)
  const reading = page.waitForRequest((request) => request.method() === 'GET' && request.url().endsWith('/api/auth/sessions'))
  await others.click()
  await reading
  await page.route(/\/api\/auth\/logout$/, async (route) => {
    const response = await route.fetch()
    const turnedAway = page.waitForResponse(/\/api\/auth\/refresh-token$/)
    letRead()
    await turnedAway
    await route.fulfill({ response })
  })
  const ledTo: string[] = []
  page.on('request', (request) => {
    if (request.isNavigationRequest()) ledTo.push(new URL(request.url()).pathname)
  })
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/')
  assert.deepEqual(ledTo, ['/'])
}

test('a learner lets a device in on their phone, with the keyboard alone, after signing in on the way', async () => {
  const { body: asked } = await post<Asked>('/api/auth/device', { name: 'Quint side panel' })
  await using owner = await place.visit()
  await signUp(owner.page, 'devices-factors@example.com')
  await using visit = await place.visit({ width: 390, height: 844 })
  const { page } = visit
  await page.goto(asked.verificationUriComplete)
  await page.waitForURL(/\/signin\?next=/)
  await page.getByLabel('E-mail').fill('devices-factors@example.com')
  await page.getByLabel('Password').fill(password)
  await untilAwake(page.getByRole('button', { name: 'Sign in', exact: true }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/device\?code=/)
  assert.equal(await page.getByLabel('Code').inputValue(), asked.userCode)
  await looksRight(page)
  await page.getByLabel('Code').press('Enter')
  await page.getByRole('heading', { name: 'Is this your device?' }).waitFor()
  await page.getByText('Quint side panel').waitFor()
  await page.getByText('devices-factors@example.com').waitFor()
  await looksRight(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'The device is signed in' }).waitFor()
  await looksRight(page)
  const signedIn = await post<{ user: { email: string } }>('/api/auth/device/token', { deviceCode: asked.deviceCode })
  assert.deepEqual([signedIn.status, signedIn.body.user.email], [200, 'devices-factors@example.com'])
})

test('a wrong code says so, and a device that is turned away stays out', async () => {
  await using visit = await place.visit({ theme: 'dark' })
  const { page } = visit
  await signUp(page, 'away-factors@example.com')
  const { body: asked } = await post<Asked>('/api/auth/device', {})
  // Who is asked knows for whom, before there is anything to press.
  const sayWho = await held(page, /\/api\/auth\/me/)
  await page.goto('/device')
  await looksRight(page)
  await page.getByLabel('Code').fill('bbbbbbbb')
  await page.getByLabel('Code').press('Enter')
  await page.getByText('No device was given this code').waitFor()
  const found = page.waitForResponse(/\/api\/auth\/device\/lookup/)
  await page.getByLabel('Code').fill(asked.userCode.toLowerCase().replace('-', ''))
  await page.getByLabel('Code').press('Enter')
  await found
  assert.equal(await page.getByRole('button', { name: 'Turn it away' }).count(), 0)
  sayWho()
  await page.getByRole('button', { name: 'Turn it away' }).click()
  await page.getByRole('heading', { name: 'The device was turned away' }).waitFor()
  await looksRight(page)
  const refused = await post<{ error: string }>('/api/auth/device/token', { deviceCode: asked.deviceCode })
  assert.deepEqual([refused.status, refused.body.error], [400, 'access_denied'])
})
