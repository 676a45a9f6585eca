/** The installed app without a network: what was seen can be read, what is answered is kept and goes out later, once and in order. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import type { Locator, Page } from 'playwright-core'
import { assertAccessible } from './accessible.ts'
import { keptOn, untilKept } from './kept.ts'
import { commonPlace } from './mesh.ts'
import { makePast } from './past.ts'
import { answerOne, answers, assertFits, beginTwoSum, password, signUp } from './walk.ts'

const place = await commonPlace()
const past = await makePast(place.url, 'past-offline@example.org', 1)

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/signin')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/dashboard$/)
}

/** What the gateway holds: prompt and answer. */
async function answersAt(page: Page, sessionId: string): Promise<string[]> {
  const response = await page.request.get(`/api/session/${sessionId}`, { headers: { 'X-Quint-Client': 'web' } })
  const { responses } = (await response.json()) as { responses: { promptIndex: number; responseText: string }[] }
  return responses.map(({ promptIndex, responseText }) => `${promptIndex} ${responseText}`)
}

const keptAny = /answers? kept on this device/
const keptOne = /1 answer kept on this device/
const keptTwo = /2 answers kept on this device/

test('answers typed offline go out later, once and in order, and survive a reload', async () => {
  await using visit = await place.visit({ installed: true })
  const { page, context } = visit
  await signUp(page, 'offline-offline@example.org')
  const address = await beginTwoSum(page)
  const id = address.slice(address.lastIndexOf('/') + 1)
  await answerOne(page, answers[0])
  await untilKept(page, address, `/api/session/${id}`, '/api/auth/me')
  await context.setOffline(true)
  await answerOne(page, answers[1])
  await page.getByText(keptOne).waitFor()
  await answerOne(page, answers[2])
  await page.getByText(keptTwo).waitFor()
  await assertFits(page)
  await assertAccessible(page)
  await page.reload()
  await page.getByText(keptTwo).waitFor()
  await page.getByText('You see what this device kept').waitFor()
  assert.match((await page.getByRole('navigation', { name: /Prompts/ }).getAttribute('aria-label')) ?? '', /3 of 12/)
  await context.setOffline(false)
  await page.getByText(keptAny).waitFor({ state: 'hidden' })
  assert.deepEqual(
    await answersAt(page, id),
    answers.slice(0, 3).map((text, index) => `${index} ${text}`),
  )
  await answerOne(page, answers[3])
  assert.equal((await answersAt(page, id)).length, 4)
})

test('the word that there is no connection covers nothing, on a phone and on a desk', async () => {
  await using visit = await place.visit({ width: 390, height: 844 })
  const { page, context } = visit
  const word = page.getByText('You are offline.')
  await signUp(page, 'uncovered-offline@example.org')
  await page.goto('/dashboard')
  const room = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Coach' })
  await room.waitFor()
  await context.setOffline(true)
  await word.waitFor()
  assert.ok(await standApart(word, room))
  await context.setOffline(false)
  await beginTwoSum(page)
  const field = page.getByRole('textbox')
  await field.fill('One thought.\n'.repeat(6))
  await context.setOffline(true)
  await word.waitFor()
  for (const [width, height] of [
    [1280, 640],
    [320, 568],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    // As high and as low as it can stand: who writes at its end has the end of it at the end of the window.
    for (const target of ['h1', 'textarea'])
      for (const block of ['start', 'end']) {
        await page.evaluate(`document.querySelector('${target}').scrollIntoView({ block: '${block}', behavior: 'instant' })`)
        assert.ok(await standApart(word, page.locator(target)), `${target} at the ${block} of ${width} times ${height}`)
        assert.ok(await standApart(word, page.getByRole('link', { name: 'Back to today' })))
      }
    await assertFits(page)
  }
  await assertAccessible(page)
})

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

async function boxOf(target: Locator): Promise<Box> {
  const box = await target.boundingBox()
  assert.ok(box !== null, `${target} has no place on the page`)
  return box
}

async function standApart(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await boxOf(one), await boxOf(other)]
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
}

test('the hint waits for kept answers and says so', async () => {
  await using visit = await place.visit({ installed: true })
  const { page, context } = visit
  await signUp(page, 'waits-offline@example.org')
  const address = await beginTwoSum(page)
  for (const text of answers.slice(0, 11)) await answerOne(page, text)
  await untilKept(page, address)
  await context.setOffline(true)
  await answerOne(page, answers[11])
  await page.getByText(keptOne).waitFor()
  await page.getByRole('button', { name: 'Get My Hint' }).click()
  await page.getByRole('alert').filter({ hasText: 'still on this device only' }).waitFor()
  await context.setOffline(false)
  await page.getByText(keptAny).waitFor({ state: 'hidden' })
  await page.getByRole('alert').getByRole('button').click()
  await page.getByRole('textbox', { name: 'Your last word' }).waitFor()
})

