/** Signing in through a provider's page, the ways to sign in, and leaving without a password, in a real browser. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testBrowser } from '@quint/gateway/identity/oauth/testing-browser.ts'
import { type TestGoogle, testGoogle } from '@quint/gateway/identity/oauth/testing-google.ts'
import type { Page } from 'playwright-core'
import { assertAccessible } from './accessible.ts'
import { codeOf } from './codes.ts'
import { openPlace, type Place } from './mesh.ts'
import { assertFits } from './walk.ts'

let place: Place
let google: TestGoogle

before(async () => {
  google = await testGoogle()
  place = await openPlace(google.environment)
  google.serve(place.url)
  google.accounts.set('grace', { email: 'grace@example.com', email_verified: true, name: 'Grace' })
  google.accounts.set('lin', { email: 'lin@example.com', email_verified: true, name: 'Lin' })
})

after(async () => {
  await place[Symbol.asyncDispose]()
  await google[Symbol.asyncDispose]()
})

async function agree(page: Page, account: string): Promise<void> {
  await page.getByLabel('Account', { exact: true }).fill(account)
  await page.getByRole('button', { name: 'Go on' }).click()
}

async function looksRight(page: Page): Promise<void> {
  await assertFits(page)
  await assertAccessible(page)
}

test('somebody new signs up at a provider’s page, sees their one way in, and deletes everything by signing in there again', async () => {
  await using visit = await place.visit({ width: 390, height: 800 })
  const { page } = visit
  await page.goto('/signup?next=/settings')
  const button = page.getByRole('link', { name: 'Go on with Google' })
  await button.waitFor()
  await looksRight(page)
  await button.click()
  await agree(page, 'grace')
  await page.waitForURL('**/settings')
  const ways = page.getByRole('region', { name: 'Ways to sign in' })
  await ways.getByText('grace@example.com').first().waitFor()
  await ways.getByText('Your only way in: it stays.').waitFor()
  await looksRight(page)
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await page.getByRole('button', { name: 'Sign in with Google again' }).click()
  await agree(page, 'grace')
  await page.waitForURL(/confirmed=google/)
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' })
  await dialog.waitFor()
  await looksRight(page)
  await dialog.getByRole('button', { name: 'Delete everything' }).click()
  await page.waitForURL(`${place.url}/`)
  await page.goto('/dashboard')
  await page.waitForURL(/\/signin/)
  assert.deepEqual(visit.complaints, [])
})

test('an account without a password sets up a code by signing in at its provider once more', async () => {
  await using visit = await place.visit({ theme: 'dark' })
  const { page } = visit
  await page.goto('/signup?next=/settings')
  await page.getByRole('link', { name: 'Go on with Google' }).click()
  await agree(page, 'lin')
  await page.waitForURL('**/settings')
  await page.getByRole('button', { name: 'Set up a code' }).click()
  const again = page.getByRole('button', { name: 'Sign in with Google again' })
  await again.waitFor()
  assert.equal(await page.getByLabel('Your password').count(), 0)
  await looksRight(page)
  await again.click()
  await agree(page, 'lin')
  await page.waitForURL(/confirmed=google/)
  const dialog = page.getByRole('dialog', { name: 'Set up a code' })
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor()
  const secret = (await dialog.locator('code').textContent()) ?? ''
  await page.getByLabel('The code that the app shows').fill(codeOf(secret))
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('10 of 10 recovery codes are left').waitFor()
  await page.reload()
  await page.getByText('10 of 10 recovery codes are left').waitFor()
  assert.equal(await page.getByRole('dialog').count(), 0, 'what is done is not begun again')
  assert.deepEqual(visit.complaints, [])
})

test('who says no at the provider is back at the door, with the reason, in both themes', async () => {
  for (const theme of ['light', 'dark'] as const) {
    await using visit = await place.visit({ theme })
    const { page } = visit
    await page.goto('/signin?next=/coach')
    await page.getByRole('link', { name: 'Go on with Google' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.waitForURL(/\/signin\?problem=denied/)
    await page.getByText('You said no at Google. Nothing has changed.').waitFor()
    await page.getByRole('link', { name: 'Go on with Google' }).waitFor()
    await looksRight(page)
    assert.deepEqual(visit.complaints, [])
  }
})

test('an answer of the provider that was meant for another browser signs nobody in, and says why', async () => {
  const attacker = testBrowser()
  const isAnswer = (url: URL): boolean => url.origin === place.url
  const door = await attacker.go(`${place.url}/api/auth/oauth/google/start`)
  const stolen = (await attacker.submit(door, { account: 'lin', answer: 'yes' }, isAnswer)).url
  assert.match(stolen.search, /code=.+state=|state=.+code=/)
  for (const began of [false, true]) {
    await using visit = await place.visit()
    const { page } = visit
    if (began) {
      await page.goto('/signin')
      await page.getByRole('link', { name: 'Go on with Google' }).click()
      await page.getByLabel('Account', { exact: true }).waitFor()
    }
    await page.goto(stolen.href)
    await page.waitForURL(/\/signin\?problem=expired/)
    await page.getByText('That took too long, or began in another window. Begin again.').waitFor()
    await looksRight(page)
    await page.goto('/dashboard')
    await page.waitForURL(/\/signin/)
    assert.deepEqual(visit.complaints, [])
  }
})
