/** What administrators do in a real browser: find people, shut one out, let one go, and see that it is on the record. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible } from './accessible.ts'
import { openPlace } from './mesh.ts'
import { enrol } from './past.ts'
import { assertFits, held, password, signUp } from './walk.ts'

const boss = 'boss-admin@example.org'
const reason = 'Asked for by mail'
// Of its own: its administrator is the only one.
const place = await openPlace({ GATEWAY_ADMIN_EMAILS: boss })
after(() => place[Symbol.asyncDispose]())
await enrol(place.url, boss)

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/signin')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function enter(page: Page, email: string): Promise<void> {
  await signIn(page, email)
  await page.waitForURL(/\/(dashboard|coach)$/)
}

async function see(page: Page, screen: string): Promise<void> {
  await page.goto(`/admin${screen}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await assertFits(page)
  await assertAccessible(page)
}

/** Opens the page of an account by its e-mail address. */
async function open(page: Page, email: string): Promise<void> {
  await page.goto('/admin/users')
  await page.getByRole('searchbox').fill(email)
  await page.getByRole('link', { name: new RegExp(email) }).click()
  await page.waitForURL(/\/admin\/users\/[\w-]{36}$/)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByText(email).waitFor()
}

async function act(page: Page, button: string, verb: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why?').fill(reason)
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: verb, exact: true }).waitFor({ state: 'detached' })
}

test('a learner is shut out, told so at the door, let in again and in the end deleted, all of it on the record', async () => {
  const email = 'shut-out-admin@example.org'
  await using theirs = await place.visit()
  await signUp(theirs.page, email)
  await using ours = await place.visit()
  await enter(ours.page, boss)
  await open(ours.page, email)
  const letGo = await held(ours.page, /\/suspend$/, { method: 'POST' })
  await ours.page.getByRole('button', { name: 'Suspend', exact: true }).click()
  const dialog = ours.page.getByRole('dialog')
  await dialog.getByLabel('Why?').fill(reason)
  await Promise.all([ours.page.waitForRequest(/\/suspend$/), ours.page.keyboard.press('Enter')])
  await ours.page.keyboard.press('Escape')
  await ours.page.keyboard.press('Escape')
  // A deed on its way is waited for.
  await dialog.getByLabel('Why?').waitFor()
  const letRead = await held(ours.page, /\/api\/admin\/audit/)
  letGo()
  await ours.page.getByRole('button', { name: 'Let in again' }).waitFor()
  assert.equal(await dialog.getByRole('button', { name: 'Suspend' }).count(), 1, 'it asks what it asked, while the page behind it is read anew')
  letRead()
  await dialog.waitFor({ state: 'detached' })
  assert.equal(await ours.page.getByRole('button', { name: 'Let in again' }).isVisible(), true, 'and once it is done it shows')
  await ours.page.getByText(reason).first().waitFor()

  await theirs.page.goto('/dashboard')
  await theirs.page.waitForURL(/\/signin/)
  await signIn(theirs.page, email)
  await theirs.page.getByText(/This account is suspended/).waitFor()

  await act(ours.page, 'Let in again', 'Let in again')
  await ours.page.getByRole('button', { name: 'Suspend', exact: true }).waitFor()
  await enter(theirs.page, email)

  await act(ours.page, 'Delete', 'Delete everything')
  await ours.page.getByText('The account is deleted').waitFor()
  await see(ours.page, new URL(ours.page.url()).pathname.replace('/admin', ''))
  await ours.page.getByText('There is nothing here: it may have been deleted.').waitFor()
  await see(ours.page, '/audit')
  for (const deed of ['Deleted an account', 'Let an account in again', 'Suspended an account'])
    await ours.page.getByRole('listitem').filter({ hasText: deed }).first().waitFor()
  await see(ours.page, '/erasures')
  await ours.page
    .getByText(/sessions (is done|waits)/)
    .first()
    .waitFor()
})

test('an export is a file, and asks for a reason first', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await enter(page, boss)
  await open(page, boss)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await assertAccessible(page)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await dialog.getByText('Say why, in a few words.').waitFor()
  await dialog.getByLabel('Why?').fill(reason)
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Export', exact: true }).click()])
  assert.match(download.suggestedFilename(), /^quint-export-[0-9a-f-]{36}\.json$/)
})

test('the last administrator who wants to delete their account is told to make somebody else one first', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await enter(page, boss)
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Delete everything' }).click()
  await page.getByText('You are the last administrator: make somebody else one first.').waitFor()
  await page.getByRole('button', { name: 'Keep my account' }).click()
  await page.goto('/admin')
  await page.getByRole('heading', { level: 1 }).waitFor()
  // Another span is chosen by keyboard, and still has the focus while its figures come.
  const letGo = await held(page, /\/api\/admin\/usage\?days=30$/)
  await page.getByLabel('A week').focus()
  await page.keyboard.press('ArrowRight')
  await page.getByText('The figures are being fetched.').waitFor({ state: 'attached' })
  await page.locator(':focus').and(page.getByLabel('A month')).waitFor({ state: 'attached' })
  letGo()
  await page.getByRole('region', { name: 'People' }).waitFor()
})

test('a learner who comes to the administrators’ pages is told that they are not for them', async () => {
  await using visit = await place.visit()
  await signUp(visit.page, 'curious-admin@example.org')
  for (const screen of ['', '/users', '/audit']) {
    await visit.page.goto(`/admin${screen}`)
    await visit.page.getByText('Only administrators come in here').waitFor()
    await assertAccessible(visit.page)
  }
  await visit.page.goto('/settings')
  await visit.page.getByRole('heading', { name: 'Settings' }).waitFor()
  assert.equal(await visit.page.getByRole('link', { name: 'Administration' }).count(), 0)
})

test('others see of a learner what they show, once they show it', async () => {
  await using theirs = await place.visit()
  const { page } = theirs
  await signUp(page, 'shown-admin@example.org')
  await page.goto('/settings')
  await page.getByRole('radio', { name: 'Teal' }).check({ force: true })
  await page.getByLabel('What you work on').fill('Graphs, Trees')
  await page.getByLabel(/Show others my name/).check()
  await page.getByRole('button', { name: 'Keep what I show' }).click()
  const link = page.getByRole('link', { name: 'See what they see' })
  await link.waitFor()
  const address = (await link.getAttribute('href')) ?? ''
  await using ours = await place.visit({ theme: 'dark' })
  await enter(ours.page, boss)
  await ours.page.goto(address)
  await ours.page.getByText('Graphs', { exact: true }).waitFor()
  await assertAccessible(ours.page)
  assert.equal(((await ours.page.textContent('main')) ?? '').includes('shown-admin@example.org'), false)
  await ours.page.goto('/people/01a1fe22-491e-7ddd-ab28-8e62bf877603')
  await ours.page.getByText('Nobody to see here').waitFor()
  await assertAccessible(ours.page)
})