test('sessions seen before, the day and the elements can be read offline, and what was not kept says so', async () => {
  await using visit = await place.visit({ installed: true, width: 390, height: 844, theme: 'dark' })
  const { page, context } = visit
  await signIn(page, past.email)
  const [finished = ''] = past.finished
  await page.goto('/sessions')
  await page
    .getByRole('link', { name: /Two Sum/ })
    .first()
    .click()
  await page.getByText('I had assumed that order matters').first().waitFor()
  await page.goto('/dashboard')
  await untilKept(
    page,
    '/dashboard',
    '/sessions',
    '/reference',
    `/sessions/${finished}`,
    `/api/session/${finished}`,
    '/api/user/dashboard',
    '/api/elements',
    '/api/user/sessions?limit=20',
  )
  await context.setOffline(true)
  await page.goto('/dashboard')
  await page.getByRole('heading', { name: /Ada/ }).waitFor()
  await page.goto('/sessions')
  await page
    .getByRole('link', { name: /Two Sum/ })
    .first()
    .click()
  await page.getByText('I had assumed that order matters').first().waitFor()
  await assertFits(page)
  await page.goto('/reference')
  await page.getByRole('heading', { name: /Earth/ }).waitFor()
  await page.goto('/leaderboard')
  await page.getByRole('heading', { name: 'This page is not on this device' }).waitFor()
  await assertAccessible(page)
})

test('answers typed offline go out when the browser wakes the worker, with no page open', async () => {
  await using visit = await place.visit({ installed: true })
  const { page, context } = visit
  await signUp(page, 'woken-offline@example.org')
  const address = await beginTwoSum(page)
  const id = address.slice(address.lastIndexOf('/') + 1)
  await untilKept(page, address, `/api/session/${id}`, '/api/auth/me')
  const { cookies } = await context.storageState()
  const wake = await waker(page)
  await context.setOffline(true)
  await answerOne(page, answers[0])
  await page.getByText(keptOne).waitFor()
  await page.goto('about:blank')
  await context.setOffline(false)
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const arrived = async (): Promise<boolean> => {
    const response = await fetch(`${place.url}/api/session/${id}`, { headers: { cookie, 'X-Quint-Client': 'web' } })
    return ((await response.json()) as { responses: unknown[] }).responses.length === 1
  }
  assert.equal(await arrived(), false)
  await wake()
  await eventually(arrived)
})

/** Background Sync itself is off in a browser without windows: this is what it does when the network is back. */
async function waker(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first !== undefined) resolve(first.registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  const registrationId = await registered
  return async () => {
    const now = await page.context().newCDPSession(page)
    await now.send('ServiceWorker.enable')
    await now.send('ServiceWorker.dispatchSyncEvent', { origin: place.url, registrationId, tag: 'quint-answers', lastChance: false })
  }
}

test('the plan and what is due can be read offline', async () => {
  const email = 'planned-offline@example.org'
  await using visit = await place.visit({ installed: true })
  const { page, context } = visit
  await signUp(page, email)
  const { accessToken } = (await ask('POST', '/api/auth/login', { email, password })) as { readonly accessToken: string }
  const profile = { level: 'intermediate', timelineWeeks: 2, hoursPerWeek: 5, timeZone: 'Europe/Berlin' }
  await ask('PUT', '/api/intake', profile, accessToken)
  await ask('POST', '/api/plans/generate', {}, accessToken)
  await page.goto('/plan')
  await page.getByRole('heading', { name: 'Your plan' }).waitFor()
  await untilKept(page, '/plan', '/reviews', '/api/plans?limit=1', '/api/plans/current', '/api/reviews/due', '/api/reviews/figures')
  await context.setOffline(true)
  await page.goto('/plan')
  await page.getByRole('heading', { name: 'Your plan' }).waitFor()
  await page.getByText('You see what this device kept').waitFor()
  await page.goto('/reviews')
  await page.getByText('Nothing is due today.').waitFor()
})

async function ask(method: string, path: string, body: object, token?: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
  const response = await fetch(place.url + path, { method, headers, body: JSON.stringify(body) })
  assert.ok(response.ok, `${path}: ${response.status}`)
  return response.json()
}

test('signing out takes everything of the learner off the device', async () => {
  await using visit = await place.visit({ installed: true })
  const { page, context } = visit
  await signIn(page, past.email)
  await untilKept(page, '/dashboard', '/api/auth/me', '/api/user/dashboard')
  const texts = (await keptOn(page)).map(([, text]) => text)
  assert.ok(texts.some((text) => text.includes(past.email)))
  for (const text of texts) assert.doesNotMatch(text, /eyJ[\w-]+\.[\w-]+\.|"(access|refresh)Token"/)
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/')
  const left = (await keptOn(page))
    .map(([address]) => address)
    .filter((address) => !['/offline', '/reference', '/api/elements', '/icon.svg'].includes(address))
  assert.deepEqual(left, [])
  await context.setOffline(true)
  await page.goto('/dashboard')
  await page.getByRole('heading', { name: 'This page is not on this device' }).waitFor()
})

test('the app can be installed: its manifest, its icons and its worker are there', async () => {
  const manifest = (await (await fetch(`${place.url}/manifest.webmanifest`)).json()) as {
    readonly start_url: string
    readonly display: string
    readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose: string }[]
  }
  assert.deepEqual([manifest.start_url, manifest.display], ['/dashboard', 'standalone'])
  assert.deepEqual(
    manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`),
    ['192x192 any', '512x512 any', '192x192 maskable', '512x512 maskable'],
  )
  for (const { src, sizes } of manifest.icons) {
    const icon = Buffer.from(await (await fetch(place.url + src)).arrayBuffer())
    assert.equal(`${icon.readUInt32BE(16)}x${icon.readUInt32BE(20)}`, sizes, src)
  }
  const worker = await fetch(`${place.url}/sw.js`)
  assert.match(worker.headers.get('content-type') ?? '', /javascript/)
  assert.match(worker.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  assert.doesNotMatch(worker.headers.get('cache-control') ?? '', /max-age=[1-9]/)
})
